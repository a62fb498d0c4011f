import type { Report } from '../report.ts';

/** A history call under way: when nothing of it is left, its 9012 is sent. */
export interface HistoryCall {
  left: number;
  readonly end: Uint8Array;
}

export interface Stored {
  readonly report: Report;
  /** Sent before, or measured while the line was down: RF=1 in 2025. */
  readonly again: boolean;
  readonly call: HistoryCall | null;
}

/** What the memory of a logger holds: two weeks of minutes, or two years of hours. */
const MAX_STORED = 20_000;

/** What waits to be sent; the newest goes first. Bounded: the oldest is given up for room. */
export class Store {
  readonly #waiting: Stored[] = [];

  get size(): number {
    return this.#waiting.length;
  }

  /** To be sent next. */
  push(one: Stored): void {
    this.#waiting.push(one);
    if (this.#waiting.length > MAX_STORED) this.#waiting.shift();
  }

  /** To be sent after everything that waits already; given oldest first. */
  pushPast(reports: readonly Report[]): void {
    const room = MAX_STORED - this.#waiting.length;
    const kept = room > 0 ? reports.slice(-room) : [];
    this.#waiting.unshift(...kept.map((report): Stored => ({ report, again: true, call: null })));
  }

  pop(): Stored | undefined {
    return this.#waiting.pop();
  }

  /** A history call is only good for the line it came over: what it asked for stays, nobody waits for its end. */
  forgetCalls(): void {
    this.#waiting.forEach((one, index) => {
      if (one.call) this.#waiting[index] = { ...one, call: null };
    });
  }
}
