import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { SegmentCatalogue } from './catalogue.ts';
import { type Damage, findEntry, lengthAt, readEntry } from './entry.ts';
import type { SegmentInfo, StoredEntry } from './port.ts';
import { readSealed, segmentName } from './seal.ts';

const SEALED_CACHE = 4;
const INDEX_CACHE = 64;
/** Read at least this much, so that the largest entry is whole in it. */
const LEAST_READ = 2 << 20;

/** Reads entries of a log's segments, wherever their bytes are by now: in a plain file, or compressed. */
export class SegmentReader {
  readonly #dir: string;
  readonly #catalogue: SegmentCatalogue;
  readonly #onDamage: (damage: Damage) => void;
  readonly #sealed = new Map<string, Buffer>();
  readonly #starts = new Map<string, { starts: Float64Array; end: number }>();

  constructor(dir: string, catalogue: SegmentCatalogue, onDamage: (damage: Damage) => void = () => {}) {
    this.#dir = dir;
    this.#catalogue = catalogue;
    this.#onDamage = onDamage;
  }

  /** Entries from a position on; a stretch that cannot be read is told to `onDamage` and passed over, never a stop. */
  async read(position: number, maxBytes: number): Promise<{ entries: StoredEntry[]; next: number }> {
    const entries: StoredEntry[] = [];
    let next = position;
    const end = this.#catalogue.end;
    while (entries.length === 0 && next < end) {
      const segment = this.#catalogue.at(next);
      if (!segment) throw new Error(`frame log has no position ${next}`);
      const length = Math.min(segment.end, end) - next;
      const buffer = await this.#bytes(
        segment,
        next - segment.start,
        Math.min(length, Math.max(maxBytes, LEAST_READ)),
      );
      let at = 0;
      while (at < buffer.length) {
        const entry = readEntry(buffer, at, next);
        if (!entry) break;
        entries.push(entry);
        at = entry.next - next;
      }
      if (at === 0) {
        if (buffer.length === 0) throw new Error(`frame log ends at ${next} instead of ${end}`);
        at = findEntry(buffer, 1);
        this.#onDamage({ from: next, to: next + at });
      }
      next += at;
    }
    return { entries, next };
  }

  /**
   * The entry that begins exactly at a position. Whether one begins there is told by walking the segment from its front: bytes
   * inside a payload may look like an entry, and somebody may have sent them for that.
   */
  async readAt(lsn: number): Promise<StoredEntry | null> {
    const segment = this.#catalogue.at(lsn);
    if (!segment || lsn >= this.#catalogue.end) return null;
    if (!(await this.#begins(segment, lsn))) return null;
    const at = lsn - segment.start;
    const length = lengthAt(await this.#bytes(segment, at, 64), 0);
    return length === null ? null : readEntry(await this.#bytes(segment, at, length), 0, lsn);
  }

  async #begins(segment: SegmentInfo, lsn: number): Promise<boolean> {
    let known = this.#starts.get(segment.name);
    // The open segment has grown since it was walked.
    if (!known || lsn >= known.end) {
      known = await this.#walk(segment, known);
      if (this.#starts.size >= INDEX_CACHE) this.#starts.delete(this.#starts.keys().next().value!);
      this.#starts.set(segment.name, known);
    }
    let low = 0;
    let high = known.starts.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const start = known.starts[middle]!;
      if (start === lsn) return true;
      if (start < lsn) low = middle + 1;
      else high = middle - 1;
    }
    return false;
  }

  /** Where entries begin in a segment, going on from what was walked before. */
  async #walk(
    segment: SegmentInfo,
    known: { starts: Float64Array; end: number } | undefined,
  ): Promise<{ starts: Float64Array; end: number }> {
    const from = known?.end ?? segment.start;
    const to = Math.min(segment.end, this.#catalogue.end);
    const buffer = await this.#bytes(segment, from - segment.start, to - from);
    const starts: number[] = [];
    let at = 0;
    while (at < buffer.length) {
      const entry = readEntry(buffer, at, from);
      if (entry) {
        starts.push(entry.lsn);
        at = entry.next - from;
      } else at = findEntry(buffer, at + 1);
    }
    const all = new Float64Array((known?.starts.length ?? 0) + starts.length);
    if (known) all.set(known.starts);
    all.set(starts, known?.starts.length ?? 0);
    return { starts: all, end: to };
  }

  async #bytes(segment: SegmentInfo, at: number, length: number): Promise<Buffer> {
    if (segment.state !== 'sealed') {
      try {
        const file = await open(join(this.#dir, segmentName(segment.start)), 'r');
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
    let whole = this.#sealed.get(segment.name);
    if (!whole) {
      whole = await readSealed(this.#dir, segment.start);
      if (this.#sealed.size >= SEALED_CACHE) this.#sealed.delete(this.#sealed.keys().next().value!);
      this.#sealed.set(segment.name, whole);
    }
    return whole.subarray(at, Math.min(whole.length, at + length));
  }
}
