import { connect, type Socket } from 'node:net';
import { type DecodedFrame, decodeFrame, FrameReader } from '@tarim/hj212';

export interface LineEvents {
  readonly onOpen: () => void;
  readonly onClose: () => void;
  readonly onFrame: (frame: DecodedFrame) => void;
}

/** Bytes that the socket may hold back before the sender waits. */
const HIGH_WATER = 128 << 10;
const FIRST_PAUSE_MS = 500;
const LONGEST_END_MS = 2_000;

/** The TCP line of a logger: comes back by itself with growing pauses, unless it is held down. */
export class Line {
  #socket: Socket | null = null;
  #timer: NodeJS.Timeout | null = null;
  #pause: number;
  #held = true;
  readonly #firstPause: number;
  readonly #host: string;
  readonly #port: number;
  readonly #key: () => Uint8Array | null;
  readonly #events: LineEvents;

  constructor(
    host: string,
    port: number,
    key: () => Uint8Array | null,
    events: LineEvents,
    firstPauseMs = FIRST_PAUSE_MS,
  ) {
    this.#host = host;
    this.#port = port;
    this.#firstPause = this.#pause = firstPauseMs;
    this.#key = key;
    this.#events = events;
  }

  get up(): boolean {
    return this.#socket !== null && !this.#socket.connecting && this.#socket.writable;
  }

  /** Nothing is there any more, not even a socket that closes. */
  get gone(): boolean {
    return this.#socket === null;
  }

  /** All that was written has gone out. */
  get drained(): boolean {
    return this.#socket === null || this.#socket.writableLength === 0;
  }

  /** The other side does not read as fast as this one writes. */
  get clogged(): boolean {
    return this.#socket !== null && this.#socket.writableLength > HIGH_WATER;
  }

  open(): void {
    this.#held = false;
    if (this.#socket || this.#timer) return;
    this.#dial();
  }

  #dial(): void {
    this.#timer = null;
    const reader = new FrameReader();
    const socket = connect({ host: this.#host, port: this.#port, noDelay: true });
    this.#socket = socket;
    socket.on('connect', () => {
      this.#pause = this.#firstPause;
      this.#events.onOpen();
    });
    socket.on('data', (chunk: Buffer) => {
      for (const piece of reader.push(chunk)) {
        if (piece.kind !== 'frame') continue;
        const key = this.#key();
        this.#events.onFrame(decodeFrame(piece, key ? { sm4Key: key } : undefined));
      }
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#socket = null;
      this.#events.onClose();
      if (this.#held) return;
      this.#timer = setTimeout(() => this.#dial(), this.#pause);
      this.#pause = Math.min(15_000, this.#pause * 2);
    });
  }

  write(bytes: Uint8Array): boolean {
    if (!this.up) return false;
    this.#socket!.write(bytes);
    return true;
  }

  /** Cuts the line; it comes back by itself. */
  cut(): void {
    this.#socket?.destroy();
  }

  /** Ends the line in order and keeps it down: what was written arrives before its end. */
  async end(): Promise<void> {
    const socket = this.#socket;
    if (!socket || socket.connecting) return this.hold();
    this.#held = true;
    await new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
      socket.end();
      // A platform that does not end its side is not waited for for ever.
      setTimeout(() => socket.destroy(), LONGEST_END_MS).unref();
    });
  }

  /** Cuts the line and keeps it down until it is opened again. */
  hold(): void {
    this.#held = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#socket?.destroy();
  }
}
