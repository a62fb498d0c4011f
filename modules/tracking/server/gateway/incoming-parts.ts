import { type DecodedFrame, decodeJoined, knowsMessage, PartJoiner, type PartsJson } from '@tarim/jt808';
import { RESEND_LIMITS, ResendBook } from './resend.ts';

type Header = NonNullable<DecodedFrame['header']>;

/** What becomes of a part: it is taken (or was there before), makes a message whole that says nothing, is of no known message, or is refused. */
export type PartVerdict = 'taken' | 'unreadable' | 'unknown' | 'nonsense' | 'overflow';

/** Parts of messages (分包) on one connection, within bounds; the folding of the log joins them again for itself. */
export class IncomingParts {
  #joiner = new PartJoiner();
  readonly #resend = new ResendBook();

  /** What came over a connection before is not missing on the next. */
  restore(kept: PartsJson | null): void {
    if (kept) this.#joiner = PartJoiner.from(kept);
  }

  take({ bodyHex }: DecodedFrame, header: Header, now: number): PartVerdict {
    if (!knowsMessage(header.messageId)) return 'unknown';
    this.#joiner.expire(now);
    const outcome = this.#joiner.take(header, Buffer.from(bodyHex, 'hex'), now);
    if (outcome.kind === 'refused') return outcome.why;
    const readable = outcome.kind !== 'whole' || decodeJoined(header, outcome.body).body !== null;
    return readable ? 'taken' : 'unreadable';
  }

  /** Bodies of 0x8003 for what was lost on the way. */
  requests(now: number): readonly object[] {
    const gaps = this.#joiner.gaps(now, RESEND_LIMITS.quietMs);
    return this.#resend.take(gaps, now).map((one) => ({ kind: 'resend', ...one }));
  }
}
