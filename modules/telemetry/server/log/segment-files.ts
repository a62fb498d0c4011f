import { type FileHandle, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChainLink, readChain } from './chain.ts';
import { entrySize, lengthAt, readEntry, writeEntry } from './entry.ts';
import type { FrameLog, LogEntry, SegmentInfo, StoredEntry } from './port.ts';
import { readSealed, sealSegment, segmentName, syncDirectory } from './seal.ts';

export interface SegmentLogOptions {
  readonly dir: string;
  /** A segment is closed when it has grown to this size… */
  readonly segmentBytes?: number;
  /** …or is this old and not empty. */
  readonly segmentAgeMs?: number;
  readonly now?: () => number;
  /** Told of failures behind the scenes (sealing); appends report theirs to the caller. */
  readonly onError?: (error: unknown) => void;
  /** Makes bytes durable; tests put a failing one here. */
  readonly sync?: (file: FileHandle) => Promise<void>;
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
const SEALED_CACHE = 4;

/**
 * Frame log in segment files. Appends that arrive while a write is under way wait together and become durable with one
 * `fdatasync` (group commit). A position is a byte offset over all segments, so a segment's name tells where it begins.
 */
export class SegmentFileLog implements FrameLog {
  readonly #options: Required<Omit<SegmentLogOptions, 'dir'>> & { dir: string };
  #links: ChainLink[] = [];
  /** Closed but not yet compressed. */
  #closed: { start: number; end: number }[] = [];
  #current!: OpenSegment;
  #end = 0;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;
  #sealing: Promise<void> = Promise.resolve();
  #writable = true;
  #closing = false;
  readonly #listeners = new Set<() => void>();
  readonly #sealedCache = new Map<string, Buffer>();

  private constructor(options: SegmentLogOptions) {
    this.#options = {
      segmentBytes: 8 << 20,
      segmentAgeMs: 3_600_000,
      now: Date.now,
      onError: () => {},
      sync: (file) => file.datasync(),
      ...options,
    };
  }

