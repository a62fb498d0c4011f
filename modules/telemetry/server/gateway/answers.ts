import type { Socket } from 'node:net';
import type { ConnectionBook } from './connections.ts';
import type { GatewayLimits } from './limits.ts';
import type { Valve } from './valve.ts';

/**
 * What is sent to one peer. A peer that does not take its answers is not read either, so that it cannot make more of
 * them wait; it is closed when it takes none for a while, or when too many wait, of it or of all.
 */
export class Answers {
  readonly #socket: Socket;
  readonly #valve: Valve;
  readonly #limits: GatewayLimits;
  readonly #book: Pick<ConnectionBook, 'unreadBytes'>;
  readonly #onUnread: () => void;
  #counted = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    socket: Socket,
    valve: Valve,
    limits: GatewayLimits,
    book: Pick<ConnectionBook, 'unreadBytes'>,
    onUnread: () => void,
  ) {
    this.#socket = socket;
    this.#valve = valve;
    this.#limits = limits;
    this.#book = book;
    this.#onUnread = onUnread;
    socket.on('drain', () => this.#taken());
  }

  /** False when the peer is gone. */
  send(bytes: Uint8Array): boolean {
    if (!this.#socket.writable) return false;
    if (this.#socket.write(bytes)) return true;
    this.#valve.hold('unread');
    const waiting = this.#socket.writableLength;
    this.#book.unreadBytes += waiting - this.#counted;
    this.#counted = waiting;
    if (waiting > this.#limits.unreadBytes || this.#book.unreadBytes > this.#limits.unreadBytesInAll) {
      this.#onUnread();
      return false;
    }
    this.#timer ??= setTimeout(this.#onUnread, this.#limits.unreadMs);
    return true;
  }

  /** The connection is over: nothing waits any more. */
  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#book.unreadBytes -= this.#counted;
    this.#counted = 0;
  }

  #taken(): void {
    this.stop();
    this.#valve.release('unread');
  }
}
