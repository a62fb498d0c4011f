import type { Socket } from 'node:net';
import {
  type DecodedFrame,
  decodeFrame,
  encodeFrame,
  FrameReader,
  JT808_PROBLEMS,
  type RawPiece,
} from '@tarim/jt808';
import type { Clock } from '@tarim/kernel';
import type { Logger } from 'pino';
import type { Refusal } from '../../contract.ts';
import type { FrameStore, TerminalFrame } from '../frames.ts';
import { isPart } from '../projector/decode.ts';
import type { CommandLine } from './downlink.ts';
import { IncomingParts } from './incoming-parts.ts';
import { type KnownTerminal, plainNumber, sameSecret } from './terminals.ts';

export interface ConnectionParts {
  readonly log: FrameStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly lookUp: (number: string) => Promise<KnownTerminal | null>;
  readonly refuse: (code: Refusal, remote: string, number?: string) => void;
  /** A terminal proved itself: commands may go to it. */
  readonly online: (line: CommandLine) => void;
}

/** Results of 0x8001 (平台通用应答) and of 0x8100 (终端注册应答). */
const RESULT = { ok: 0, failed: 1, wrong: 2, unsupported: 3 } as const;
const NO_SUCH_TERMINAL = 4;
const REGISTERED = 0;

const UNSUPPORTED: ReadonlySet<string> = new Set(
  [JT808_PROBLEMS.message, JT808_PROBLEMS.encrypted, JT808_PROBLEMS.packet].map((one) => one.code),
);

const REGISTER = '0x0100';
const AUTHENTICATE = '0x0102';
/** So many refusals in a row end a connection. */
const MOST_REFUSED = 16;
const AUTHENTICATE_WITHIN_MS = 60_000;
/** Longer than the longest pause between two reports of a parked terminal, with some patience. */
const IDLE_MS = 3_900_000;
const PENDING_BYTES = 64 << 10;

type Header = NonNullable<DecodedFrame['header']>;
/** What is answered once the frame is durable. */
type Reply =
  | { readonly kind: 'answer'; readonly result: number; readonly rubbish?: true }
  | { readonly kind: 'registered'; readonly code: string }
  /** Answers of a terminal to us are not answered. */
  | { readonly kind: 'nothing' };

/**
 * One terminal's TCP connection in JT/T 808. A terminal registers (0x0100) with the ID that it was registered with here and is given its
 * code, authenticates with it (0x0102), and only then is heard. Every frame goes to the log before it is answered; what is not durable is
 * not answered, so that the terminal sends it again.
 */
export class TerminalConnection implements CommandLine {
  readonly #socket: Socket;
  readonly #parts: ConnectionParts;
  readonly #remote: string;
  readonly #reader = new FrameReader();
  readonly #incoming = new IncomingParts();
  #bound: KnownTerminal | null = null;
  /** As the terminal writes its own: what goes to it has the same edition and number. */
  #header: Header | null = null;
  #refused = 0;
  #sequence = 0;
  #pending = 0;
  /** Frames are handled in their order. */
  #handling: Promise<void> = Promise.resolve();

