import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type DecodedFrame, decodeFrame, encodeFrame, encodeParts, FrameReader } from '@tarim/jt808';
import { answerTo, type TerminalSettings, USUAL_SETTINGS } from './commands.ts';
import type { SourceReport } from './night.ts';

/** Reports of a frame: a body holds 1,023 bytes. */
const PER_FRAME = 12;
/** Of the body in each part. */
const PART_BYTES = 400;
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
  #settings: TerminalSettings = USUAL_SETTINGS;
  #last: SourceReport | null = null;
  /** Parts of the last message in parts, by the sequence number of its first, as they may be asked for again. */
  #parts: { readonly first: number; readonly frames: readonly Uint8Array[] } | null = null;

  private constructor(socket: Socket, number: string) {
    this.#socket = socket;
    this.#number = number;
    socket.on('data', (chunk: Buffer) => {
      for (const piece of this.#reader.push(chunk)) {
        const frame = decodeFrame(piece);
        const { body } = frame;
        if (body && 'sequence' in body) this.#waiting.get(body.sequence)?.(body);
        else this.#obey(frame);
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
    this.#last = one;
    await this.#ask({ kind: 'location', location: locationOf(one) });
  }

  /** Reports that were kept while there was no network (盲区补报). */
  async stored(list: readonly SourceReport[]): Promise<void> {
    this.#last = list.at(-1) ?? this.#last;
    for (let i = 0; i < list.length; i += PER_FRAME)
      await this.#ask({ kind: 'batch', type: 1, locations: list.slice(i, i + PER_FRAME).map(locationOf) });
  }

  /**
   * The same in one message, in parts (分包); `lost`: indexes (from 1) that the network swallows. Resolves when the platform has answered all parts,
   * also those that it had to ask for again.
   */
  async storedInParts(list: readonly SourceReport[], lost: readonly number[] = []): Promise<void> {
    const first = this.#sequence % SEQUENCES;
    const body = { kind: 'batch', type: 1, locations: list.map(locationOf) };
    const { frames, problems } = encodeParts(
      { header: { terminal: this.#number, sequence: first }, body },
      PART_BYTES,
    );
    if (problems[0]) throw new Error(problems[0].message);
    this.#sequence += frames.length;
    this.#parts = { first, frames };
    const answers = frames.map((_, i) => this.#answered((first + i) % SEQUENCES));
    for (const [i, bytes] of frames.entries()) if (!lost.includes(i + 1)) this.#socket.write(bytes);
    await Promise.all(answers);
  }

  /** Reporting intervals as it was set to, s. */
  get settings(): TerminalSettings {
    return this.#settings;
  }

  close(): void {
    this.#socket.destroy();
  }

  async #ask(body: object): Promise<DecodedFrame['body']> {
    const sequence = this.#sequence++ % SEQUENCES;
    const { bytes, problems } = encodeFrame({ header: { terminal: this.#number, sequence }, body });
    if (!bytes) throw new Error(problems[0]?.message ?? 'not encodable');
    const answered = this.#answered(sequence);
    this.#socket.write(bytes);
    return answered;
  }

  /** Does what it is told. */
  #obey({ header, body }: DecodedFrame): void {
    if (!header || !body) return;
    if (body.kind === 'resend') {
      const { first, frames } = this.#parts ?? { first: -1, frames: [] };
      if (first === body.first)
        for (const index of body.parts) if (frames[index - 1]) this.#socket.write(frames[index - 1]!);
      return;
    }
    const location = this.#last && locationOf(this.#last);
    const told = answerTo(body, { ...header, settings: this.#settings, location });
    if (!told) return;
    this.#settings = told.settings;
    const sequence = this.#sequence++ % SEQUENCES;
    const own = { messageId: told.messageId, terminal: this.#number, sequence };
    const { bytes } = encodeFrame({ header: own, body: told.body });
    if (bytes) this.#socket.write(bytes);
  }

  #answered(sequence: number): Promise<DecodedFrame['body']> {
    return new Promise<DecodedFrame['body']>((resolve, reject) => {
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
  }
}
