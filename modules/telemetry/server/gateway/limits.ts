/** What one peer may ask of the gateway. One bad connection must never be felt by another. */
export interface GatewayLimits {
  /** Connections in all, and from one address (many loggers may share one router's address). */
  readonly connections: number;
  readonly connectionsPerAddress: number;
  /** Until the first whole frame, and between frames. A logger's real-time interval is at most 3600 s (HJ 212 RtdInterval). */
  readonly firstFrameMs: number;
  readonly idleMs: number;
  /** Sustained frames a second of one connection, and how many it may save up (stored frames after an outage). */
  readonly framesPerSecond: number;
  readonly frameBurst: number;
  /** Rubbish or broken pieces in a row before the connection is closed. */
  readonly brokenInARow: number;
  /** Bytes of one connection that wait for the disk before its socket is paused. */
  readonly pendingBytes: number;
}

export const DEFAULT_LIMITS: GatewayLimits = {
  connections: 20_000,
  connectionsPerAddress: 5_000,
  firstFrameMs: 60_000,
  idleMs: 3_900_000,
  framesPerSecond: 500,
  frameBurst: 5_000,
  brokenInARow: 64,
  pendingBytes: 256 << 10,
};

/** Token bucket: `take(n)` says how long the peer has to wait, in ms, before it may send more. */
export class TokenBucket {
  #tokens: number;
  #at: number;
  readonly #perMs: number;
  readonly #burst: number;

  constructor(perSecond: number, burst: number, now: number) {
    this.#perMs = perSecond / 1000;
    this.#burst = burst;
    this.#tokens = burst;
    this.#at = now;
  }

  take(count: number, now: number): number {
    this.#tokens = Math.min(this.#burst, this.#tokens + Math.max(0, now - this.#at) * this.#perMs) - count;
    this.#at = now;
    return this.#tokens >= 0 ? 0 : Math.ceil(-this.#tokens / this.#perMs);
  }
}

/** Counts connections of each address; forgets an address with its last connection. */
export class AddressBook {
  readonly #counts = new Map<string, number>();
  #total = 0;

  get total(): number {
    return this.#total;
  }

  /** Whether one more connection of this address may be held; counts it when it may. */
  admit(address: string, limits: Pick<GatewayLimits, 'connections' | 'connectionsPerAddress'>): boolean {
    const count = this.#counts.get(address) ?? 0;
    if (this.#total >= limits.connections || count >= limits.connectionsPerAddress) return false;
    this.#counts.set(address, count + 1);
    this.#total++;
    return true;
  }

  release(address: string): void {
    const count = this.#counts.get(address);
    if (count === undefined) return;
    if (count === 1) this.#counts.delete(address);
    else this.#counts.set(address, count - 1);
    this.#total--;
  }
}
