import type { Context } from '@tarim/platform';
import type { Logger } from 'pino';
import { LIVE_CHANGES } from '../../contract.ts';
import type { FrameStore, StoredFrame } from '../frames.ts';
import { escalate } from '../jobs/escalate.ts';
import { expireCommands } from '../sql/commands.ts';
import { movePosition, readPosition } from '../sql/states.ts';
import { applyMessages, applyTick, PermitCache } from './apply.ts';
import { readMessage } from './decode.ts';

const BATCH_BYTES = 1 << 20;
const TICK_MS = 15_000;
const MAX_RETRY_MS = 10_000;

/**
 * Folds what terminals sent from the frame log into states and alarms. A batch is one transaction: fixes, states, alarms, events and the
 * position commit together, so that after a kill nothing is missing and nothing is counted twice. Others' frames are passed over.
 */
export class TrackingProjector {
  readonly #ctx: Context;
  readonly #log: FrameStore;
  readonly #logger: Logger;
  readonly #permits = new PermitCache();
  #position = -1;
  #stopping = false;
  #wake: () => void = () => {};
  #running: Promise<void> | null = null;
  #nextTick = 0;

  readonly #upSince: number;

  /** @param upSince epoch ms since when terminals could reach us */
  constructor(ctx: Context, log: FrameStore, upSince: number) {
    this.#upSince = upSince;
    this.#ctx = ctx;
    this.#log = log;
    this.#logger = ctx.log.child({ part: 'tracking' });
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
    const off = this.#log.onDurable(() => this.#wake());
    let retry = 100;
    while (!this.#stopping) {
      try {
        const busy = await this.step();
        const now = performance.now();
        if (now >= this.#nextTick) {
          this.#nextTick = now + TICK_MS;
          await this.tick();
        }
        retry = 100;
        if (!busy) await this.#idle(1_000);
      } catch (error) {
        this.#logger.error(
          { err: error, retryInMs: retry },
          'frames of terminals could not be folded; the log keeps them',
        );
        this.#position = -1;
        await this.#idle(retry);
        retry = Math.min(MAX_RETRY_MS, retry * 2);
      }
    }
    off();
  }

  #idle(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.#stopping) this.#wake();
    });
  }

  /** Folds one batch; false at the end of the log. */
  async step(): Promise<boolean> {
    if (this.#position < 0) this.#position = (await readPosition(this.#ctx.db)) ?? 0;
    const { entries, next } = await this.#log.read(this.#position, BATCH_BYTES);
    if (entries.length === 0) return false;
    try {
      await this.#commit(entries, next);
    } catch (error) {
      if (entries.length === 1 || isPassing(error)) throw error;
      for (const entry of entries) await this.#commitOne(entry);
    }
    return true;
  }

  /** Silences and ladders by the clock. */
  async tick(): Promise<void> {
    const silent = await this.#ctx.db.transaction().execute((tx) => applyTick(this.#ctx, tx, this.#upSince));
    const steps = await escalate(this.#ctx);
    await expireCommands(this.#ctx.db, new Date(this.#ctx.clock.now()));
    if (silent + steps > 0) this.#ctx.live.publish(LIVE_CHANGES, { alarms: silent + steps });
  }

  async #commit(entries: readonly StoredFrame[], next: number): Promise<void> {
    const messages = entries.flatMap((one) => readMessage(one) ?? []);
    const applied = await this.#ctx.db.transaction().execute(async (tx) => {
      const done = messages.length === 0 ? null : await applyMessages(this.#ctx, tx, messages, this.#permits);
      if (!(await movePosition(tx, this.#position, next)))
        throw new Error('another projector moved the position');
      return done;
    });
    this.#position = next;
    if (applied) this.#ctx.live.publish(LIVE_CHANGES, { fixes: applied.fixes, alarms: applied.changes });
  }

  /** A frame that no transaction takes must not stop the others: its bytes stay in the log. */
  async #commitOne(entry: StoredFrame): Promise<void> {
    try {
      await this.#commit([entry], entry.next);
    } catch (error) {
      if (isPassing(error)) throw error;
      this.#logger.error({ err: error, lsn: entry.lsn }, 'a frame of a terminal could not be folded');
      await this.#commit([], entry.next);
    }
  }
}

/** Whether the database is away or hindered rather than refusing: then the same batch works later. */
function isPassing(error: unknown): boolean {
  const code = String((error as { code?: unknown }).code ?? '');
  return (
    /^(08|40|53|57|55P03|E[A-Z]+$|DATABASE_)/.test(code) ||
    /terminat|timeout|Connection|another projector/i.test((error as Error).message ?? '')
  );
}
