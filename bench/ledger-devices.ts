import { connect, type Socket } from 'node:net';
import { encodeFrame, FrameReader, peekHeader, qnOf } from '@tarim/hj212';

/** One frame that the platform acknowledged: what must be in the tables exactly once. */
export interface Acknowledged {
  readonly mn: string;
  readonly dataTime: number;
  readonly values: readonly number[];
}

export interface LedgerOptions {
  readonly host: string;
  readonly port: number;
  readonly mns: readonly string[];
  /** First DataTime; each next frame of a device is one minute later. */
  readonly start: number;
  /** OverTime of the standard, shortened for the test. */
  readonly overTimeMs: number;
}

const CODES = ['a34013', 'a21026', 'a21002', 'a19001', 'a01011', 'a01012', 'a01013', 'a01014', 'a00000'];

/**
 * Loggers as HJ 212 describes them: one frame at a time with the wish for an answer (Flag bit 0), resent with the same QN
 * until it is answered, over whatever connection can be had. Every acknowledged frame goes into the ledger.
 */
export class LedgerDevices {
  readonly ledger: Acknowledged[] = [];
  sent = 0;
  resent = 0;
  readonly #options: LedgerOptions;
  #stopping = false;
  readonly #running: Promise<void>[] = [];

  constructor(options: LedgerOptions) {
    this.#options = options;
  }

  start(): void {
    for (const [index, mn] of this.#options.mns.entries()) this.#running.push(this.#device(mn, index));
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#running);
  }

  async #device(mn: string, index: number): Promise<void> {
    let line: Line | null = null;
    for (let n = 0; !this.#stopping; n++) {
      const dataTime = this.#options.start + n * 60_000;
      const values = CODES.map(
        (_, i) => Math.round((((index + 1) * 7919 + n * 104_729 + i * 31) % 100_000) / 10) / 10,
      );
      const qn = qnOf(dataTime + index);
      const frame = encodeFrame({
        edition: '2017',
        qn,
        st: '31',
        cn: '2051',
        pw: '123456',
        mn,
        answer: true,
        dataTime,
        items: CODES.map((code, i) => ({ code, attrs: { Avg: values[i]!, Flag: 'N' } })),
      });
      for (let tries = 0; !this.#stopping; tries++) {
        if (!line?.alive) line = await Line.open(this.#options.host, this.#options.port);
        if (!line) {
          await new Promise((resolve) => setTimeout(resolve, 50));
          continue;
        }
        this.sent++;
        if (tries > 0) this.resent++;
        if (await line.ask(frame, qn, this.#options.overTimeMs)) {
          this.ledger.push({ mn, dataTime, values });
          break;
        }
      }
    }
    line?.close();
  }
}

/** One TCP connection and the answers that come over it. */
class Line {
  alive = true;
  readonly #socket: Socket;
  readonly #waiting = new Map<string, (ok: boolean) => void>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    const reader = new FrameReader();
    socket.on('data', (chunk: Buffer) => {
      for (const frame of reader.push(chunk)) {
        const { qn, cn } = peekHeader(frame.bytes);
        if (cn === '9014' && qn) this.#waiting.get(qn)?.(true);
      }
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.alive = false;
      for (const settle of [...this.#waiting.values()]) settle(false);
    });
  }

  static open(host: string, port: number): Promise<Line | null> {
    return new Promise((resolve) => {
      const socket = connect({ host, port, noDelay: true });
      socket.once('error', () => resolve(null));
      socket.once('connect', () => resolve(new Line(socket)));
    });
  }

  /** Sends and waits for the 9014 with this number; false on silence or when the line breaks. */
  ask(frame: Uint8Array, qn: string, overTimeMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (ok: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(qn);
        resolve(ok);
      };
      const timer = setTimeout(() => settle(false), overTimeMs);
      this.#waiting.set(qn, settle);
      this.#socket.write(frame);
    });
  }

  close(): void {
    this.#socket.destroy();
  }
}
