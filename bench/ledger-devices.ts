import { connect, type Socket } from 'node:net';
import { encodeFrame, FrameReader, peekHeader, qnOf } from '@tarim/hj212';

/** One frame that the platform acknowledged: what it brings must be in the tables exactly once. */
export interface Acknowledged {
  readonly mn: string;
  readonly cn: '2051' | '2061' | '2031';
  readonly dataTime: number;
  /** Request number: one a frame, the same in every resend of it. */
  readonly qn: string;
  /** Of a split record. */
  readonly packet: { readonly pnum: number; readonly pno: number } | null;
  /** Changes values that were acknowledged before. */
  readonly revises: boolean;
  /** `a21026.Avg` → value. */
  readonly values: Readonly<Record<string, number>>;
}

export interface LedgerOptions {
  readonly host: string;
  readonly port: number;
  readonly mns: readonly string[];
  /** First DataTime; each next report of a device is one minute, hour or day later. */
  readonly start: number;
  /** OverTime of the standard, shortened for the test. */
  readonly overTimeMs: number;
  readonly seed: number;
}

const CODES = ['a34013', 'a21026', 'a21002', 'a19001', 'a01011', 'a01012', 'a01013', 'a01014', 'a00000'];
const PACKETS = 3;
const [HOURLY, DAILY, REVISED] = [7, 11, 13];
/** A correction reaches so many minutes back. */
const BACK = 5;
const MINUTE = 60_000;

/**
 * Loggers as HJ 212 describes them: one frame at a time with the wish for an answer (Flag bit 0), resent with the same QN
 * until it is answered, over whatever connection can be had. They send minutes, hours split into packets, days, and now and
 * then a minute again with a corrected value. Every acknowledged frame goes into the ledger, in the order of a device.
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

  /** Lets every device finish the frame that it has begun: afterwards none is in doubt. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#running);
  }

  async #device(mn: string, index: number): Promise<void> {
    const line = new Redialled(this.#options);
    let number = 0;
    for (let n = 0; !this.#stopping; n++)
      for (const one of this.#reports(mn, index, n)) {
        const qn = qnOf(this.#options.start + (number++ * 1_000 + (index % 1_000)));
        await this.#deliver(line, { ...one, mn, qn });
        // Not in the midst of a split record: its packets would wait for one that never comes.
        if (this.#stopping && (one.packet === null || one.packet.pno === one.packet.pnum)) break;
      }
    line.close();
  }

  /** What a device sends at its nth minute. */
  #reports(mn: string, index: number, n: number): Omit<Acknowledged, 'mn' | 'qn'>[] {
    const { start } = this.#options;
    const value = (salt: number) => this.#value(index, n, salt);
    const all = Object.fromEntries(CODES.map((code, i) => [`${code}.Avg`, value(i)]));
    const reports: Omit<Acknowledged, 'mn' | 'qn'>[] = [
      { cn: '2051', dataTime: start + n * MINUTE, packet: null, revises: false, values: all },
    ];
    if (n % HOURLY === HOURLY - 1) {
      const dataTime = start + Math.floor(n / HOURLY) * 60 * MINUTE;
      for (let pno = 1; pno <= PACKETS; pno++)
        reports.push({
          cn: '2061',
          dataTime,
          packet: { pnum: PACKETS, pno },
          revises: false,
          values: Object.fromEntries(Object.entries(all).filter((_, i) => i % PACKETS === pno - 1)),
        });
    }
    if (n % DAILY === DAILY - 1)
      reports.push({
        cn: '2031',
        dataTime: start + Math.floor(n / DAILY) * 1_440 * MINUTE - 2_000 * 1_440 * MINUTE,
        packet: null,
        revises: false,
        values: { 'a00000.Cou': value(20), 'a21026.Cou': value(21) },
      });
    if (n % REVISED === REVISED - 1) {
      const code = CODES[(n + mn.length) % CODES.length]!;
      // Never the value that stands there.
      const corrected = this.#value(index, n - BACK, CODES.indexOf(code)) + 10_000.5;
      reports.push({
        cn: '2051',
        dataTime: start + (n - BACK) * MINUTE,
        packet: null,
        revises: true,
        values: { [`${code}.Avg`]: corrected },
      });
    }
    return reports;
  }

  #value(index: number, n: number, salt: number): number {
    const mixed = (index + 1) * 7_919 + n * 104_729 + salt * 31 + this.#options.seed * 1_299_709;
    return Math.round((mixed % 100_000) / 10) / 10;
  }

  async #deliver(line: Redialled, one: Acknowledged): Promise<void> {
    const frame = frameOf(one);
    for (let tries = 0; ; tries++) {
      this.sent++;
      if (tries > 0) this.resent++;
      if (await line.ask(frame, one.qn)) break;
    }
    this.ledger.push(one);
  }
}

function frameOf(one: Acknowledged): Uint8Array {
  const items = Object.entries(one.values).map(([slot, value]) => {
    const [code, attr] = slot.split('.') as [string, string];
    return { code, attrs: { [attr]: value, Flag: 'N' } };
  });
  const { mn, cn, qn, dataTime, packet } = one;
  return encodeFrame({
    edition: '2017',
    qn,
    st: '31',
    cn,
    pw: '123456',
    mn,
    answer: true,
    dataTime,
    items,
    ...(packet ?? {}),
  });
}

/** The connection that a device has, or makes anew. */
class Redialled {
  readonly #options: LedgerOptions;
  #line: Line | null = null;

  constructor(options: LedgerOptions) {
    this.#options = options;
  }

  async ask(frame: Uint8Array, qn: string): Promise<boolean> {
    while (!this.#line?.alive) {
      this.#line = await Line.open(this.#options.host, this.#options.port);
      if (!this.#line) await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return this.#line.ask(frame, qn, this.#options.overTimeMs);
  }

  close(): void {
    this.#line?.close();
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
