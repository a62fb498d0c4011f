/**
 * At least a million damaged frames through FrameReader and decodeFrame, in random chunks: nothing may throw, nothing may be lost,
 * memory must not grow. Seeded: `node bench/mutate.ts [frames] [seed]`.
 */
import {
  decodeFrame,
  FrameReader,
  parseSm4Key,
  peekHeader,
  sm4Encrypt,
} from '../packages/hj212/src/index.ts';
import { corpus, heldMiB, seeded } from './decoder-corpus.ts';
import { report, thousands } from './lib.ts';

const wanted = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? 20260801);
const random = seeded(seed);
const below = (n: number): number => Math.floor(random() * n);
const KEY = parseSm4Key('30303030303030303030303030303030')!;

const plain = corpus(2 << 20, seed);
/** Half of the frames of 2025 travel encrypted. */
const frames = plain.map((frame) => {
  const cp = Buffer.from(frame).indexOf('CP=&&');
  const data = Buffer.from(frame).toString('latin1');
  if (!/Flag=(8|9|10|11);/.test(data) || random() < 0.5) return frame;
  const from = cp + 5;
  const to = frame.length - 8;
  return Buffer.concat([
    frame.subarray(0, from),
    sm4Encrypt(frame.subarray(from, to), KEY),
    frame.subarray(to),
  ]);
});

type Mutation = (frame: Uint8Array) => Uint8Array;
const splice = (frame: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array =>
  Buffer.concat([frame.subarray(0, at), insert, frame.subarray(at + remove)]);
const bytes = (n: number): Uint8Array => Uint8Array.from({ length: n }, () => below(256));
const MARKS = ['##', '&&', '\r\n', '##0101', 'CP=&&', ';', ',', '=', '//', '-', '{0x', '\u0000'];
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  bitFlip: (frame) => {
    const copy = Uint8Array.from(frame);
    for (let n = 1 + below(4); n > 0; n--) copy[below(copy.length)]! ^= 1 << below(8);
    return copy;
  },
  deleteBytes: (frame) => splice(frame, below(frame.length), 1 + below(8), new Uint8Array(0)),
  insertBytes: (frame) => splice(frame, below(frame.length), 0, bytes(1 + below(16))),
  insertMark: (frame) => splice(frame, below(frame.length), 0, Buffer.from(MARKS[below(MARKS.length)]!)),
  truncate: (frame) => frame.subarray(0, below(frame.length)),
  duplicatePart: (frame) => {
    const from = below(frame.length);
    return splice(frame, below(frame.length), 0, frame.subarray(from, from + 1 + below(200)));
  },
  editLength: (frame) => splice(frame, 2, 4, Buffer.from(String(below(10_000)).padStart(1 + below(5), '0'))),
  editCrc: (frame) => splice(frame, frame.length - 6, 4, Buffer.from(below(65_536).toString(16))),
  spliceTwo: (frame) => {
    const other = frames[below(frames.length)]!;
    return Buffer.concat([frame.subarray(0, below(frame.length)), other.subarray(below(other.length))]);
  },
  dropLineEnd: (frame) => frame.subarray(0, frame.length - 1 - below(2)),
  noise: () => bytes(below(600)),
  untouched: (frame) => frame,
};
const names = Object.keys(MUTATIONS);
const applied: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
const seen = { pieces: 0, rubbish: 0, lengthOk: 0, crcOk: 0, encrypted: 0, values: 0 };
const problems = new Map<string, number>();

const reader = new FrameReader();
let given = 0;
let received = 0;
let mostPending = 0;
let made = 0;

function take(pieces: ReturnType<FrameReader['push']>): void {
  for (const raw of pieces) {
    if (raw.offset !== received) throw new Error(`piece at ${raw.offset}, expected ${received}`);
    received += raw.bytes.length;
    seen.pieces++;
    if (raw.kind === 'rubbish') seen.rubbish++;
    const frame = decodeFrame(raw, random() < 0.5 ? { sm4Key: KEY } : {});
    peekHeader(raw.bytes);
    if (frame.lengthOk) seen.lengthOk++;
    if (frame.crcOk) seen.crcOk++;
    if (frame.encrypted) seen.encrypted++;
    for (const item of frame.items) seen.values += Object.keys(item.attrs).length;
    for (const { code } of frame.problems) problems.set(code, (problems.get(code) ?? 0) + 1);
    if (!(frame.crcOk && frame.lengthOk) && frame.problems.length === 0)
      throw new Error(`a broken frame without a problem at ${raw.offset}`);
    JSON.stringify(frame);
  }
}

let first = 0;
const begun = process.hrtime.bigint();
while (made < wanted) {
  const batch: Uint8Array[] = [];
  for (let n = 0; n < 200; n++, made++) {
    let frame: Uint8Array = frames[below(frames.length)]!;
    for (let times = 1 + below(2); times > 0; times--) {
      const name = names[below(names.length)]!;
      applied[name]!++;
      if (frame.length > 0) frame = MUTATIONS[name]!(frame);
    }
    batch.push(frame);
  }
  const stream = Buffer.concat(batch);
  for (let at = 0; at < stream.length; ) {
    const size = random() < 0.1 ? 1 + below(8) : 1 + below(4000);
    const chunk = stream.subarray(at, at + size);
    take(reader.push(chunk));
    if (random() < 0.01) take(reader.flush());
    mostPending = Math.max(mostPending, reader.pendingBytes);
    given += chunk.length;
    at += chunk.length;
  }
  if (first === 0 && made >= wanted / 10) first = heldMiB();
}
take(reader.end());
if (received !== given) throw new Error(`${given} bytes went in, ${received} came out`);
const held = heldMiB();
const seconds = Number(process.hrtime.bigint() - begun) / 1e9;

const result = {
  bench: 'hj212-mutate',
  seed,
  frames: made,
  bytes: given,
  ...seen,
  thrown: 0,
  mostPending,
  heldMiB: [first, held],
  seconds: Number(seconds.toFixed(1)),
  applied,
  problems: Object.fromEntries([...problems].sort()),
};
console.log(JSON.stringify(result));
report('mutate', [
  '## HJ 212 decoder: damaged input',
  '',
  '| damaged frames | bytes in = out | thrown | most bytes held | memory in use after 10 % → 100 % | read as whole frames | kinds of problems |',
  '| --- | --- | --- | --- | --- | --- | --- |',
  `| ${thousands(made)} (seed ${seed}) | ${thousands(given)} | 0 | ${thousands(mostPending)} | ${first} → ${held} MiB | ${thousands(seen.crcOk)} | ${problems.size} |`,
]);
