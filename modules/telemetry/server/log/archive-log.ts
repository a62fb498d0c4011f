import { TarimError } from '@tarim/kernel';
import { telemetryErrors } from '../errors.ts';
import { type Archive, openArchive } from './archive-reader.ts';
import type { FrameLog, SegmentInfo, StoredEntry } from './port.ts';

/**
 * The frame log as a process sees it that shares the data folder with the gateway but is not it: pages show frames, jobs read
 * them again, nothing is written. Looked at anew when something newer than the last look is asked for.
 */
export class ArchiveLog implements FrameLog {
  readonly #dir: string;
  #archive: Archive;

  private constructor(dir: string, archive: Archive) {
    this.#dir = dir;
    this.#archive = archive;
  }

  /** Null when no gateway has begun a log in this folder yet. */
  static async open(dir: string): Promise<ArchiveLog | null> {
    try {
      return new ArchiveLog(dir, await openArchive(dir));
    } catch (error) {
      if ((error as { code?: string }).code === telemetryErrors.frameLogAbsent.code) return null;
      throw error;
    }
  }

  append(): Promise<number[]> {
    return Promise.reject(new TarimError(telemetryErrors.gatewayElsewhere));
  }

  async read(position: number, maxBytes: number): Promise<{ entries: StoredEntry[]; next: number }> {
    return (await this.#at(position)).read(position, maxBytes);
  }

  async readAt(lsn: number): Promise<StoredEntry | null> {
    return (await this.#at(lsn)).readAt(lsn);
  }

  async #at(position: number): Promise<Archive> {
    if (position >= this.#archive.position()) this.#archive = await openArchive(this.#dir);
    return this.#archive;
  }

  position(): number {
    return this.#archive.position();
  }

  onDurable(): () => void {
    return () => {};
  }

  segments(): SegmentInfo[] {
    return this.#archive.segments();
  }

  segmentOf(lsn: number): SegmentInfo | null {
    return this.#archive.segmentOf(lsn);
  }

  writable(): boolean {
    return true;
  }

  async close(): Promise<void> {}
}
