import type { AddressShare } from './addresses.ts';
import type { TokenBucket } from './limits.ts';

const MAX_SEEN = 50_000;

/**
 * MNs that nobody registered. Each becomes a row that a person has to look at, so new ones are bounded by time, for a
 * connection and for an address. One that was let in before goes on; beyond the bound a frame is neither kept nor
 * answered, and a real device sends it again.
 */
export class UnknownMns {
  /** Let in before, the one heard longest ago first. */
  readonly #seen = new Set<string>();

  get size(): number {
    return this.#seen.size;
  }

  admit(mn: string, connection: TokenBucket, share: Pick<AddressShare, 'newMns'>, now: number): boolean {
    if (!this.#seen.delete(mn)) {
      if (!connection.has(1, now) || !share.newMns.has(1, now)) return false;
      connection.take(1, now);
      share.newMns.take(1, now);
    }
    this.#seen.add(mn);
    if (this.#seen.size > MAX_SEEN) this.#seen.delete(this.#seen.values().next().value!);
    return true;
  }
}
