import { beijingDate } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { Counter } from 'prom-client';
import type { Refusal } from '../../contract.ts';
import { addRefusals, type RefusalRow } from '../sql/refusals.ts';

const FLUSH_MS = 1_000;

/**
 * Counts what was refused: at once as a metric, within a second in the table. Numbers that nobody registered are one row together, so
 * that no sender can fill the table.
 */
export class Refusals {
  readonly #ctx: Pick<Context, 'db' | 'clock' | 'log'>;
  readonly #counter: Counter;
  #rows = new Map<string, RefusalRow>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(ctx: Pick<Context, 'db' | 'clock' | 'log' | 'metrics'>) {
    this.#ctx = ctx;
    const name = 'tarim_tracking_refused_total';
    this.#counter =
      (ctx.metrics.getSingleMetric(name) as Counter | undefined) ??
      new Counter({
        name,
        help: 'Frames and batches of source terminals that were refused',
        labelNames: ['code'],
        registers: [ctx.metrics],
      });
  }

  /** @param number of a registered terminal; absent: of nobody */
  count(code: Refusal, remote: string, number = ''): void {
    this.#counter.inc({ code });
    const now = this.#ctx.clock.now();
    const day = beijingDate(now);
    const key = `${day}|${code}|${number}`;
    const count = (this.#rows.get(key)?.count ?? 0) + 1;
    this.#rows.set(key, { day, code, number, count, lastAt: new Date(now), remote });
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
  }

  /** Writes what was counted; what cannot be written now is tried with the next. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing = this.#writing.then(async () => {
      const rows = [...this.#rows.values()];
      if (rows.length === 0) return;
      this.#rows = new Map();
      try {
        await addRefusals(this.#ctx.db, rows);
      } catch (error) {
        this.#ctx.log.warn({ err: error, rows: rows.length }, 'refusals could not be counted in the table');
      }
    });
    return this.#writing;
  }
}
