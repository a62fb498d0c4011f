/** What one peer may ask of the gateway. One bad connection must never be felt by another. */
export interface GatewayLimits {
  /** Connections in all, and from one address (many loggers may share one router's address). */
  readonly connections: number;
  readonly connectionsPerAddress: number;
  /**
   * Until the first well-formed frame, and between such frames; other bytes do not count. A logger's real-time interval
   * is at most 3600 s (HJ 212 RtdInterval).
   */
  readonly firstFrameMs: number;
  readonly idleMs: number;
  /** Sustained frames a second of one connection, and how many it may save up (stored frames after an outage). */
  readonly framesPerSecond: number;
  readonly frameBurst: number;
  /** The same of one address with all its connections: as much as eighty connections at their limit. */
  readonly addressFramesPerSecond: number;
  readonly addressFrameBurst: number;
  readonly addressBytesPerSecond: number;
  readonly addressByteBurst: number;
  /** Rubbish or broken pieces in a row before the connection is closed. */
  readonly brokenInARow: number;
  /** Bytes that wait for the disk before reading pauses: of one connection, and of all senders together. */
  readonly pendingBytes: number;
  readonly pendingBytesInAll: number;
  /** Answers that a peer has not taken: bytes of one connection and of all, and how long until it is closed. */
  readonly unreadBytes: number;
  readonly unreadBytesInAll: number;
  readonly unreadMs: number;
  /** MNs that nobody registered and that were not heard before: a minute, and saved up, of a connection and an address. */
  readonly newMnsPerMinute: number;
  readonly newMnBurst: number;
  readonly addressNewMnsPerMinute: number;
  readonly addressNewMnBurst: number;
  /** How many devices one connection may speak for (a forwarder multiplexes; a logger has one). */
  readonly mnsPerConnection: number;
}

export const DEFAULT_LIMITS: GatewayLimits = {
  connections: 20_000,
  connectionsPerAddress: 5_000,
  firstFrameMs: 60_000,
  idleMs: 3_900_000,
  framesPerSecond: 500,
  frameBurst: 5_000,
  addressFramesPerSecond: 40_000,
  addressFrameBurst: 400_000,
  addressBytesPerSecond: 32 << 20,
  addressByteBurst: 256 << 20,
  brokenInARow: 64,
  pendingBytes: 128 << 10,
  pendingBytesInAll: 64 << 20,
  unreadBytes: 512 << 10,
  unreadBytesInAll: 64 << 20,
  unreadMs: 30_000,
  newMnsPerMinute: 60,
  newMnBurst: 300,
  addressNewMnsPerMinute: 300,
  addressNewMnBurst: 1_500,
  mnsPerConnection: 5_000,
};

/** Token bucket. It may go into debt: what came in one piece cannot be sent back, only the next one can wait. */
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

  /** Takes as many and says how long the peer has to wait, in ms, before it may send more. */
  take(count: number, now: number): number {
    this.#fill(now);
    this.#tokens -= count;
    return this.#tokens >= 0 ? 0 : Math.ceil(-this.#tokens / this.#perMs);
  }

  /** Whether so many are there. */
  has(count: number, now: number): boolean {
    this.#fill(now);
    return this.#tokens >= count;
  }

  full(now: number): boolean {
    this.#fill(now);
    return this.#tokens >= this.#burst;
  }

  #fill(now: number): void {
    this.#tokens = Math.min(this.#burst, this.#tokens + Math.max(0, now - this.#at) * this.#perMs);
    this.#at = now;
  }
}
