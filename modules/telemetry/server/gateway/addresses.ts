import { isIPv6 } from 'node:net';
import { type GatewayLimits, TokenBucket } from './limits.ts';

/** Addresses without a connection that are remembered, because they still owe something. */
const MAX_GONE = 50_000;

/**
 * Whom a peer is counted as. IPv4 as it is, also in its IPv6 clothes; of IPv6 the network of 64 bits, since one machine
 * has as many addresses of it as it likes.
 */
export function addressKey(remote: string | undefined): string {
  if (!remote) return '?';
  const plain = remote.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const behind = tail === '' ? 0 : tail.split(':').length;
    while (groups.length + behind < 8) groups.push('0');
  }
  const network = groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${[...network, '0', '0', '0', '0'].slice(0, 4).join(':')}::/64`;
}

/** What one address has left, for all its connections together. */
export class AddressShare {
  connections = 0;
  readonly address: string;
  readonly #frames: TokenBucket;
  readonly #bytes: TokenBucket;
  readonly newMns: TokenBucket;

  constructor(address: string, limits: GatewayLimits, now: number) {
    this.address = address;
    this.#frames = new TokenBucket(limits.addressFramesPerSecond, limits.addressFrameBurst, now);
    this.#bytes = new TokenBucket(limits.addressBytesPerSecond, limits.addressByteBurst, now);
    this.newMns = new TokenBucket(limits.addressNewMnsPerMinute / 60, limits.addressNewMnBurst, now);
  }

  /** How long whoever sent this has to wait, in ms. */
  take(frames: number, bytes: number, now: number): number {
    return Math.max(this.#frames.take(frames, now), this.#bytes.take(bytes, now));
  }

  owesNothing(now: number): boolean {
    return this.#frames.full(now) && this.#bytes.full(now) && this.newMns.full(now);
  }
}

/**
 * Counts connections of each address and keeps what it may still send. An address is forgotten only when it has no
 * connection and owes nothing: to hang up must not pay a debt.
 */
export class AddressBook {
  readonly #shares = new Map<string, AddressShare>();
  readonly #limits: GatewayLimits;
  /** Those without a connection, oldest first. */
  readonly #gone = new Set<AddressShare>();
  #total = 0;

  constructor(limits: GatewayLimits) {
    this.#limits = limits;
  }

  get total(): number {
    return this.#total;
  }

  get known(): number {
    return this.#shares.size;
  }

  /** The share of an address for one more connection, or null when it has enough of them. */
  admit(address: string, now: number): AddressShare | null {
    const share = this.#shares.get(address) ?? new AddressShare(address, this.#limits, now);
    if (this.#total >= this.#limits.connections || share.connections >= this.#limits.connectionsPerAddress)
      return null;
    this.#shares.set(address, share);
    this.#gone.delete(share);
    share.connections++;
    this.#total++;
    return share;
  }

  release(share: AddressShare, now: number): void {
    share.connections--;
    this.#total--;
    if (share.connections > 0) return;
    if (share.owesNothing(now)) this.#shares.delete(share.address);
    else this.#gone.add(share);
    // Those that left first have paid first; in a flood of addresses the oldest debts are forgiven.
    for (const one of this.#gone) {
      if (this.#gone.size <= MAX_GONE && !one.owesNothing(now)) break;
      this.#gone.delete(one);
      this.#shares.delete(one.address);
    }
  }
}