  /** Opens or creates the log; a torn tail of an earlier kill is cut off (it was never acknowledged). */
  static async open(options: SegmentLogOptions): Promise<SegmentFileLog> {
    const log = new SegmentFileLog(options);
    await mkdir(options.dir, { recursive: true });
    log.#links = await readChain(options.dir);
    let end = log.#links.at(-1)?.end ?? 0;
    const found = (await readdir(options.dir))
      .filter((name) => name.endsWith('.seg'))
      .map((name) => Number.parseInt(name, 10));
    // Killed between writing the link and removing the plain file: the sealed copy is complete.
    for (const start of found.filter((one) => one < end)) await rm(join(options.dir, segmentName(start)));
    const starts = found.filter((start) => start >= end).sort((a, b) => a - b);
    for (const [index, start] of starts.entries()) {
      if (start !== end)
        throw new Error(`frame log has a hole: segment ${segmentName(start)} should start at ${end}`);
      const whole = await wholeLength(join(options.dir, segmentName(start)));
      end = start + whole;
      const last = index === starts.length - 1;
      if (!last) {
        log.#closed.push({ start, end });
        continue;
      }
      const file = await open(join(options.dir, segmentName(start)), 'r+');
      await file.truncate(whole);
      await file.sync();
      log.#current = { start, file, createdAt: log.#options.now() };
    }
    log.#end = end;
    if (!log.#current) log.#current = await log.#create(end);
    for (const segment of log.#closed) log.#sealLater(segment.start, segment.end);
    return log;
  }

  append(entries: readonly LogEntry[]): Promise<number[]> {
    if (this.#closing) return Promise.reject(new Error('frame log is closed'));
    if (entries.length === 0) return Promise.resolve([]);
    const size = entries.reduce((sum, entry) => sum + entrySize(entry), 0);
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
    const start = this.#end;
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
      this.#end = start + size;
      this.#writable = true;
      group.forEach((one, index) => {
        one.resolve(lsns[index]!);
      });
      for (const listener of this.#listeners) listener();
    } catch (error) {
      this.#writable = false;
      // What may have reached the file was not acknowledged: the next write begins at the same place again.
      await this.#current.file.truncate(start - this.#current.start).catch(this.#options.onError);
      for (const one of group) one.reject(error);
    }
  }

  async #rotateIfDue(): Promise<void> {
    const { start, createdAt } = this.#current;
    const size = this.#end - start;
    const due =
      size >= this.#options.segmentBytes ||
      (size > 0 && this.#options.now() - createdAt >= this.#options.segmentAgeMs);
    if (!due) return;
    const next = await this.#create(this.#end);
    const old = this.#current;
    // In one step: a reader must find every position in either, at any moment.
    this.#closed.push({ start, end: next.start });
    this.#current = next;
    await old.file.close();
    this.#sealLater(start, next.start);
  }

  async #create(start: number): Promise<OpenSegment> {
    const file = await open(join(this.#options.dir, segmentName(start)), 'w+');
    await syncDirectory(this.#options.dir);
    return { start, file, createdAt: this.#options.now() };
  }

  /** Sealing runs one after another in the background: the chain has an order. */
  #sealLater(start: number, end: number): void {
    this.#sealing = this.#sealing
      .then(async () => {
        const link = await sealSegment(
          this.#options.dir,
          start,
          end,
          this.#links.at(-1)?.chain ?? null,
          this.#options.now(),
        );
        this.#links.push(link);
        this.#closed = this.#closed.filter((segment) => segment.start !== start);
      })
      .catch(this.#options.onError);
  }

  async read(position: number, maxBytes: number): Promise<{ entries: StoredEntry[]; next: number }> {
    const entries: StoredEntry[] = [];
    let next = position;
    while (entries.length === 0 && next < this.#end) {
      const segment = this.segmentOf(next);
      if (!segment) throw new Error(`frame log has no position ${next}`);
      const length = Math.min(segment.end, this.#end) - next;
      const buffer = await this.#bytes(
        segment,
        next - segment.start,
        Math.min(length, Math.max(maxBytes, 2 << 20)),
      );
      let at = 0;
      while (at < buffer.length) {
        const entry = readEntry(buffer, at, next);
        if (!entry) break;
        entries.push(entry);
        at = entry.next - next;
      }
      if (at === 0) throw new Error(`frame log is damaged at position ${next}`);
      next += at;
    }
    return { entries, next };
  }

  async readAt(lsn: number): Promise<StoredEntry | null> {
    const segment = this.segmentOf(lsn);
    if (!segment || lsn >= this.#end) return null;
    const at = lsn - segment.start;
    const head = await this.#bytes(segment, at, 64);
    const length = lengthAt(head, 0);
    if (length === null) return null;
    return readEntry(await this.#bytes(segment, at, length), 0, lsn);
  }

  async #bytes(segment: SegmentInfo, at: number, length: number): Promise<Buffer> {
    if (segment.state !== 'sealed') {
      try {
        const file = await open(join(this.#options.dir, segmentName(segment.start)), 'r');
        try {
          const buffer = Buffer.allocUnsafe(length);
          const { bytesRead } = await file.read(buffer, 0, length, at);
          return buffer.subarray(0, bytesRead);
        } finally {
          await file.close();
        }
      } catch (error) {
        // It was sealed between looking and opening: the compressed file is there by now.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
    let whole = this.#sealedCache.get(segment.name);
    if (!whole) {
      whole = await readSealed(this.#options.dir, segment.start);
      if (this.#sealedCache.size >= SEALED_CACHE)
        this.#sealedCache.delete(this.#sealedCache.keys().next().value!);
      this.#sealedCache.set(segment.name, whole);
    }
    return whole.subarray(at, Math.min(whole.length, at + length));
  }

  position(): number {
    return this.#end;
  }

  onDurable(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  segments(): SegmentInfo[] {
    return [
      ...this.#links.map(sealedInfo),
      ...this.#closed.map((one) => plainInfo(one.start, one.end, 'sealing')),
      this.#currentInfo(),
    ];
  }

  segmentOf(lsn: number): SegmentInfo | null {
    if (lsn >= this.#current.start) return this.#currentInfo();
    const closed = this.#closed.find((segment) => lsn >= segment.start && lsn < segment.end);
    if (closed) return plainInfo(closed.start, closed.end, 'sealing');
    let low = 0;
    let high = this.#links.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const link = this.#links[middle]!;
      if (lsn < link.start) high = middle - 1;
      else if (lsn >= link.end) low = middle + 1;
      else return sealedInfo(link);
    }
    return null;
  }

  #currentInfo(): SegmentInfo {
    return plainInfo(this.#current.start, this.#end, 'open');
  }

  writable(): boolean {
    return this.#writable;
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#writing;
    await this.#sealing;
    await this.#current.file.close();
  }
}

function sealedInfo(link: ChainLink): SegmentInfo {
  return { ...link, state: 'sealed' };
}

function plainInfo(start: number, end: number, state: 'open' | 'sealing'): SegmentInfo {
  return {
    name: segmentName(start),
    start,
    end,
    state,
    storedBytes: end - start,
    sha256: null,
    chain: null,
    sealedAt: null,
  };
}

/** Length of the whole, checksummed entries at the front of a segment file. */
async function wholeLength(path: string): Promise<number> {
  if ((await stat(path)).size === 0) return 0;
  const buffer = await readFile(path);
  let at = 0;
  for (;;) {
    const entry = readEntry(buffer, at, 0);
    if (!entry) return at;
    at = entry.next;
  }
}

async function writeFully(file: FileHandle, buffer: Buffer, position: number): Promise<void> {
  let done = 0;
  while (done < buffer.length) {
    const { bytesWritten } = await file.write(buffer, done, buffer.length - done, position + done);
    done += bytesWritten;
  }
}
