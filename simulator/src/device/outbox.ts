import type { Stored } from './store.ts';

/** A message that waits for its answer, packet by packet. */
export interface Outstanding {
  /** Null for notices: they are not kept when the line breaks. */
  readonly stored: Stored | null;
  /** Packets not answered yet, by their QN. */
  readonly packets: Map<string, Uint8Array>;
  /** Of these no answer can come: they were broken on the wire, or given up. */
  readonly silent: Set<string>;
  /** Wall clock, ms. */
  sentAt: number;
  tries: number;
}

/** Messages under way. A resend repeats the bytes and the QN of the packets that were not answered (HJ 212-2017 §6.6). */
export class Outbox {
  readonly #byQn = new Map<string, Outstanding>();
  readonly #all = new Set<Outstanding>();

  get size(): number {
    return this.#all.size;
  }

  add(
    qns: readonly string[],
    frames: readonly Uint8Array[],
    stored: Stored | null,
    now: number,
  ): Outstanding {
    const one: Outstanding = {
      stored,
      packets: new Map(qns.map((qn, index) => [qn, frames[index]!])),
      silent: new Set(),
      sentAt: now,
      tries: 1,
    };
    for (const qn of qns) this.#byQn.set(qn, one);
    this.#all.add(one);
    return one;
  }

  /** Whether an answer is still to be expected. */
  awaits(): boolean {
    for (const one of this.#all) if (one.silent.size < one.packets.size) return true;
    return false;
  }

  giveUp(): void {
    for (const one of this.#all) for (const qn of one.packets.keys()) one.silent.add(qn);
  }

  /** The message that this answer completes; null while packets of it are open, or when nobody waits for it. */
  answered(qn: string): Outstanding | null {
    const one = this.#byQn.get(qn);
    if (!one) return null;
    this.#byQn.delete(qn);
    one.packets.delete(qn);
    one.silent.delete(qn);
    if (one.packets.size > 0) return null;
    this.#all.delete(one);
    return one;
  }

  overdue(now: number, overTimeMs: number): Outstanding[] {
    return [...this.#all].filter((one) => now - one.sentAt >= overTimeMs);
  }

  /** Everything that is under way; nothing is afterwards. */
  drain(): Outstanding[] {
    const all = [...this.#all];
    this.#all.clear();
    this.#byQn.clear();
    return all;
  }
}
