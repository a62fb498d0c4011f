import type { TokenBucket } from './limits.ts';

const MAX_SEEN = 50_000;

/**
 * MNs that nobody registered. Each becomes a row that a person has to look at, so new ones are bounded by time for every
 * sender. One that was let in before goes on; beyond the bound a frame is neither kept nor answered, and a real device
 * sends it again.
 */
export class UnknownMns {
  /** Let in before, the one heard longest ago first. */
  readonly #seen = new Set<string>();

  get size(): number {
    return this.#seen.size;
  }

  /** `buckets`: what the sender has left, each of them (a connection's own and its address's, or an API key's). */
  admit(mn: string, buckets: readonly TokenBucket[], now: number): boolean {
    if (!this.#seen.delete(mn)) {
      if (!buckets.every((one) => one.has(1, now))) return false;
      for (const one of buckets) one.take(1, now);
    }
    this.#seen.add(mn);
    if (this.#seen.size > MAX_SEEN) this.#seen.delete(this.#seen.values().next().value!);
    return true;
  }
}
