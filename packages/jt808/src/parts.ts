import { bytesOfHex, hexOf } from './bytes.ts';
import type { Jt808Header } from './types.ts';

/** Bounds of what is kept for one sender until messages are whole: a proposal of this platform, the standard names none. */
export interface PartLimits {
  /** Messages that wait at once, and bytes of all of them. */
  readonly messages: number;
  readonly bytes: number;
  /** Parts of one message. */
  readonly total: number;
  /** How long a message may wait for its last part. */
  readonly ms: number;
}

export const PART_LIMITS: PartLimits = { messages: 4, bytes: 64 << 10, total: 64, ms: 600_000 };
/** Whole messages whose parts may still come again because an answer was lost. */
const MOST_DONE = 8;

export type PartOutcome =
  /** More parts have to come. */
  | { readonly kind: 'kept' }
  /** This part was there already: its answer was lost. */
  | { readonly kind: 'again' }
  /** The body of all parts, and the sequence number of the first. */
  | { readonly kind: 'whole'; readonly sequence: number; readonly body: Uint8Array }
  /** `nonsense`: a number beyond the total, or other bytes under the same number; `overflow`: beyond the limits. */
  | { readonly kind: 'refused'; readonly why: 'nonsense' | 'overflow' };

/** A message that is not whole. */
export interface LostMessage {
  readonly messageId: string;
  /** Sequence number of its first part. */
  readonly sequence: number;
  readonly total: number;
  readonly missing: readonly number[];
}

interface OpenMessage {
  readonly messageId: string;
  readonly sequence: number;
  readonly total: number;
  readonly since: number;
  /** When its newest part came. */
  readonly lastAt: number;
  readonly parts: Map<number, Uint8Array>;
}

/** The state of a joiner as JSON; bytes are hex. */
export interface PartsJson {
  readonly open: readonly {
    readonly messageId: string;
    readonly sequence: number;
    readonly total: number;
    readonly since: number;
    /** Absent in what was kept before it was noted. */
    readonly lastAt?: number;
    readonly parts: readonly (readonly [number, string])[];
  }[];
  readonly done: readonly (readonly [string, number])[];
}

const SEQUENCES = 65_536;

/**
 * Joins messages that come in parts (分包, bit 13 of the attributes): parts of one message bear sequence numbers that follow each other, so the
 * number of the first names the message. Keeps no more than its limits; what is beyond is refused, never kept in place of something else.
 */
export class PartJoiner {
  readonly #limits: PartLimits;
  readonly #open = new Map<string, OpenMessage>();
  readonly #done: [key: string, at: number][] = [];
  #bytes = 0;

  constructor(limits: PartLimits = PART_LIMITS) {
    this.#limits = limits;
  }

  static from(json: PartsJson, limits: PartLimits = PART_LIMITS): PartJoiner {
    const joiner = new PartJoiner(limits);
    for (const { parts, ...one } of json.open) {
      const read = new Map(parts.map(([index, hex]) => [index, bytesOfHex(hex)]));
      joiner.#open.set(keyOf(one), { ...one, lastAt: one.lastAt ?? one.since, parts: read });
      for (const bytes of read.values()) joiner.#bytes += bytes.length;
    }
    joiner.#done.push(...json.done.map(([key, at]): [string, number] => [key, at]));
    return joiner;
  }

  /** Null: there is nothing to remember. */
  toJSON(): PartsJson | null {
    if (this.#open.size + this.#done.length === 0) return null;
    return {
      open: [...this.#open.values()].map(({ parts, ...one }) => ({
        ...one,
        parts: [...parts].map(([index, bytes]) => [index, hexOf(bytes)] as const),
      })),
      done: this.#done.map(([key, at]) => [key, at] as const),
    };
  }

  /** Gives up what has waited too long at `now` (ms). */
  expire(now: number): LostMessage[] {
    const lost: LostMessage[] = [];
    for (const [key, one] of this.#open) {
      if (now - one.since <= this.#limits.ms) continue;
      this.#drop(key, one);
      lost.push(lackOf(one));
    }
    while (this.#done[0] && now - this.#done[0][1] > this.#limits.ms) this.#done.shift();
    return lost;
  }

  /**
   * Messages of which parts are missing that will not come by themselves: the last part is there already, or none has come for `quietMs`. Parts
   * are sent in their order, so what was passed over was lost.
   */
  gaps(now: number, quietMs: number): LostMessage[] {
    return [...this.#open.values()]
      .filter(({ parts, total, lastAt }) => parts.has(total) || now - lastAt >= quietMs)
      .map(lackOf);
  }

  /** Takes a part at `now` (ms); its header has a `packet`. */
  take(
    header: Pick<Jt808Header, 'messageId' | 'sequence' | 'packet'>,
    body: Uint8Array,
    now: number,
  ): PartOutcome {
    const { total, index } = header.packet ?? { total: 0, index: 0 };
    if (index < 1 || index > total) return { kind: 'refused', why: 'nonsense' };
    if (total > this.#limits.total) return { kind: 'refused', why: 'overflow' };
    const { messageId } = header;
    const sequence = (header.sequence - (index - 1) + SEQUENCES) % SEQUENCES;
    const key = keyOf({ messageId, sequence, total });
    if (this.#done.some(([known]) => known === key)) return { kind: 'again' };
    const known = this.#open.get(key);
    const there = known?.parts.get(index);
    if (there)
      return Buffer.compare(there, body) === 0 ? { kind: 'again' } : { kind: 'refused', why: 'nonsense' };
    if (
      (!known && this.#open.size >= this.#limits.messages) ||
      this.#bytes + body.length > this.#limits.bytes
    )
      return { kind: 'refused', why: 'overflow' };
    const parts = known?.parts ?? new Map<number, Uint8Array>();
    const one = { messageId, sequence, total, since: known?.since ?? now, lastAt: now, parts };
    this.#open.set(key, one);
    // A copy: the bytes of a socket are used again.
    one.parts.set(index, Uint8Array.from(body));
    this.#bytes += body.length;
    if (one.parts.size < total) return { kind: 'kept' };
    this.#drop(key, one);
    this.#done.push([key, now]);
    if (this.#done.length > MOST_DONE) this.#done.shift();
    const bodies = Array.from({ length: total }, (_, i) => one.parts.get(i + 1)!);
    return { kind: 'whole', sequence, body: Uint8Array.from(Buffer.concat(bodies)) };
  }

  #drop(key: string, one: OpenMessage): void {
    this.#open.delete(key);
    for (const bytes of one.parts.values()) this.#bytes -= bytes.length;
  }
}

function lackOf({ messageId, sequence, total, parts }: OpenMessage): LostMessage {
  const missing = Array.from({ length: total }, (_, i) => i + 1).filter((index) => !parts.has(index));
  return { messageId, sequence, total, missing };
}

const keyOf = (one: {
  readonly messageId: string;
  readonly sequence: number;
  readonly total: number;
}): string => `${one.messageId} ${one.sequence} ${one.total}`;
