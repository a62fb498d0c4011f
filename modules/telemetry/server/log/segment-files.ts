import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { TarimError } from '@tarim/kernel';
import { telemetryErrors } from '../errors.ts';
import type { SegmentCatalogue } from './catalogue.ts';
import { type Damage, entrySize, MAX_ENTRY_BYTES, writeEntry } from './entry.ts';
import type { FrameLog, LogEntry, SegmentInfo, StoredEntry } from './port.ts';
import { inspectSegments, removeLeftovers } from './recover.ts';
import { sealSegment, segmentName, syncDirectory } from './seal.ts';
import { SegmentReader } from './segment-reader.ts';

export interface SegmentLogOptions {
  readonly dir: string;
  /** A segment is closed when it has grown to this size… */
  readonly segmentBytes?: number;
  /** …or is this old and not empty. */
  readonly segmentAgeMs?: number;
  readonly now?: () => number;
  /** Told of each failed write, and with null of the first good one after; the caller of `append` is told as well. */
  readonly onWrite?: (error: unknown) => void;
  /** The same of sealing, which goes on behind the scenes. */
  readonly onSeal?: (error: unknown) => void;
  /** Told of a stretch that cannot be read, each time a reader passes over it. */
  readonly onDamage?: (damage: Damage) => void;
  /** Makes bytes durable; tests put a failing one here. */
  readonly sync?: (file: FileHandle) => Promise<void>;
  /** Seals a closed segment; tests put a failing one here. */
  readonly seal?: typeof sealSegment;
  /** After a failed seal. */
  readonly sealRetryMs?: number;
}

interface Waiting {
  readonly entries: readonly LogEntry[];
  readonly size: number;
  readonly resolve: (lsns: number[]) => void;
  readonly reject: (error: unknown) => void;
}

interface OpenSegment {
  readonly start: number;
  readonly file: FileHandle;
  readonly createdAt: number;
}

const MAX_GROUP_BYTES = 8 << 20;

/**
 * Frame log in segment files. Appends that arrive while a write is under way wait together and become durable with one
 * `fdatasync` (group commit). A position is a byte offset over all segments, so a segment's name tells where it begins.
 */
export class SegmentFileLog implements FrameLog {
  readonly #options: Required<Omit<SegmentLogOptions, 'dir'>> & { dir: string };
  readonly #catalogue: SegmentCatalogue;
  readonly #reader: SegmentReader;
  #current!: OpenSegment;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;
  #sealing: Promise<void> = Promise.resolve();
  #sealRetry: NodeJS.Timeout | undefined;
  #sealFailed = false;
  #writable = true;
  #closing = false;
  readonly #listeners = new Set<() => void>();

