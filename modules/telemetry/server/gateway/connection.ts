import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import {
  ackFor,
  decodeFrame,
  editionOf,
  type FrameHeader,
  FrameReader,
  parseStamp,
  peekHeader,
  type RawFrame,
} from '@tarim/hj212';
import type { Clock } from '@tarim/kernel';
import type { Logger } from 'pino';
import type { DeviceDirectory, KnownDevice } from '../devices/directory.ts';
import type { FrameLog, LogEntry } from '../log/port.ts';
import type { AddressShare } from './addresses.ts';
import { Answers } from './answers.ts';
import type { ConnectionBook } from './connections.ts';
import { type GatewayLimits, TokenBucket } from './limits.ts';
import type { GatewayMetrics } from './metrics.ts';
import type { PendingBytes } from './pending-bytes.ts';
import { type Guesses, isReply, proves } from './proof.ts';
import type { UnknownMns } from './unknown-mns.ts';
import { Valve } from './valve.ts';

export interface ConnectionDeps {
  readonly log: FrameLog;
  readonly directory: DeviceDirectory;
  readonly book: ConnectionBook;
  readonly limits: GatewayLimits;
  readonly pending: PendingBytes;
  readonly unknown: UnknownMns;
  readonly guesses: Guesses;
  readonly metrics: GatewayMetrics;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told of every durable, well-formed frame of a device that proved itself: replies to commands are found here. */
  readonly onFrame: (frame: RawFrame, header: FrameHeader, mn: string, lsn: number) => void;
}

const SILENCE_MS = 500;

/**
 * One device's TCP connection. Bytes become frames, frames go to the log, and only when the log is durable the device is
 * answered (9014 for data, 9013 for notices, HJ 212-2017 §6). Reading pauses while too much waits for the disk, while the
 * peer does not take its answers, and while it or its address sends too fast.
 */
export class DeviceConnection {
  readonly id = randomUUID();
  readonly remote: string;
  readonly connectedAt: number;
  lastAt: number;
  frames = 0;
  bytes = 0;
  broken = 0;
  /** Device clock minus ours at its last request number (QN), ms. */
  clockOffsetMs: number | null = null;
  /** The device that it says it is; `bound` tells whether that was proved. */
  lastMn: string | null = null;
  /** Devices that proved themselves here: kept by the book. */
  readonly bound = new Set<string>();
  readonly #socket: Socket;
  readonly #deps: ConnectionDeps;
  readonly #share: AddressShare;
  readonly #valve: Valve;
  readonly #answers: Answers;
  readonly #reader = new FrameReader();
  readonly #bucket: TokenBucket;
  readonly #newMns: TokenBucket;
  /** When it last showed that it is worth keeping: a well-formed frame. */
  #goodAt: number;
  #brokenInARow = 0;
  #pendingBytes = 0;
  /** Durable frames are handled in their order, also when one has to wait for the registry. */
  #handling: Promise<void> = Promise.resolve();
  #rate: NodeJS.Timeout | null = null;
  #silence: NodeJS.Timeout | null = null;
  #deadline: NodeJS.Timeout;

