import { periodEnd, periodStart } from '@tarim/kernel';
import type { Context, Tx } from '@tarim/platform';
import { rolledUp } from '../../contract.ts';
import { markDirty, rebuilding } from '../sql/projection-write.ts';
import type { RollupPeriod } from '../sql/rollup-read.ts';
import { type DirtyKey, type RollupChange, takeDirty, writeRollups } from '../sql/rollup-write.ts';
import { computeDays, computeMonths } from './coarser.ts';
import { computeHours } from './hours.ts';

const BATCH: Readonly<Record<RollupPeriod, number>> = { hour: 500, day: 200, month: 100 };
const IDLE_MS = 500;
/** While the projector catches up, hours wait for their minutes, but not longer than this. */
const LONGEST_WAIT_MS = 60_000;
/** A day or month that is still running is computed again at most this often. */
const RUNNING_PERIOD_MS = 60_000;
const COARSER: Readonly<Record<RollupPeriod, RollupPeriod | null>> = {
  hour: 'day',
  day: 'month',
  month: null,
};
const CODES: Readonly<Record<RollupPeriod, number>> = { hour: 1, day: 2, month: 3 };

/** Computes what is due: hours first, then days and months, batch by batch. */
export class RollupWorker {
  readonly #ctx: Context;
  readonly #behind: () => boolean;
  #stopping = false;
  #timer: NodeJS.Timeout | null = null;
  #wake: () => void = () => {};
  #running: Promise<void> | null = null;

  /** @param behind whether the projector is far behind the log: then what would be computed now is about to change */
  constructor(ctx: Context, behind: () => boolean = () => false) {
    this.#ctx = ctx;
    this.#behind = behind;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    const log = this.#ctx.log.child({ part: 'rollup' });
    let waitUntil = Date.now() + LONGEST_WAIT_MS;
    while (!this.#stopping) {
      if (this.#behind() && Date.now() < waitUntil) {
        await this.#idle(IDLE_MS);
        continue;
      }
      waitUntil = Date.now() + LONGEST_WAIT_MS;
      let done = 0;
      try {
        done = await this.step();
      } catch (error) {
        log.error({ err: error }, 'rollups could not be computed; they stay marked and are tried again');
        await this.#idle(2_000);
      }
      if (done === 0) await this.#idle(IDLE_MS);
    }
  }

  #idle(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#timer = setTimeout(resolve, ms);
      this.#wake = () => {
        if (this.#timer) clearTimeout(this.#timer);
        resolve();
      };
    });
  }

  /** One batch of each period; answers how many periods were looked at. */
  async step(): Promise<number> {
    // Half-built tables would make a revision of everything.
    if (await rebuilding(this.#ctx.db)) return 0;
    let done = 0;
    for (const period of ['hour', 'day', 'month'] as const) {
      done += await this.#ctx.db.transaction().execute((tx) => this.#batch(tx, period));
    }
    return done;
  }

  async #batch(tx: Tx, period: RollupPeriod): Promise<number> {
    const now = this.#ctx.clock.now();
    const keys = await takeDirty(tx, period, now, BATCH[period]);
    if (keys.length === 0) return 0;
    const compute = { hour: computeHours, day: computeDays, month: computeMonths }[period];
    const changes = await writeRollups(tx, period, await compute(tx, keys, now), now);
    await this.#markCoarser(tx, period, changes, keys, now);
    if (changes.length > 0) {
      await this.#ctx.outbox.publish(tx, rolledUp, {
        period,
        items: changes.map((one) => ({
          pointId: one.pointId,
          time: new Date(one.time).toISOString(),
          revision: one.revision,
        })),
      });
    }
    return keys.length;
  }

  async #markCoarser(
    tx: Tx,
    period: RollupPeriod,
    changes: readonly RollupChange[],
    keys: readonly DirtyKey[],
    now: number,
  ): Promise<void> {
    const coarser = COARSER[period];
    if (!coarser) return;
    const reasons = new Map(keys.map((key) => [`${key.pointId}/${key.time}`, key.reason]));
    await markDirty(
      tx,
      changes.map((change) => {
        const time = periodStart(coarser, change.time);
        const over = periodEnd(coarser, time) <= now;
        return {
          pointId: change.pointId,
          period: CODES[coarser],
          time,
          // The end of a running period is marked by a job (close-periods): nothing may come after its last hour.
          dueAt: over ? now + 1_000 : now + RUNNING_PERIOD_MS,
          reason: reasons.get(`${change.pointId}/${change.time}`) ?? 'data',
        };
      }),
    );
  }
}
