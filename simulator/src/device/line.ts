import { connect, type Socket } from 'node:net';
import { type DecodedFrame, decodeFrame, FrameReader } from '@tarim/hj212';

export interface LineEvents {
  readonly onOpen: () => void;
  readonly onClose: () => void;
  readonly onFrame: (frame: DecodedFrame) => void;
}

/** The TCP line of a logger: comes back by itself with growing pauses. */
export class Line {
  #socket: Socket | null = null;
  #timer: NodeJS.Timeout | null = null;
  #pause = 500;
  #stopped = false;
  readonly #host: string;
  readonly #port: number;
  readonly #key: Uint8Array | null;
  readonly #events: LineEvents;

  constructor(host: string, port: number, key: Uint8Array | null, events: LineEvents) {
    this.#host = host;
    this.#port = port;
    this.#key = key;
    this.#events = events;
  }

  get up(): boolean {
    return this.#socket !== null && !this.#socket.connecting && this.#socket.writable;
  }

  open(): void {
    if (this.#stopped || this.#socket) return;
    const reader = new FrameReader();
    const socket = connect({ host: this.#host, port: this.#port, noDelay: true });
    this.#socket = socket;
    socket.on('connect', () => {
      this.#pause = 500;
      this.#events.onOpen();
    });
    socket.on('data', (chunk: Buffer) => {
      for (const frame of reader.push(chunk)) {
        if (frame.kind === 'frame')
          this.#events.onFrame(decodeFrame(frame, this.#key ? { sm4Key: this.#key } : undefined));
      }
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#socket = null;
      this.#events.onClose();
      if (this.#stopped) return;
      this.#timer = setTimeout(() => this.open(), this.#pause);
      this.#pause = Math.min(15_000, this.#pause * 2);
    });
  }

  write(bytes: Uint8Array): boolean {
    if (!this.up) return false;
    this.#socket!.write(bytes);
    return true;
  }

  /** Cuts the line; it opens again unless stopped. */
  cut(): void {
    this.#socket?.destroy();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#socket?.destroy();
  }
}
