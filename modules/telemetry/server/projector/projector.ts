import { setImmediate } from 'node:timers/promises';
import type { Context, LiveHub } from '@tarim/platform';
import type { Logger } from 'pino';
import { LIVE_ARRIVALS } from '../../contract.ts';
import type { DeviceDirectory } from '../devices/directory.ts';
import { type FrameLog, isForeign, type StoredEntry } from '../log/port.ts';
import { rememberLayouts } from '../sql/layouts.ts';
import { movePosition, readPosition } from '../sql/projection-write.ts';
import { type ProjectedFrame, projectEntry } from './decode-batch.ts';
import { peekMn } from './peek-mn.ts';
import { type BatchCounts, type BatchResult, writeBatch } from './write-batch.ts';

export const PARTITION = 'main';
/** What many frames share (newest values, marks, the position, the commit) is written once a batch. */
const BATCH_BYTES = 4 << 20;
/** Frames decoded in one go. */
const BREATH = 64;
const MAX_RETRY_MS = 10_000;
const LIVE_EVERY_MS = 1_000;

/** What the projector needs of a context: less than a whole one, so that it can run on a thread of its own. */
export type ProjectorContext = Pick<Context, 'db' | 'log' | 'clock'> & {
  readonly live: Pick<LiveHub, 'publish'>;
};
export type ProjectorLog = Pick<FrameLog, 'read' | 'onDurable'>;

/** A projector as others in the process see it. */
export interface RunningProjector {
  /** How far the tables are; behind the log's end by what is still to be projected. */
  position(): number;
  /** The registry has changed: what is known of devices is to be read anew. */
  forget(): void;
  stop(): Promise<void>;
}

/** Some entries of the log, decoded. */
interface Batch {
  readonly from: number;
  readonly next: number;
  readonly entries: readonly StoredEntry[];
  readonly frames: ProjectedFrame[];
  /** State of the device directory in which they were decoded. */
  readonly generation: number;
}

/**
 * Turns the frame log into tables. One transaction a batch: records, revisions, latest values, dirty marks and the new
 * position commit together, so that after a kill nothing is missing and nothing is doubled. A lost database only
 * stops it: it tries again until the database is back.
 */
export class Projector implements RunningProjector {
  readonly #ctx: ProjectorContext;
  readonly #log: ProjectorLog;
  readonly #directory: DeviceDirectory;
  readonly #logger: Logger;
  #position = -1;
  #stopping = false;
  #wake: () => void = () => {};
  #running: Promise<void> | null = null;
  #ahead: Promise<Batch> | null = null;
  readonly #arrivals: ArrivalFeed;
  readonly #counted: (result: BatchCounts, seconds: number) => void;

  /** @param counted told of every batch that was written */
  constructor(
    ctx: ProjectorContext,
    log: ProjectorLog,
    directory: DeviceDirectory,
    counted: (result: BatchCounts, seconds: number) => void = () => {},
  ) {
    this.#ctx = ctx;
    this.#log = log;
    this.#directory = directory;
    this.#logger = ctx.log.child({ part: 'projector' });
    this.#arrivals = new ArrivalFeed(ctx.live);
    this.#counted = counted;
  }

