import type { ChainLink } from './chain.ts';
import type { SegmentInfo } from './port.ts';
import { segmentName } from './seal.ts';

/** Which segments a log consists of, in three states: sealed, closed but not yet compressed, and the one being written. */
export class SegmentCatalogue {
  readonly links: ChainLink[];
  /** Closed segments in their order. */
  readonly closed: { start: number; end: number }[];
  currentStart: number;
  /** End of the durable part. */
  end: number;

  constructor(parts: {
    links: ChainLink[];
    closed: { start: number; end: number }[];
    currentStart: number;
    end: number;
  }) {
    this.links = parts.links;
    this.closed = parts.closed;
    this.currentStart = parts.currentStart;
    this.end = parts.end;
  }

  all(): SegmentInfo[] {
    return [
      ...this.links.map(sealedInfo),
      ...this.closed.map((one) => plainInfo(one.start, one.end, 'sealing')),
      this.#current(),
    ];
  }

  /** The segment that holds a position; null outside the log. */
  at(position: number): SegmentInfo | null {
    if (position >= this.currentStart) return this.#current();
    const closed = this.closed.find((segment) => position >= segment.start && position < segment.end);
    if (closed) return plainInfo(closed.start, closed.end, 'sealing');
    let low = 0;
    let high = this.links.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const link = this.links[middle]!;
      if (position < link.start) high = middle - 1;
      else if (position >= link.end) low = middle + 1;
      else return sealedInfo(link);
    }
    return null;
  }

  #current(): SegmentInfo {
    return plainInfo(this.currentStart, this.end, 'open');
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
