import type { LostMessage } from '@tarim/jt808';

/** Bounds of asking again (0x8003): a proposal of this platform, the standard names none. */
export const RESEND_LIMITS = {
  /** No part came for so long: the terminal thinks that it has sent all. */
  quietMs: 15_000,
  /** Requests of one connection within a span. */
  requests: 8,
  spanMs: 600_000,
} as const;

const keyOf = ({ messageId, sequence }: LostMessage): string => `${messageId} ${sequence}`;

/**
 * Which missing parts of messages (分包) are asked for again: each part once, few times a span. A terminal that does not send it then will not send
 * it for being asked more often; its message is given up when its time is over.
 */
export class ResendBook {
  readonly #asked = new Map<string, { readonly parts: Set<number>; at: number }>();
  #times: number[] = [];

  /** What to ask for at `now` (ms), noted as asked. */
  take(gaps: readonly LostMessage[], now: number): { readonly first: number; readonly parts: number[] }[] {
    this.#times = this.#times.filter((at) => now - at < RESEND_LIMITS.spanMs);
    for (const [key, { at }] of this.#asked) if (now - at >= RESEND_LIMITS.spanMs) this.#asked.delete(key);
    return gaps.flatMap((gap) => {
      if (this.#times.length >= RESEND_LIMITS.requests) return [];
      const known = this.#asked.get(keyOf(gap))?.parts ?? new Set<number>();
      const parts = gap.missing.filter((index) => !known.has(index));
      if (parts.length === 0) return [];
      this.#times.push(now);
      this.#asked.set(keyOf(gap), { parts: new Set([...known, ...parts]), at: now });
      return [{ first: gap.sequence, parts }];
    });
  }
}