  private constructor(options: SegmentLogOptions, catalogue: SegmentCatalogue) {
    this.#options = {
      segmentBytes: 8 << 20,
      segmentAgeMs: 3_600_000,
      now: Date.now,
      onWrite: () => {},
      onSeal: () => {},
      onDamage: () => {},
      sync: (file) => file.datasync(),
      seal: sealSegment,
      sealRetryMs: 30_000,
      ...options,
    };
    this.#catalogue = catalogue;
    this.#reader = new SegmentReader(options.dir, catalogue, this.#options.onDamage);
  }

  /** Opens or creates the log; a torn tail of an earlier kill is cut off (it was never acknowledged). */
  static async open(options: SegmentLogOptions): Promise<SegmentFileLog> {
    await mkdir(options.dir, { recursive: true });
    const found = await inspectSegments(options.dir);
    await removeLeftovers(options.dir, found);
    const log = new SegmentFileLog(options, found.catalogue);
    if (found.hasCurrent) {
      const { currentStart: start, end } = found.catalogue;
      const file = await open(join(options.dir, segmentName(start)), 'r+');
      await file.truncate(end - start);
      await file.sync();
      log.#current = { start, file, createdAt: log.#options.now() };
    } else log.#current = await log.#create(found.catalogue.end);
    log.#sealLater();
    return log;
  }

  append(entries: readonly LogEntry[]): Promise<number[]> {
    if (this.#closing) return Promise.reject(new Error('frame log is closed'));
    if (entries.length === 0) return Promise.resolve([]);
    let size = 0;
    for (const entry of entries) {
      const bytes = entrySize(entry);
      // Written it could never be read: the reader bounds entries, so that damage is not taken for one.
      if (bytes > MAX_ENTRY_BYTES)
        return Promise.reject(
          new TarimError(telemetryErrors.frameLogEntryTooLarge, { bytes, limit: MAX_ENTRY_BYTES }),
        );
      size += bytes;
    }
    const result = new Promise<number[]>((resolve, reject) => {
      this.#waiting.push({ entries, size, resolve, reject });
    });
    this.#writing ??= this.#drain();
    return result;
  }

  async #drain(): Promise<void> {
    // One turn of the event loop lets appends of other sockets join the first group.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      let size = 0;
      let take = 0;
      while (
        take < this.#waiting.length &&
        (take === 0 || size + this.#waiting[take]!.size <= MAX_GROUP_BYTES)
      ) {
        size += this.#waiting[take]!.size;
        take++;
      }
      await this.#writeGroup(this.#waiting.splice(0, take), size);
    }
    this.#writing = null;
  }

  async #writeGroup(group: readonly Waiting[], size: number): Promise<void> {
    const start = this.#catalogue.end;
    try {
      await this.#rotateIfDue();
      const buffer = Buffer.allocUnsafe(size);
      const lsns: number[][] = [];
      let at = 0;
      for (const one of group) {
        lsns.push(
          one.entries.map((entry) => {
            const lsn = start + at;
            at = writeEntry(buffer, at, entry);
            return lsn;
          }),
        );
      }
      await writeFully(this.#current.file, buffer, start - this.#current.start);
      await this.#options.sync(this.#current.file);
      this.#catalogue.end = start + size;
      if (!this.#writable) this.#options.onWrite(null);
      this.#writable = true;
      group.forEach((one, index) => {
        one.resolve(lsns[index]!);
      });
      for (const listener of this.#listeners) listener();
    } catch (error) {
      this.#writable = false;
      this.#options.onWrite(error);
      // What may have reached the file was not acknowledged: the next write begins at the same place again.
      await this.#current.file.truncate(start - this.#current.start).catch(this.#options.onWrite);
      for (const one of group) one.reject(error);
    }
  }

  async #rotateIfDue(): Promise<void> {
    const { start, createdAt } = this.#current;
    const size = this.#catalogue.end - start;
    const due =
      size >= this.#options.segmentBytes ||
      (size > 0 && this.#options.now() - createdAt >= this.#options.segmentAgeMs);
    if (!due) return;
    const next = await this.#create(this.#catalogue.end);
    const old = this.#current;
    // In one step: a reader must find every position in either, at any moment.
    this.#catalogue.closed.push({ start, end: next.start });
    this.#catalogue.currentStart = next.start;
    this.#current = next;
    await old.file.close();
    this.#sealLater();
  }

  async #create(start: number): Promise<OpenSegment> {
    const file = await open(join(this.#options.dir, segmentName(start)), 'w+');
    await syncDirectory(this.#options.dir);
    return { start, file, createdAt: this.#options.now() };
  }

  /**
   * Sealing runs one after another in the background: the chain has an order. One that fails (a full disk) is tried again later
   * and none behind it is sealed before: a segment that is passed over would have no link and no copy.
   */
  #sealLater(): void {
    clearTimeout(this.#sealRetry);
    this.#sealing = this.#sealing.then(async () => {
      const { closed, links } = this.#catalogue;
      try {
        for (let next = closed[0]; next && !this.#closing; next = closed[0]) {
          const previous = links.at(-1)?.chain ?? null;
          const link = await this.#options.seal(
            this.#options.dir,
            next.start,
            next.end,
            previous,
            this.#options.now(),
          );
          // In one step: a reader must find every position in either.
          links.push(link);
          closed.shift();
          if (this.#sealFailed) this.#options.onSeal(null);
          this.#sealFailed = false;
        }
      } catch (error) {
        this.#sealFailed = true;
        this.#options.onSeal(error);
        if (this.#closing) return;
        this.#sealRetry = setTimeout(() => this.#sealLater(), this.#options.sealRetryMs);
        this.#sealRetry.unref();
      }
    });
  }

  read(position: number, maxBytes: number): Promise<{ entries: StoredEntry[]; next: number }> {
    return this.#reader.read(position, maxBytes);
  }

  readAt(lsn: number): Promise<StoredEntry | null> {
    return this.#reader.readAt(lsn);
  }

  position(): number {
    return this.#catalogue.end;
  }

  onDurable(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  segments(): SegmentInfo[] {
    return this.#catalogue.all();
  }

  segmentOf(lsn: number): SegmentInfo | null {
    return this.#catalogue.at(lsn);
  }

  writable(): boolean {
    return this.#writable;
  }

  async close(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#sealRetry);
    await this.#writing;
    await this.#sealing;
    await this.#current.file.close();
  }
}

async function writeFully(file: FileHandle, buffer: Buffer, position: number): Promise<void> {
  let done = 0;
  while (done < buffer.length) {
    const { bytesWritten } = await file.write(buffer, done, buffer.length - done, position + done);
    done += bytesWritten;
  }
}