  position(): number {
    return Math.max(0, this.#position);
  }

  forget(): void {
    this.#directory.forget();
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#running;
    this.#arrivals.stop();
  }

  async #run(): Promise<void> {
    const off = this.#log.onDurable(() => this.#wake());
    let retry = 100;
    while (!this.#stopping) {
      try {
        const busy = await this.step();
        retry = 100;
        if (busy) continue;
        await this.#idle(1_000);
        // Somebody may have taken the projection back to build the tables anew.
        this.#position = await this.#storedPosition();
      } catch (error) {
        this.#logger.error(
          { err: error, retryInMs: retry },
          'projecting failed; the log keeps everything until it works again',
        );
        this.#position = -1;
        this.#ahead = null;
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
    });
  }

  /** Projects one batch; false at the end of the log. */
  async step(): Promise<boolean> {
    if (this.#position < 0) this.#position = await this.#storedPosition();
    const batch = await this.#take();
    if (batch.entries.length === 0) return false;
    const committing = this.#commit(await this.#current(batch), batch.next);
    // While the database writes this batch, the next one is read and decoded.
    this.#ahead = this.#fetch(batch.next);
    this.#ahead.catch(() => {});
    try {
      await committing;
    } catch (error) {
      if (batch.entries.length === 1 || isPassing(error)) throw error;
      this.#logger.warn(
        { err: error, entries: batch.entries.length },
        'a batch could not be written whole; going entry by entry',
      );
      for (const entry of batch.entries) await this.#commitOne(entry);
    }
    return true;
  }

  #storedPosition(): Promise<number> {
    return readPosition(this.#ctx.db, PARTITION);
  }

  /** The batch at the position: the one that was read ahead, if it is that one and not the empty end of the log. */
  async #take(): Promise<Batch> {
    const ahead = await this.#ahead;
    this.#ahead = null;
    if (ahead && ahead.from === this.#position && ahead.entries.length > 0) return ahead;
    return this.#fetch(this.#position);
  }

  async #fetch(from: number): Promise<Batch> {
    const { entries, next } = await this.#log.read(from, BATCH_BYTES);
    await this.#directory.prepare(mnsOf(entries));
    const { generation } = this.#directory;
    const frames: ProjectedFrame[] = [];
    for (const entry of entries) {
      if (isForeign(entry)) continue;
      // The database must not wait for its next statement until all are decoded.
      if (frames.push(projectEntry(entry, this.#directory)) % BREATH === 0) await setImmediate();
    }
    return { from, next, entries, frames, generation };
  }

  /** The frames of a batch as the registry has it now: a device may have been registered since they were decoded. */
  async #current(batch: Batch): Promise<ProjectedFrame[]> {
    if (batch.generation === this.#directory.generation) return batch.frames;
    await this.#directory.prepare(mnsOf(batch.entries));
    return this.#project(batch.entries);
  }

  #project(entries: readonly StoredEntry[]): ProjectedFrame[] {
    return entries.flatMap((entry) => (isForeign(entry) ? [] : projectEntry(entry, this.#directory)));
  }

  async #commit(frames: ProjectedFrame[], next: number): Promise<void> {
    const began = performance.now();
    const result = await this.#ctx.db.transaction().execute(async (tx) => {
      const written = await writeBatch(tx, frames, { now: this.#ctx.clock.now() });
      if (!(await movePosition(tx, PARTITION, this.#position, next)))
        throw new Error('another projector moved the position');
      return written;
    });
    this.#position = next;
    rememberLayouts(result.layouts);
    this.#arrivals.add(result);
    this.#counted(result, (performance.now() - began) / 1_000);
  }

  /** An entry that no transaction takes must not stop the river: it is indexed as broken, its bytes stay in the log. */
  async #commitOne(entry: StoredEntry): Promise<void> {
    try {
      await this.#commit(this.#project([entry]), entry.next);
    } catch (error) {
      if (isPassing(error)) throw error;
      this.#logger.error({ err: error, lsn: entry.lsn }, 'a frame could not be projected');
      const [frame] = this.#project([entry]);
      await this.#commit(
        [{ ...frame!, status: 'broken', problem: 'PROJECTION_FAILED', measurement: null, packet: null }],
        entry.next,
      );
    }
  }
}

function mnsOf(entries: readonly StoredEntry[]): Set<string> {
  const mns = new Set<string>();
  for (const entry of entries) {
    const mn = entry.kind === 'frame' && !isForeign(entry) ? peekMn(entry) : null;
    if (mn) mns.add(mn);
  }
  return mns;
}

/**
 * Whether the database is away or hindered (class 08, 53, 57P0x, sockets; serialisation, deadlocks, cancelled statements)
 * rather than refusing what we ask: then the same batch works later.
 */
function isPassing(error: unknown): boolean {
  const code = String((error as { code?: unknown }).code ?? '');
  if (
    /^(08|40|53|57|55P03)/.test(code) ||
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'ENOSPC', 'DATABASE_UNAVAILABLE'].includes(
      code,
    )
  )
    return true;
  return /terminat|timeout|Connection|another projector/i.test((error as Error).message ?? '');
}

/** Tells open pages what arrived: at most one message a second, whatever the rate. */
class ArrivalFeed {
  readonly #live: Pick<LiveHub, 'publish'>;
  #points = new Map<number, number>();
  #frames = 0;
  #values = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(live: Pick<LiveHub, 'publish'>) {
    this.#live = live;
  }

  add(result: BatchResult): void {
    for (const [point, at] of result.arrived) this.#points.set(point, at);
    this.#frames += result.frames;
    this.#values += result.values;
    this.#timer ??= setTimeout(() => this.#send(), LIVE_EVERY_MS);
  }

  #send(): void {
    this.#timer = null;
    // A page shows which points beat, not each of thousands: the newest few hundred are enough.
    const points = [...this.#points].slice(-300).map(([pointId, at]) => [pointId, at]);
    this.#live.publish(LIVE_ARRIVALS, { frames: this.#frames, values: this.#values, points });
    this.#points = new Map();
    this.#frames = 0;
    this.#values = 0;
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }
}
