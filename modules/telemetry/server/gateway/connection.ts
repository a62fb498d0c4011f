import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import {
  ackFor,
  decodeFrame,
  editionOf,
  FrameReader,
  parseStamp,
  peekHeader,
  type RawFrame,
} from '@tarim/hj212';
import type { Clock } from '@tarim/kernel';
import type { Logger } from 'pino';
import type { DeviceDirectory, KnownDevice } from '../devices/directory.ts';
import type { FrameLog, LogEntry } from '../log/port.ts';
import type { ConnectionBook } from './connections.ts';
import { type GatewayLimits, TokenBucket } from './limits.ts';
import type { GatewayMetrics } from './metrics.ts';

export interface ConnectionDeps {
  readonly log: FrameLog;
  readonly directory: DeviceDirectory;
  readonly book: ConnectionBook;
  readonly limits: GatewayLimits;
  readonly metrics: GatewayMetrics;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told of every durable, well-formed frame: replies to commands are found here. */
  readonly onFrame: (connection: DeviceConnection, frame: RawFrame, mn: string, lsn: number) => void;
}

/** How many devices one connection may speak for (a forwarder multiplexes; a logger has one). */
const MAX_MNS = 5_000;
const SILENCE_MS = 500;

/**
 * One device's TCP connection. Bytes become frames, frames go to the log, and only when the log is durable the device is
 * answered (9014 for data, 9013 for notices, HJ 212-2017 §6). Reading pauses while too much waits for the disk.
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
  readonly mns = new Set<string>();
  readonly #socket: Socket;
  readonly #deps: ConnectionDeps;
  readonly #reader = new FrameReader();
  readonly #bucket: TokenBucket;
  #brokenInARow = 0;
  #pendingBytes = 0;
  #resumeAt = 0;
  #timer: NodeJS.Timeout | null = null;
  #silence: NodeJS.Timeout | null = null;

  constructor(socket: Socket, deps: ConnectionDeps) {
    this.#socket = socket;
    this.#deps = deps;
    this.remote = `${socket.remoteAddress ?? '?'}:${socket.remotePort ?? 0}`;
    this.connectedAt = deps.clock.now();
    this.lastAt = this.connectedAt;
    this.#bucket = new TokenBucket(deps.limits.framesPerSecond, deps.limits.frameBurst, this.connectedAt);
    socket.setNoDelay(true);
    socket.setTimeout(deps.limits.firstFrameMs, () => this.close('idle'));
    socket.on('data', (chunk) => this.#receive(chunk as Buffer));
    socket.on('error', () => socket.destroy());
    socket.on('end', () => this.#keep(this.#reader.end()));
    socket.on('close', () => {
      if (this.#timer) clearTimeout(this.#timer);
      if (this.#silence) clearTimeout(this.#silence);
      deps.book.remove(this);
    });
  }

  /** Writes bytes to the device (commands); false when the connection is gone. */
  send(bytes: Uint8Array): boolean {
    if (!this.#socket.writable) return false;
    this.#socket.write(bytes);
    return true;
  }

  close(reason: string): void {
    this.#deps.metrics.closed.inc({ reason });
    this.#deps.logger.info(
      { remote: this.remote, mns: [...this.mns].slice(0, 5), reason },
      'device connection closed by the gateway',
    );
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.bytes += chunk.length;
    this.#keep(this.#reader.push(chunk));
    if (this.#silence) clearTimeout(this.#silence);
    // A frame that lacks its line end would otherwise wait for the next one to be told apart.
    this.#silence =
      this.#reader.pendingBytes > 0 ? setTimeout(() => this.#keep(this.#reader.flush()), SILENCE_MS) : null;
  }

  #keep(frames: readonly RawFrame[]): void {
    if (frames.length === 0) return;
    const now = this.#deps.clock.now();
    this.lastAt = now;
    const wait = this.#bucket.take(frames.length, now);
    if (wait > 0) this.#pauseFor(wait);
    const entries = frames.map(
      (frame): LogEntry => ({
        receivedAt: now,
        transport: 'tcp',
        kind: frame.kind,
        remote: this.remote,
        payload: frame.bytes,
      }),
    );
    const size = entries.reduce((sum, entry) => sum + entry.payload.length, 0);
    this.#pendingBytes += size;
    if (this.#pendingBytes > this.#deps.limits.pendingBytes) this.#socket.pause();
    this.#deps.log
      .append(entries)
      .then((lsns) => this.#durable(frames, lsns))
      // Not durable, so not answered: the device keeps it and sends it again (OverTime, ReCount).
      .catch((error: unknown) => {
        this.#deps.metrics.notDurable.inc(frames.length);
        this.#deps.logger.error(
          { err: error, remote: this.remote },
          'frames could not be kept; the device is not answered',
        );
      })
      .finally(() => {
        this.#pendingBytes -= size;
        if (
          this.#pendingBytes <= this.#deps.limits.pendingBytes / 2 &&
          this.#deps.clock.now() >= this.#resumeAt
        )
          this.#socket.resume();
      });
  }

  #pauseFor(ms: number): void {
    this.#socket.pause();
    this.#resumeAt = this.#deps.clock.now() + ms;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#resumeAt = 0;
      if (this.#pendingBytes <= this.#deps.limits.pendingBytes / 2) this.#socket.resume();
    }, ms);
    this.#deps.metrics.throttled.inc();
  }

  async #durable(frames: readonly RawFrame[], lsns: readonly number[]): Promise<void> {
    const headers = frames.map((frame) => (frame.kind === 'frame' ? peekHeader(frame.bytes) : null));
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
      if (this.frames++ === 0) this.#socket.setTimeout(this.#deps.limits.idleMs);
      this.#deps.metrics.frames.inc({ result: 'kept' });
      if (header.mn) this.#heard(header.mn, header.qn);
      const answer = ackFor(header, device?.edition ?? editionOf(header));
      if (answer) answers.push(answer);
      if (header.mn) this.#deps.onFrame(this, frame, header.mn, lsns[index]!);
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

  #heard(mn: string, qn: string | null): void {
    if (this.mns.size < MAX_MNS && !this.mns.has(mn)) this.mns.add(mn);
    this.#deps.book.speaks(mn, this);
    const sentAt = qn ? parseStamp(qn) : null;
    if (sentAt !== null) this.clockOffsetMs = sentAt - this.lastAt;
  }
}
