/**
 * Decoder speed as a ratio: framing, CRC and full field decoding against "length walk + table CRC only" on the same bytes, in the same
 * thread, in alternating rounds; then memory over 1 GB. Prints a JSON line and a Markdown row, and writes RESULTS.md.
 */
import { decodeFrame, FrameReader } from '../packages/hj212/src/index.ts';
import { corpus, heldMiB } from './decoder-corpus.ts';
import { median, report } from './lib.ts';

const CORPUS_BYTES = 16 << 20;
const CHUNK = 64 << 10;
const ROUNDS = 9;
const GIGABYTE = 1_000_000_000;

/** The plain 0xA001 table, one byte a step: what the ratio is measured against. */
const TABLE = new Uint16Array(256);
for (let i = 0; i < 256; i++) {
  let reg = i;
  for (let bit = 0; bit < 8; bit++) reg = reg & 1 ? (reg >>> 1) ^ 0xa001 : reg >>> 1;
  TABLE[i] = reg;
}

/** Upper bound: reads LEN, runs the CRC, compares it, goes on. Nothing else. */
function walk(bytes: Uint8Array): number {
  let good = 0;
  let at = 0;
  while (at < bytes.length) {
    const length =
      (bytes[at + 2]! - 48) * 1000 +
      (bytes[at + 3]! - 48) * 100 +
      (bytes[at + 4]! - 48) * 10 +
      bytes[at + 5]! -
      48;
    const end = at + 6 + length;
    let reg = 0xffff;
    for (let i = at + 6; i < end; i++) reg = TABLE[(reg >>> 8) ^ bytes[i]!]!;
    let read = 0;
    for (let i = end; i < end + 4; i++) {
      const c = bytes[i]!;
      read = read * 16 + (c < 58 ? c - 48 : c - 55);
    }
    if (read === reg) good++;
    at = end + 6;
  }
  return good;
}

function decode(chunks: readonly Uint8Array[]): { frames: number; values: number } {
  const reader = new FrameReader();
  let frames = 0;
  let values = 0;
  for (const chunk of chunks) {
    for (const raw of reader.push(chunk)) {
      const frame = decodeFrame(raw);
      if (frame.crcOk && frame.problems.length === 0) frames++;
      for (const item of frame.items) values += item.attrs.Avg === undefined ? 1 : 3;
    }
  }
  return { frames, values };
}

const frames = corpus(CORPUS_BYTES);
const all = Buffer.concat(frames);
const chunks: Uint8Array[] = [];
for (let at = 0; at < all.length; at += CHUNK) chunks.push(all.subarray(at, at + CHUNK));

const time = (run: () => void): number => {
  const from = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - from) / 1e9;
};
const walks: number[] = [];
const decodes: number[] = [];
for (let round = 0; round < ROUNDS + 2; round++) {
  let good = 0;
  let decoded = 0;
  const w = time(() => {
    good = walk(all);
  });
  const d = time(() => {
    decoded = decode(chunks).frames;
  });
  if (good !== frames.length || decoded !== frames.length)
    throw new Error(`walk ${good}, decoded ${decoded}, made ${frames.length}`);
  // Two rounds warm the compiler up.
  if (round >= 2) {
    walks.push(w);
    decodes.push(d);
  }
}
const ratio = median(walks.map((w, i) => w / decodes[i]!));
const mbs = (seconds: number) => all.length / seconds / 1e6;

// Memory: the same chunks again and again through one reader, 1 GB in all.
const reader = new FrameReader();
let passed = 0;
let count = 0;
const held: number[] = [];
const mark = 100_000_000;
let next = mark;
for (let i = 0; passed < GIGABYTE; i = (i + 1) % chunks.length) {
  const chunk = chunks[i]!;
  for (const raw of reader.push(chunk)) if (decodeFrame(raw).crcOk) count++;
  passed += chunk.length;
  if (passed >= next) {
    held.push(heldMiB());
    next += mark;
  }
}
const result = {
  bench: 'hj212-decoder',
  ratio: Number(ratio.toFixed(3)),
  decodeMBs: Number(mbs(median(decodes)).toFixed(1)),
  walkMBs: Number(mbs(median(walks)).toFixed(1)),
  framesPerSecond: Math.round(frames.length / median(decodes)),
  averageFrame: Math.round(all.length / frames.length),
  gigabyteFrames: count,
  heldMiB: held,
};
console.log(JSON.stringify(result));
report('decoder', [
  '## HJ 212 decoder: framing, CRC and every field',
  '',
  '| what | goal | ratio to “length walk + table CRC” | decode MB/s | walk MB/s | frames/s | mean frame | memory in use, 0.1 → 1 GB |',
  '| --- | --- | --- | --- | --- | --- | --- | --- |',
  `| FrameReader + decodeFrame | ≥ 0.35 | **${result.ratio}** | ${result.decodeMBs} | ${result.walkMBs} | ${result.framesPerSecond} | ${result.averageFrame} B | ${held[0]} → ${held.at(-1)} MiB |`,
]);
