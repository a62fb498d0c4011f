import { decodeJoined, type Jt808Body, PartJoiner, type PartsJson } from '@tarim/jt808';
import type { Reading, ReadingFacts } from '../domain/reading.ts';
import { readingsOf, type TerminalMessage } from './decode.ts';

/**
 * Joins parts of messages while a batch of frames is folded. What waits is kept with the state of its terminal and commits with it, so that a
 * message whose parts come before and after a restart, or over two connections, becomes whole.
 */
export class Joining {
  readonly #joiners = new Map<number, PartJoiner>();
  readonly #kept: (terminalId: number) => PartsJson | null;
  /** Messages that were given up, by terminal number. */
  readonly lost = new Map<string, number>();

  constructor(kept: (terminalId: number) => PartsJson | null) {
    this.#kept = kept;
  }

  /** What a frame gives: its own reports and body, or those of the message that it makes whole. */
  read(
    message: TerminalMessage,
    terminal: ReadingFacts & { readonly id: number },
  ): { readonly readings: readonly Reading[]; readonly body: Jt808Body | null } {
    const { part, receivedAt, number } = message;
    if (!part) return { readings: message.readings(terminal), body: message.body };
    const joiner = this.#of(terminal.id);
    const lost = joiner.expire(receivedAt).length;
    if (lost > 0) this.lost.set(number, (this.lost.get(number) ?? 0) + lost);
    const outcome = joiner.take(part.header, part.body, receivedAt);
    if (outcome.kind !== 'whole') return { readings: [], body: null };
    const { body } = decodeJoined(part.header, outcome.body);
    return { readings: readingsOf(body, outcome.sequence, terminal), body };
  }

  /** What is to be kept of a terminal. */
  partsOf(terminalId: number): PartsJson | null {
    const joiner = this.#joiners.get(terminalId);
    return joiner ? joiner.toJSON() : this.#kept(terminalId);
  }

  #of(terminalId: number): PartJoiner {
    const kept = this.#kept(terminalId);
    const joiner = this.#joiners.get(terminalId) ?? (kept ? PartJoiner.from(kept) : new PartJoiner());
    this.#joiners.set(terminalId, joiner);
    return joiner;
  }
}
