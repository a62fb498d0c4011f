/**
 * At least a million damaged frames through FrameReader and decodeFrame, in random chunks: nothing may throw, nothing may be lost,
 * memory must not grow. Then as many over real sockets through the gateway, beside a device that behaves (`mutate-gateway.ts`).
 * Seeded: `node bench/mutate.ts [frames] [seed] [frames through the gateway]`.
 */
import {
  decodeFrame,
  FrameReader,
  judgeFrame,
  parseSm4Key,
  peekHeader,
  verdictOf,
} from '../packages/hj212/src/index.ts';
import { heldMiB } from './decoder-corpus.ts';
import { report, thousands } from './lib.ts';
import { MOST_TIMES, throughGateway } from './mutate-gateway.ts';
import { Mutator } from './mutations.ts';

const wanted = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? 20260801);
const wantedOverSockets = Number(process.argv[4] ?? wanted);
const KEY_HEX = '30303030303030303030303030303030';
const KEY = parseSm4Key(KEY_HEX)!;
const mutator = new Mutator(seed, KEY);
const { random, applied } = mutator;
const below = (n: number): number => mutator.below(n);

const seen = { pieces: 0, rubbish: 0, blanks: 0, lengthOk: 0, crcOk: 0, encrypted: 0, values: 0 };
const problems = new Map<string, number>();

const reader = new FrameReader();
let given = 0;
let received = 0;
let mostPending = 0;
let made = 0;

function take(pieces: ReturnType<FrameReader['push']>): void {
  for (const raw of pieces) {
    if (raw.offset < received) throw new Error(`piece at ${raw.offset}, expected ${received}`);
    seen.blanks += raw.offset - received;
    received = raw.offset + raw.bytes.length;
    seen.pieces++;
    if (raw.kind === 'rubbish') seen.rubbish++;
    const options = random() < 0.5 ? { sm4Key: KEY } : {};
    const frame = decodeFrame(raw, options);
    peekHeader(raw.bytes);
    if (judgeFrame(Uint8Array.from(raw.bytes), options) !== verdictOf(frame))
      throw new Error(`a copy of the frame at ${raw.offset} is judged otherwise`);
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
  for (let n = 0; n < 200; n++, made++) batch.push(mutator.next());
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
seen.blanks += reader.offset - received;
if (reader.offset !== given || seen.blanks !== reader.droppedBytes)
  throw new Error(`${given} bytes went in, ${reader.offset} came out, ${reader.droppedBytes} of them blank`);
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
  '| damaged frames | bytes in = out + blanks | thrown | most bytes held | memory in use after 10 % → 100 % | read as whole frames | kinds of problems |',
  '| --- | --- | --- | --- | --- | --- | --- |',
  `| ${thousands(made)} (seed ${seed}) | ${thousands(given)} | 0 | ${thousands(mostPending)} | ${first} → ${held} MiB | ${thousands(seen.crcOk)} | ${problems.size} |`,
]);

const gateway = await throughGateway(wantedOverSockets, seed, KEY_HEX);
console.log(JSON.stringify({ bench: 'gateway-mutate', seed, ...gateway }));
const { good } = gateway;
const ms = (times: typeof good.alone) => `${times.median} · ${times.p99} · ${times.most}`;
report('mutate-gateway', [
  '## Gateway: damaged input over real sockets, beside a device that behaves',
  '',
  `Forty connections send damaged frames as fast as they are taken (every tenth does not read its answers), twenty connect and say nothing or drip bytes; on a thread of its own a registered logger sends a frame, waits for its answer, and sends the next. Goal: it loses nothing, its answers take at most ${MOST_TIMES} times as long as alone in the middle and never as long as a logger waits before it sends again (10 s).`,
  '',
  '| pieces taken | of them whole · broken · rubbish · refused (new MN) | memory in use after 10 % → 100 % | most waiting for the disk · for readers | good device: answered = kept | its answers alone, ms (median · 99 % · most) | beside the others, ms | times |',
  '| --- | --- | --- | --- | --- | --- | --- | --- |',
  `| ${thousands(gateway.frames)} (seed ${seed}) | ${['kept', 'broken', 'rubbish', 'unknown'].map((name) => thousands(gateway.results[name] ?? 0)).join(' · ')} | ${gateway.heldMiB[0]} → ${gateway.heldMiB[1]} MiB | ${thousands(gateway.mostPending)} · ${thousands(gateway.mostUnread)} B | ${thousands(good.answered)} | ${ms(good.alone)} | ${ms(good.beside)} | **${good.times}** |`,
]);