  constructor(socket: Socket, parts: ConnectionParts) {
    this.#socket = socket;
    this.#parts = parts;
    this.#remote = `${socket.remoteAddress ?? '?'}:${socket.remotePort ?? 0}`;
    const early = setTimeout(() => {
      if (!this.#bound) socket.destroy();
    }, AUTHENTICATE_WITHIN_MS);
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    socket.on('data', (chunk) => this.#take(this.#reader.push(chunk as Buffer)));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => clearTimeout(early));
  }

  /** Resolves when the frames under way are durable or given up. */
  async close(): Promise<void> {
    this.#socket.destroy();
    await this.#handling;
  }

  #take(pieces: readonly RawPiece[]): void {
    if (pieces.length === 0) return;
    const size = pieces.reduce((sum, one) => sum + one.bytes.length, 0);
    this.#pending += size;
    if (this.#pending > PENDING_BYTES) this.#socket.pause();
    this.#handling = this.#handling
      .then(() => this.#handle(pieces))
      // Not durable or not looked up: not answered, so the terminal sends it again.
      .catch((error: unknown) =>
        this.#parts.logger.error(
          { err: error, remote: this.#remote },
          'frames of a terminal could not be kept',
        ),
      )
      .finally(() => {
        this.#pending -= size;
        if (this.#pending <= PENDING_BYTES / 2) this.#socket.resume();
      });
  }

  async #handle(pieces: readonly RawPiece[]): Promise<void> {
    const receivedAt = this.#parts.clock.now();
    const entries: TerminalFrame[] = [];
    const replies: (readonly [Header, Reply])[] = [];
    const keep = (piece: RawPiece, kind: TerminalFrame['kind']) =>
      entries.push({ receivedAt, transport: 'jt808', kind, remote: this.#remote, payload: piece.bytes });
    for (const piece of pieces) {
      if (this.#socket.destroyed) return;
      const frame = decodeFrame(piece);
      const { header } = frame;
      if (!header?.terminal || !frame.checkOk || !frame.lengthOk) {
        // From a terminal that proved itself also what is broken is kept: nothing is lost silently.
        if (this.#bound) keep(piece, 'rubbish');
        this.#refuse('TRACKING_FRAME_BROKEN', this.#bound?.number);
        continue;
      }
      const reply = await this.#judge(frame, header);
      if (!reply) continue;
      keep(piece, reply.kind === 'answer' && reply.rubbish ? 'rubbish' : 'frame');
      replies.push([header, reply]);
    }
    if (entries.length > 0) await this.#parts.log.append(entries);
    for (const [header, reply] of replies) this.#answer(header, reply);
    if (!this.#bound || !this.#header) return;
    // Parts that were lost on the way are asked for once more.
    for (const body of this.#incoming.requests(this.#parts.clock.now()))
      this.#write(this.#header, '0x8003', body);
    this.#parts.online(this);
  }

  get terminalId(): number | null {
    return this.#bound?.id ?? null;
  }

  async command(
    messageId: string,
    body: object,
    claim: (sequence: number) => Promise<boolean>,
  ): Promise<boolean> {
    const header = this.#header;
    if (!header || this.#socket.destroyed) return false;
    const sequence = this.#next();
    if (!(await claim(sequence)) || this.#socket.destroyed) return false;
    this.#write(header, messageId, body, sequence);
    return true;
  }

  /** What a whole frame is answered after it was kept; null: it was refused, answered at once and is not kept. */
  async #judge(frame: DecodedFrame, header: Header): Promise<Reply | null> {
    const { body, problems } = frame;
    const number = plainNumber(header.terminal!);
    if (header.messageId === REGISTER || header.messageId === AUTHENTICATE)
      return this.#admit(body, header, number);
    if (this.#bound?.number !== number) {
      this.#refuse('TRACKING_NOT_AUTHENTICATED', this.#bound?.number);
      this.#answer(header, { kind: 'answer', result: RESULT.failed });
      return null;
    }
    if (isPart(header)) return this.#part(frame, header);
    this.#refused = 0;
    if (body?.kind === 'answer') return { kind: 'nothing' };
    const unknown = problems.some((one) => UNSUPPORTED.has(one.code));
    return { kind: 'answer', result: body ? RESULT.ok : unknown ? RESULT.unsupported : RESULT.wrong };
  }

  /**
   * A part of a message (分包) is answered as a message of its own. One that is never taken is kept as rubbish.
   */
  #part(frame: DecodedFrame, header: Header): Reply {
    const verdict = this.#incoming.take(frame, header, this.#parts.clock.now());
    if (verdict === 'unknown') return { kind: 'answer', result: RESULT.unsupported };
    if (verdict === 'overflow' || verdict === 'nonsense') {
      this.#refuse(
        verdict === 'overflow' ? 'TRACKING_PARTS_OVERFLOW' : 'TRACKING_PART_INVALID',
        this.#bound?.number,
      );
      return { kind: 'answer', result: RESULT.wrong, rubbish: true };
    }
    this.#refused = 0;
    return { kind: 'answer', result: verdict === 'taken' ? RESULT.ok : RESULT.wrong };
  }

  async #admit(body: DecodedFrame['body'], header: Header, number: string): Promise<Reply | null> {
    const terminal = await this.#parts.lookUp(number);
    if (!terminal) {
      this.#refuse('TRACKING_TERMINAL_UNKNOWN');
      if (header.messageId === REGISTER) this.#refuseRegistration(header);
      else this.#answer(header, { kind: 'answer', result: RESULT.failed });
      return null;
    }
    if (body?.kind === 'register') {
      if (body.terminalId === terminal.serial) return { kind: 'registered', code: terminal.authCode ?? '' };
      this.#refuse('TRACKING_REGISTER_MISMATCH', number);
      this.#refuseRegistration(header);
      return null;
    }
    if (
      body?.kind === 'authenticate' &&
      terminal.authCode !== null &&
      sameSecret(body.code, terminal.authCode)
    ) {
      this.#bound = terminal;
      this.#header = header;
      this.#incoming.restore(terminal.parts);
      this.#refused = 0;
      return { kind: 'answer', result: RESULT.ok };
    }
    this.#refuse('TRACKING_KEY_WRONG', number);
    this.#answer(header, { kind: 'answer', result: RESULT.failed });
    return null;
  }

  #refuse(code: Refusal, number?: string): void {
    this.#parts.refuse(code, this.#remote, number);
    if (++this.#refused >= MOST_REFUSED) this.#socket.destroy();
  }

  #refuseRegistration(header: Header): void {
    const { sequence } = header;
    this.#write(header, '0x8100', { kind: 'register-answer', sequence, result: NO_SUCH_TERMINAL });
  }

  #answer(header: Header, reply: Reply): void {
    if (reply.kind === 'nothing') return;
    const { sequence, messageId } = header;
    if (reply.kind === 'registered')
      this.#write(header, '0x8100', {
        kind: 'register-answer',
        sequence,
        result: REGISTERED,
        code: reply.code,
      });
    else this.#write(header, '0x8001', { kind: 'answer', sequence, messageId, result: reply.result });
  }

  #next(): number {
    return this.#sequence++ % 65_536;
  }

  #write(
    { terminal, edition, protocolVersion }: Header,
    messageId: string,
    body: object,
    sequence = this.#next(),
  ): void {
    const header = { messageId, terminal, edition, protocolVersion: protocolVersion ?? undefined, sequence };
    const { bytes } = encodeFrame({ header, body });
    if (bytes && !this.#socket.destroyed) this.#socket.write(bytes);
  }
}
