import { connect } from 'node:net';
import { encodeFrame, qnOf } from '@tarim/hj212';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@tarim/kernel';

export interface LoadOptions {
  readonly host: string;
  readonly port: number;
  readonly devices: number;
  /** Minute records of each device. */
  readonly frames: number;
  /** Records under way at once, of each device. */
  readonly window: number;
  /** DataTime of the first minute, epoch ms; default: thirty days ago. */
  readonly start?: number;
}

export interface LoadResult {
  readonly devices: number;
  readonly frames: number;
  readonly answered: number;
  readonly seconds: number;
  readonly framesPerSecond: number;
  /** Values that the answered frames carried. */
  readonly values: number;
  readonly bytes: number;
}

const CODES = [
  'a34013',
  'a21026',
  'a21002',
  'a19001',
  'a01011',
  'a01012',
  'a01013',
  'a01014',
  'a00000',
] as const;
/** Minimum, mean, maximum of each factor. */
export const LOAD_VALUES_PER_FRAME = CODES.length * 3;

/** MN of a load device: what a bench has to register before. */
export const loadMn = (device: number): string => `65A0LOAD${String(device).padStart(16, '0')}`;

/** Frames of one device, made before the clock runs: the generator must not be what is measured. */
export function loadFrames(device: number, count: number, start: number): Uint8Array[] {
  const mn = loadMn(device);
  return Array.from({ length: count }, (_, n) => {
    const dataTime = start + n * MINUTE_MS;
    const items = CODES.map((code, i) => {
      const value = ((device * 31 + n * 7 + i * 13) % 1_000) / 10;
      return { code, attrs: { Min: value, Avg: value + 0.5, Max: value + 1, Flag: 'N' } };
    });
    return encodeFrame({
      edition: '2017',
      qn: qnOf(dataTime + device),
      st: '31',
      cn: '2051',
      pw: '123456',
      mn,
      answer: true,
      dataTime,
      items,
    });
  });
}

/** All frames of a load, one list a device. */
export function prepareLoad(options: LoadOptions): Uint8Array[][] {
  const start = options.start ?? Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 30 * DAY_MS;
  return Array.from({ length: options.devices }, (_, device) => loadFrames(device, options.frames, start));
}

/** Sends as fast as the answers come: each device keeps `window` records under way. Loopback only is for the caller to ensure. */
export async function runLoad(options: LoadOptions, prepared = prepareLoad(options)): Promise<LoadResult> {
  const { devices, frames } = options;
  const bytes = prepared.reduce((sum, one) => sum + one.reduce((a, frame) => a + frame.length, 0), 0);
  const began = process.hrtime.bigint();
  const answers = await Promise.all(prepared.map((one) => sendAll(options, one)));
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const answered = answers.reduce((a, b) => a + b, 0);
  return {
    devices,
    frames: devices * frames,
    answered,
    seconds,
    framesPerSecond: answered / seconds,
    values: answered * LOAD_VALUES_PER_FRAME,
    bytes,
  };
}

function sendAll(
  { host, port, window }: Pick<LoadOptions, 'host' | 'port' | 'window'>,
  frames: readonly Uint8Array[],
): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, noDelay: true });
    const answers = new AnswerCount();
    let sent = 0;
    let answered = 0;
    const push = () => {
      while (sent < frames.length && sent - answered < window) socket.write(frames[sent++]!);
      if (answered === frames.length) socket.end();
    };
    socket.on('connect', push);
    socket.on('data', (chunk: Buffer) => {
      answered += answers.add(chunk);
      push();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answered));
  });
}

const ANSWER = Buffer.from('CN=9014;');

/** Counts data answers in a stream without decoding it: the generator must not take the time of what it measures. */
class AnswerCount {
  #rest = Buffer.alloc(0);

  add(chunk: Buffer): number {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    let count = 0;
    let from = 0;
    for (let at = bytes.indexOf(ANSWER); at >= 0; at = bytes.indexOf(ANSWER, from)) {
      count++;
      from = at + ANSWER.length;
    }
    // The mark may be cut by the end of the chunk.
    this.#rest = Buffer.from(bytes.subarray(Math.max(from, bytes.length - ANSWER.length + 1)));
    return count;
  }
}