  constructor(socket: Socket, share: AddressShare, deps: ConnectionDeps) {
    const { limits, book, pending } = deps;
    this.#socket = socket;
    this.#share = share;
    this.#deps = deps;
    this.remote = `${socket.remoteAddress ?? '?'}:${socket.remotePort ?? 0}`;
    const now = deps.clock.now();
    this.connectedAt = now;
    this.lastAt = now;
    this.#goodAt = now;
    this.#bucket = new TokenBucket(limits.framesPerSecond, limits.frameBurst, now);
    this.#newMns = new TokenBucket(limits.newMnsPerMinute / 60, limits.newMnBurst, now);
    this.#valve = new Valve(socket);
    this.#answers = new Answers(socket, this.#valve, limits, book, () => this.close('unread'));
    this.#deadline = setTimeout(() => this.#checkAlive(), limits.firstFrameMs);
    const sender = {
      hold: () => this.#valve.hold('disk-in-all'),
      release: () => this.#valve.release('disk-in-all'),
    };
    pending.join(sender);
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#receive(chunk as Buffer));
    socket.on('error', () => socket.destroy());
    socket.on('end', () => this.#keep(this.#reader.end()));
    socket.on('close', () => {
      for (const timer of [this.#rate, this.#silence, this.#deadline]) if (timer) clearTimeout(timer);
      this.#answers.stop();
      pending.leave(sender);
      book.remove(this);
    });
  }

  /** Writes bytes to the device (commands); false when the connection is gone. */
  send(bytes: Uint8Array): boolean {
    return this.#answers.send(bytes);
  }

  close(reason: string): void {
    if (this.#socket.destroyed) return;
    this.#deps.metrics.closed.inc({ reason });
    this.#deps.logger.info(
      { remote: this.remote, mn: this.lastMn, reason },
      'device connection closed by the gateway',
    );
    this.#socket.destroy();
  }

  /** Only well-formed frames keep a connection; bytes that never become one do not. */
  #checkAlive(): void {
    const { firstFrameMs, idleMs } = this.#deps.limits;
    const allowed = this.frames > 0 ? idleMs : firstFrameMs;
    // While we do not read, the silence is ours.
    if (this.#valve.closed || this.#pendingBytes > 0) this.#goodAt = this.#deps.clock.now();
    const left = this.#goodAt + allowed - this.#deps.clock.now();
    if (left <= 0) this.close('idle');
    else this.#deadline = setTimeout(() => this.#checkAlive(), left);
  }

  #receive(chunk: Buffer): void {
    this.bytes += chunk.length;
    const wait = this.#share.take(0, chunk.length, this.#deps.clock.now());
    if (wait > 0) this.#pauseFor(wait);
    this.#keep(this.#reader.push(chunk));
    this.#awaitSilence();
  }

  /** A frame that lacks its line end would otherwise wait for the next one to be told apart. */
  #awaitSilence(): void {
    if (this.#silence) clearTimeout(this.#silence);
    this.#silence = null;
    if (this.#reader.pendingBytes === 0) return;
    this.#silence = setTimeout(() => {
      // Not read meanwhile: the rest of the frame may stand in the socket.
      if (!this.#valve.closed) this.#keep(this.#reader.flush());
      this.#awaitSilence();
    }, SILENCE_MS);
  }

  #keep(received: readonly RawFrame[]): void {
    if (received.length === 0) return;
    const { limits, log, metrics, logger, pending, clock } = this.#deps;
    const now = clock.now();
    this.lastAt = now;
    const wait = Math.max(this.#bucket.take(received.length, now), this.#share.take(received.length, 0, now));
    if (wait > 0) this.#pauseFor(wait);
    const frames: RawFrame[] = [];
    const headers: (FrameHeader | null)[] = [];
    let size = 0;
    for (const frame of received) {
      const header = frame.kind === 'frame' ? peekHeader(frame.bytes) : null;
      if (header?.mn && !this.#admits(header.mn, now)) continue;
      frames.push(frame);
      headers.push(header);
      size += frame.bytes.length;
    }
    if (frames.length === 0) return;
    const entries = frames.map(
      (frame): LogEntry => ({
        receivedAt: now,
        transport: 'tcp',
        kind: frame.kind,
        remote: this.remote,
        payload: frame.bytes,
      }),
    );
    this.#pendingBytes += size;
    if (this.#pendingBytes > limits.pendingBytes) this.#valve.hold('disk');
    pending.add(size);
    const durable = log.append(entries);
    durable.catch(() => {});
    this.#handling = this.#handling
      .then(async () => this.#durable(frames, headers, await durable))
      // Not durable, so not answered: the device keeps it and sends it again (OverTime, ReCount).
      .catch((error: unknown) => {
        metrics.notDurable.inc(frames.length);
        this.#goodAt = clock.now();
        logger.error(
          { err: error, remote: this.remote },
          'frames could not be kept; the device is not answered',
        );
      })
      .finally(() => {
        this.#pendingBytes -= size;
        if (this.#pendingBytes <= limits.pendingBytes / 2) this.#valve.release('disk');
        pending.done(size);
      });
  }

  /** Whether a frame of this MN may be kept. Asked of memory only: the log must not wait for the database. */
  #admits(mn: string, now: number): boolean {
    const { directory, unknown, metrics } = this.#deps;
    if (directory.get(mn) !== null || unknown.admit(mn, [this.#newMns, this.#share.newMns], now)) return true;
    metrics.frames.inc({ result: 'unknown' });
    return false;
  }

  #pauseFor(ms: number): void {
    this.#valve.hold('rate');
    if (this.#rate) clearTimeout(this.#rate);
    this.#rate = setTimeout(() => this.#valve.release('rate'), ms);
    this.#deps.metrics.throttled.inc();
  }

  async #durable(
    frames: readonly RawFrame[],
    headers: readonly (FrameHeader | null)[],
    lsns: readonly number[],
  ): Promise<void> {
    await this.#prepare(headers.flatMap((header) => (header?.mn ? [header.mn] : [])));
    const answers: Uint8Array[] = [];
    for (const [index, frame] of frames.entries()) {
      const header = headers[index];
      const device = this.#deps.directory.get(header?.mn ?? null);
      if (!header || !this.#wellFormed(frame, device)) {
        this.broken++;
        this.#deps.metrics.frames.inc({ result: frame.kind === 'rubbish' ? 'rubbish' : 'broken' });
        if (++this.#brokenInARow > this.#deps.limits.brokenInARow) return this.close('rubbish');
        continue;
      }
      this.#brokenInARow = 0;
      this.#goodAt = this.#deps.clock.now();
      this.frames++;
      this.#deps.metrics.frames.inc({ result: 'kept' });
      const answer = ackFor(header, device?.edition ?? editionOf(header));
      if (answer) answers.push(answer);
      if (!header.mn) continue;
      this.#heard(header.mn, header, device);
      if (this.bound.has(header.mn)) this.#deps.onFrame(frame, header, header.mn, lsns[index]!);
    }
    if (answers.length > 0) this.send(answers.length === 1 ? answers[0]! : Buffer.concat(answers));
  }

  /** A lost database must not stop answering: the log is what was promised. */
  async #prepare(mns: readonly string[]): Promise<void> {
    try {
      await this.#deps.directory.prepare(mns);
    } catch (error) {
      this.#deps.logger.warn(
        { err: error },
        'registered devices could not be read; going on with those known',
      );
    }
  }

  /** CRC holds on the wire, or (HJ 212-2025 §6.4) after decryption: there it was made from the plain text. */
  #wellFormed(frame: RawFrame, device: KnownDevice | null): boolean {
    if (frame.kind !== 'frame') return false;
    if (frame.crcOk) return true;
    const decoded = decodeFrame(frame.bytes, device?.sm4Key ? { sm4Key: device.sm4Key } : undefined);
    return decoded.crcOk === true || (decoded.encrypted && !device?.sm4Key);
  }

  /** Takes the sender for the device only when it shows the device's password. */
  #heard(mn: string, header: FrameHeader, device: KnownDevice | null): void {
    const { book, guesses, limits } = this.#deps;
    this.lastMn = mn;
    const sentAt = header.qn ? parseStamp(header.qn) : null;
    if (sentAt !== null) this.clockOffsetMs = sentAt - this.lastAt;
    if (!device || isReply(header)) return;
    const { address } = this.#share;
    if (!proves(device, header)) {
      guesses.wrong(address, mn, this.lastAt);
      book.unbind(mn, this);
    } else if (this.bound.has(mn)) book.bind(mn, this, header.st);
    else if (this.bound.size < limits.mnsPerConnection && !guesses.tooMany(address, mn, this.lastAt))
      book.bind(mn, this, header.st);
  }
}
