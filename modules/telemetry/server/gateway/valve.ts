import type { Socket } from 'node:net';

/** Why a connection is not read for the moment. */
export type Hold = 'rate' | 'disk' | 'disk-in-all' | 'unread' | 'turn';

/** Reading from a socket, which several parts may hold back: it goes on when the last of them lets go. */
export class Valve {
  readonly #socket: Pick<Socket, 'pause' | 'resume'>;
  readonly #holds = new Set<Hold>();

  constructor(socket: Pick<Socket, 'pause' | 'resume'>) {
    this.#socket = socket;
  }

  get closed(): boolean {
    return this.#holds.size > 0;
  }

  hold(reason: Hold): void {
    if (this.#holds.size === 0) this.#socket.pause();
    this.#holds.add(reason);
  }

  release(reason: Hold): void {
    if (this.#holds.delete(reason) && this.#holds.size === 0) this.#socket.resume();
  }
}
