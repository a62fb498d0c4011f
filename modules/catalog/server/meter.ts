import { beijingDate } from '@tarim/kernel';
import type { Context, Reader } from '@tarim/platform';
import { sql } from 'kysely';
import { addUse, type UseSum } from './sql/use.ts';

/** What one call read, or one part of a stream (`more`: of a call that was counted before). */
export interface Use {
  readonly dataset: string;
  readonly rows: number;
  readonly bytes: number;
  /** `export`, `features`, `tiles`, `sensorthings` … */
  readonly interface: string;
  /** From where; kept for keys only. */
  readonly address: string;
  readonly more?: true;
}

const FLUSH_MS = 1_000;
const MINUTE_MS = 60_000;

/** Rows that were set aside for one stream. */
export interface Promised {
  given(rows: number): void;
  end(): void;
}

/** Counters of one process: written each second, so that reading does not become writing. */
class Meter {
  #sums = new Map<string, UseSum>();
  /** On its way into the tables: still counted with the quota, and again what is to be written should that fail. */
  #writing: Map<string, UseSum> = new Map();
  #flushing: Promise<void> = Promise.resolve();
  #flushes = 0;
  readonly #promised = new Set<{ readonly requestId: number; rows: number }>();
  readonly #turns = new Map<number, Promise<void>>();
  readonly #minutes = new Map<number, { minute: number; calls: number }>();

  add(day: string, requestId: number, use: Use): void {
    const address = requestId === 0 ? '' : use.address;
    const key = [day, requestId, use.dataset, use.interface, address].join('\n');
    const sum = this.#sums.get(key) ?? {
      day,
      requestId,
      dataset: use.dataset,
      interface: use.interface,
      address,
      calls: 0,
      rows: 0,
      bytes: 0,
    };
    sum.calls += use.more ? 0 : 1;
    sum.rows += use.rows;
    sum.bytes += use.bytes;
    this.#sums.set(key, sum);
  }

  /** Rows of a grant that the tables do not know yet: given, or promised to streams that are under way. */
  pending(day: string, requestId: number): number {
    let rows = 0;
    for (const one of this.#promised) if (one.requestId === requestId) rows += one.rows;
    for (const sums of [this.#sums, this.#writing])
      for (const one of sums.values()) if (one.requestId === requestId && one.day === day) rows += one.rows;
    return rows;
  }

  /** Sets rows aside for a stream; `given` takes them over as they leave, `end` frees what did not. */
  promise(requestId: number, rows: number): Promised {
    const one = { requestId, rows };
    this.#promised.add(one);
    return {
      given: (n) => {
        one.rows = Math.max(0, one.rows - n);
      },
      end: () => {
        this.#promised.delete(one);
      },
    };
  }

  /** One after the other for each grant: what one was promised is known to the next. */
  async inTurn<T>(requestId: number, body: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(requestId) ?? Promise.resolve();
    const own = before.then(body);
    const settled = own.then(
      () => {},
      () => {},
    );
    this.#turns.set(requestId, settled);
    void settled.then(() => {
      if (this.#turns.get(requestId) === settled) this.#turns.delete(requestId);
    });
    return own;
  }

  /** @returns whether this call is within so many a minute */
  admit(nowMs: number, requestId: number, perMinute: number): boolean {
    const minute = Math.floor(nowMs / MINUTE_MS);
    const known = this.#minutes.get(requestId);
    const one = known?.minute === minute ? known : { minute, calls: 0 };
    this.#minutes.set(requestId, one);
    one.calls++;
    return one.calls <= perMinute;
  }

  /** Resolves when nothing is on its way into the tables; then each row counts either here or there. */
  settled(): Promise<void> {
    return this.#flushing;
  }

  /** How many flushes have begun. */
  get flushes(): number {
    return this.#flushes;
  }

  flush(ctx: Context): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#write(ctx));
    return this.#flushing;
  }

  async #write(ctx: Context): Promise<void> {
    if (this.#sums.size === 0) return;
    this.#flushes++;
    this.#writing = this.#sums;
    this.#sums = new Map();
    const written = this.#writing;
    try {
      await ctx.db
        .transaction()
        .execute((tx) => addUse(tx, [...written.values()], new Date(ctx.clock.now())));
    } catch (error) {
      for (const [key, old] of written) {
        const now = this.#sums.get(key);
        if (!now) this.#sums.set(key, old);
        else {
          now.calls += old.calls;
          now.rows += old.rows;
          now.bytes += old.bytes;
        }
      }
      ctx.log.warn({ err: error }, 'use of data sets could not be written; it is kept and tried again');
    } finally {
      this.#writing = new Map();
    }
  }
}

const meters = new WeakMap<object, Meter>();

export function meterOf({ db }: Pick<Context, 'db'>): Meter {
  const meter = meters.get(db) ?? new Meter();
  meters.set(db, meter);
  return meter;
}

/**
 * Notes what a reader was given (使用日志). Call it once an answer, or once a batch of a stream with `more`; it costs
 * nothing, the tables get it within a second.
 */
export function meter(ctx: Pick<Context, 'db' | 'clock'>, reader: Reader, use: Use): void {
  meterOf(ctx).add(beijingDate(ctx.clock.now()), reader.key ? Number(reader.key.id) : 0, use);
}

/** Under constant flushes the last try counts rows rather twice than not at all. */
const TRIES = 5;

/** Rows that a grant has read today (Beijing), those of streams under way included. */
export async function readToday(ctx: Context, requestId: number): Promise<number> {
  const day = beijingDate(ctx.clock.now());
  const one = meterOf(ctx);
  for (let left = TRIES; ; left--) {
    await one.settled();
    const { flushes } = one;
    const before = one.pending(day, requestId);
    const { rows } = await sql<{ rows: number }>`
      select coalesce(sum(rows), 0)::int8 as rows from catalog.use_day where request_id = ${requestId} and day = ${day}
    `.execute(ctx.db);
    const written = Number(rows[0]!.rows);
    // A flush in between may have been read or not.
    if (one.flushes === flushes) return written + one.pending(day, requestId);
    if (left === 0) return written + before;
  }
}

export const flushMeter = (ctx: Context): Promise<void> => meterOf(ctx).flush(ctx);

/** Writes the counters each second, and once more at the stop. */
export async function startMeter(ctx: Context): Promise<{ stop(): Promise<void> }> {
  const timer = setInterval(() => void flushMeter(ctx), FLUSH_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await flushMeter(ctx);
    },
  };
}
