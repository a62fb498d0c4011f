import { SegmentCatalogue } from './catalogue.ts';
import type { Damage } from './entry.ts';
import type { FrameLog, StoredEntry } from './port.ts';
import { SegmentReader } from './segment-reader.ts';

/** Where a log stands: plain data, so that it can go to another thread. */
export interface LogState {
  readonly closed: readonly { readonly start: number; readonly end: number }[];
  readonly currentStart: number;
  /** End of the durable part. */
  readonly end: number;
}

/** How far the writer has come since. */
export type LogProgress = Pick<LogState, 'currentStart' | 'end'>;

/** The state of a log, sealed segments like those that wait for it: a reader finds their bytes in either file. */
export function stateOf(log: Pick<FrameLog, 'segments'>): LogState {
  const segments = log.segments();
  const last = segments.at(-1)!;
  return {
    closed: segments.slice(0, -1).map(({ start, end }) => ({ start, end })),
    currentStart: last.start,
    end: last.end,
  };
}

export function progressOf(log: Pick<FrameLog, 'segmentOf' | 'position'>): LogProgress {
  const end = log.position();
  return { currentStart: log.segmentOf(end)!.start, end };
}

/**
 * A log that another thread of this process writes, read from its files up to where the writer says that it is durable:
 * what is not on disk yet must not be projected (ADR 0003).
 */
export class FollowingLog implements Pick<FrameLog, 'read' | 'position' | 'onDurable'> {
  readonly #catalogue: SegmentCatalogue;
  readonly #reader: SegmentReader;
  readonly #listeners = new Set<() => void>();

  constructor(dir: string, state: LogState, onDamage?: (damage: Damage) => void) {
    this.#catalogue = new SegmentCatalogue({ ...state, closed: [...state.closed], links: [] });
    this.#reader = new SegmentReader(dir, this.#catalogue, onDamage);
  }

  /** The writer tells each time that something became durable, so no two segments begin between two calls. */
  follow({ currentStart, end }: LogProgress): void {
    if (currentStart > this.#catalogue.currentStart) {
      this.#catalogue.closed.push({ start: this.#catalogue.currentStart, end: currentStart });
      this.#catalogue.currentStart = currentStart;
    }
    this.#catalogue.end = end;
    for (const listener of this.#listeners) listener();
  }

  read(position: number, maxBytes: number): Promise<{ entries: StoredEntry[]; next: number }> {
    return this.#reader.read(position, maxBytes);
  }

  position(): number {
    return this.#catalogue.end;
  }

  onDurable(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
