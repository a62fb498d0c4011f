import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type DecodedFrame, decodeFrame, encodeFrame, FrameReader } from '@tarim/jt808';
import type { SourceReport } from './night.ts';

/** Reports of a frame: a body holds 1,023 bytes. */
const PER_FRAME = 12;
const ANSWER_MS = 10_000;
const SEQUENCES = 65_536;

const locationOf = ({ time, lon, lat, speed, rate, stowed, volts }: SourceReport) => ({
  lon,
  lat,
  altitude: 780,
  speed,
  time: new Date(time).toISOString(),
  status: { acc: speed > 0 },
  items: [
    { name: 'satellites', value: 10 },
    { name: 'doseRate', value: Math.round(rate * 1_000) },
    { name: 'sourceState', value: stowed ? 1 : 0 },
    { name: 'batteryVoltage', value: volts },
  ],
});

/** A terminal that speaks JT/T 808 over a socket as real ones do: it waits for the answer to each frame. */
export class SourceTerminal {
  readonly #socket: Socket;
  readonly #number: string;
  readonly #reader = new FrameReader();
  readonly #waiting = new Map<number, (body: DecodedFrame['body']) => void>();
  #sequence = 0;

  private constructor(socket: Socket, number: string) {
    this.#socket = socket;
    this.#number = number;
    socket.on('data', (chunk: Buffer) => {
      for (const piece of this.#reader.push(chunk)) {
        const { body } = decodeFrame(piece);
        if (body && 'sequence' in body) this.#waiting.get(body.sequence)?.(body);
      }
    });
    socket.on('error', () => {});
  }

  /** Connects, registers and authenticates. */
  static async open(
    { host, port }: { readonly host: string; readonly port: number },
    { number, serial }: { readonly number: string; readonly serial: string },
  ): Promise<SourceTerminal> {
    const socket = connect(port, host);
    await once(socket, 'connect');
    const terminal = new SourceTerminal(socket, number.padStart(12, '0'));
    const answer = await terminal.#ask({
      kind: 'register',
      manufacturer: 'TARIM',
      model: 'SIM',
      terminalId: serial,
      plate: '',
    });
    if (answer?.kind !== 'register-answer' || answer.result !== 0 || !answer.code)
      throw new Error(`terminal ${number} was not registered`);
    await terminal.#ask({ kind: 'authenticate', code: answer.code });
    return terminal;
  }

  /** A report of now. */
  async report(one: SourceReport): Promise<void> {
    await this.#ask({ kind: 'location', location: locationOf(one) });
  }

  /** Reports that were kept while there was no network (盲区补报). */
  async stored(list: readonly SourceReport[]): Promise<void> {
    for (let i = 0; i < list.length; i += PER_FRAME)
      await this.#ask({ kind: 'batch', type: 1, locations: list.slice(i, i + PER_FRAME).map(locationOf) });
  }

  close(): void {
    this.#socket.destroy();
  }

  async #ask(body: object): Promise<DecodedFrame['body']> {
    const sequence = this.#sequence++ % SEQUENCES;
    const { bytes, problems } = encodeFrame({ header: { terminal: this.#number, sequence }, body });
    if (!bytes) throw new Error(problems[0]?.message ?? 'not encodable');
    const answered = new Promise<DecodedFrame['body']>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`terminal ${this.#number} was not answered`)),
        ANSWER_MS,
      );
      this.#waiting.set(sequence, (answer) => {
        clearTimeout(timer);
        this.#waiting.delete(sequence);
        resolve(answer);
      });
    });
    this.#socket.write(bytes);
    return answered;
  }
}
