import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import {
  ackFor,
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
import { worthOf } from '../devices/read-frame.ts';
import type { FrameLog, LogEntry } from '../log/port.ts';
import type { AddressShare } from './addresses.ts';
import { Answers } from './answers.ts';
import { believe } from './believe.ts';
import type { ConnectionBook } from './connections.ts';
import { Deadline } from './deadline.ts';
import { type GatewayLimits, TokenBucket } from './limits.ts';
import type { GatewayMetrics } from './metrics.ts';
import type { PendingBytes } from './pending-bytes.ts';
import type { Guesses } from './proof.ts';
import type { Turns } from './turns.ts';
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
  readonly turns: Turns;
  readonly metrics: GatewayMetrics;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told of every durable, well-formed frame of a device that proved itself: replies to commands are found here. */
  readonly onFrame: (frame: RawFrame, header: FrameHeader, mn: string, lsn: number) => void;
}

const SILENCE_MS = 500;
/** Bytes that are looked at in one go: some fifteen frames. */
const SLICE = 8 << 10;
const FEW = 4;

interface Kept {
  readonly frame: RawFrame;
  readonly header: FrameHeader | null;
}

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
  readonly #deadline: Deadline;
  #brokenInARow = 0;
  #pendingBytes = 0;
  /** Durable frames are handled in their order, also when one has to wait for the registry. */
  #handling: Promise<void> = Promise.resolve();
  #rate: NodeJS.Timeout | null = null;
  #silence: NodeJS.Timeout | null = null;

  constructor(socket: Socket, share: AddressShare, deps: ConnectionDeps) {
    const { limits, book, pending } = deps;
    this.#socket = socket;
    this.#share = share;
    this.#deps = deps;
    this.remote = `${socket.remoteAddress ?? '?'}:${socket.remotePort ?? 0}`;
    const now = deps.clock.now();
    this.connectedAt = now;
    this.lastAt = now;
    this.#bucket = new TokenBucket(limits.framesPerSecond, limits.frameBurst, now);
    this.#newMns = new TokenBucket(limits.newMnsPerMinute / 60, limits.newMnBurst, now);
    this.#valve = new Valve(socket);
    this.#answers = new Answers(socket, this.#valve, limits, book, () => this.close('unread'));
    this.#deadline = new Deadline(
      limits,
      deps.clock,
      () => this.#valve.closed || this.#pendingBytes > 0,
      () => this.close('idle'),
    );
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
      for (const timer of [this.#rate, this.#silence]) if (timer) clearTimeout(timer);
      this.#deadline.stop();
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

  #receive(chunk: Buffer): void {
    this.bytes += chunk.length;
    const wait = this.#share.take(0, chunk.length, this.#deps.clock.now());
    if (wait > 0) this.#pauseFor(wait);
    this.#read(chunk);
  }

  /** A large chunk is read in slices, with a turn for everybody else between them; nothing more is taken meanwhile. */
  #read(chunk: Buffer): void {
    this.#keep(this.#reader.push(chunk.subarray(0, SLICE)));
    const rest = chunk.subarray(SLICE);
    if (rest.length === 0) {
      this.#valve.release('turn');
      this.#awaitSilence();
      return;
    }
    this.#valve.hold('turn');
    this.#deps.pending.add(rest.length);
    this.#deps.turns.wait(() => {
      this.#deps.pending.done(rest.length);
      if (!this.#socket.destroyed) this.#read(rest);
    });
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
    const kept: Kept[] = [];
    let size = 0;
    for (const frame of received) {
      const header = frame.kind === 'frame' ? peekHeader(frame.bytes) : null;
      if (header?.mn && !this.#admits(header.mn, now)) continue;
      kept.push({ frame, header });
      size += frame.bytes.length;
    }
    if (kept.length === 0) return;
    // Every byte of these goes to the log. Blanks between frames (CR, LF, NUL, space) are no piece of the reader's: they mean nothing,
    // and only `bytes` counts them.
    const entries = kept.map(
      ({ frame }): LogEntry => ({
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
      .then(async () => this.#durable(kept, await durable))
      // Not durable, so not answered: the device keeps it and sends it again (OverTime, ReCount).
      .catch((error: unknown) => {
        metrics.notDurable.inc(kept.length);
        this.#deadline.extend();
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

  /** A few frames are answered at once; a slice of many takes its turn, so that it does not keep those few waiting. */
  async #durable(kept: readonly Kept[], lsns: readonly number[]): Promise<void> {
    await this.#prepare(kept.flatMap(({ header }) => (header?.mn ? [header.mn] : [])));
    if (kept.length <= FEW) this.#answer(kept, lsns);
    else await this.#deps.turns.done(() => this.#answer(kept, lsns));
  }

  #answer(kept: readonly Kept[], lsns: readonly number[]): void {
    const { directory, metrics, limits, onFrame } = this.#deps;
    const answers: Uint8Array[] = [];
    for (const [index, { frame, header }] of kept.entries()) {
      const device = directory.get(header?.mn ?? null);
      if (!header || worthOf(frame, device) === 'broken') {
        this.broken++;
        metrics.frames.inc({ result: frame.kind === 'rubbish' ? 'rubbish' : 'broken' });
        this.#brokenInARow++;
        if (this.#brokenInARow <= limits.brokenInARow) continue;
        this.close('rubbish');
        return;
      }
      this.#brokenInARow = 0;
      this.#deadline.spoke();
      this.frames++;
      metrics.frames.inc({ result: 'kept' });
      const answer = ackFor(header, device?.edition ?? editionOf(header));
      if (answer) answers.push(answer);
      if (!header.mn) continue;
      this.#heard(header.mn, header, device);
      if (this.bound.has(header.mn)) onFrame(frame, header, header.mn, lsns[index]!);
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

  #heard(mn: string, header: FrameHeader, device: KnownDevice | null): void {
    this.lastMn = mn;
    const sentAt = header.qn ? parseStamp(header.qn) : null;
    if (sentAt !== null) this.clockOffsetMs = sentAt - this.lastAt;
    if (device) believe(this, header, device, this.#share.address, this.#deps);
  }
}
