/**
 * The peers of `mutate-gateway.ts`, each kind on a thread of its own: what is measured must not wait for who measures.
 * `flood` sends damaged frames over many connections; `device` is a logger that behaves, and times its answers.
 */
import { connect, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { encodeFrame, FrameReader, parseSm4Key, peekHeader, qnOf } from '../packages/hj212/src/index.ts';
import { Mutator } from './mutations.ts';

interface Job {
  readonly kind: 'flood' | 'device';
  readonly port: number;
  readonly seed: number;
  readonly connections: number;
  readonly mn: string;
  readonly key: string;
}
const job = workerData as Job;
const port = parentPort!;
let stopping = false;
let going = false;
const open = (): Socket =>
  connect({ port: job.port, host: '127.0.0.1', noDelay: true }).on('error', () => {});
const once = (socket: Socket, event: string) => new Promise((done) => socket.once(event, done));

/** Sends until told to stop; a connection that the gateway closes is opened again. */
async function flood(): Promise<void> {
  const mutator = new Mutator(job.seed, parseSm4Key(job.key)!);
  // Before the flood this thread makes as much of it as it can and sends nothing: the device's time alone is taken on a
  // machine that is as busy, so that the ratio tells what the gateway does and not what the scheduler does.
  while (!going) {
    for (let n = 0; n < 50; n++) mutator.next();
    await new Promise((done) => setImmediate(done));
  }
  let sent = 0;
  let bytes = 0;
  let opened = 0;
  const one = async (deaf: boolean) => {
    while (!stopping) {
      const socket = open();
      opened++;
      const gone = once(socket, 'close');
      if (deaf) socket.pause();
      else socket.resume();
      while (!stopping && !socket.destroyed) {
        const batch = Array.from({ length: 1 + mutator.below(100) }, () => mutator.next());
        const stream = Buffer.concat(batch);
        sent += batch.length;
        bytes += stream.length;
        const cut = mutator.below(stream.length);
        socket.write(stream.subarray(0, cut));
        if (!socket.write(stream.subarray(cut))) await Promise.race([gone, once(socket, 'drain')]);
        await new Promise((done) => setImmediate(done));
      }
      socket.destroy();
      await gone;
    }
  };
  /** Connects and says nothing, or a byte now and then. */
  const silent = async (drips: boolean) => {
    while (!stopping) {
      const socket = open();
      const gone = once(socket, 'close');
      const drip = setInterval(() => drips && socket.write('#'), 50);
      await Promise.race([gone, new Promise((done) => setTimeout(done, 500))]);
      clearInterval(drip);
      if (stopping) socket.destroy();
      else if (!socket.destroyed) await Promise.race([gone, new Promise((done) => setTimeout(done, 5_000))]);
      socket.destroy();
    }
  };
  const all = Array.from({ length: job.connections }, (_, n) => one(n % 10 === 9));
  for (let n = 0; n < 20; n++) all.push(silent(n % 2 === 0));
  await Promise.all(all);
  port.postMessage({ sent, bytes, opened, applied: mutator.applied });
}

/** One frame after another, each when the one before is answered; the times of each phase are told on request. */
async function device(): Promise<void> {
  const socket = open();
  const reader = new FrameReader();
  let resolve: (qn: string | null) => void = () => {};
  socket.on('data', (chunk: Buffer) => {
    for (const frame of reader.push(chunk)) resolve(peekHeader(frame.bytes).qn);
  });
  let closed = false;
  socket.on('close', () => {
    closed = true;
    resolve(null);
  });
  let times: number[] = [];
  let sent = 0;
  port.on('message', (message) => {
    if (message !== 'times') return;
    port.postMessage({ times, sent });
    times = [];
  });
  const from = Date.UTC(2026, 0, 1);
  while (!stopping && !closed) {
    const qn = qnOf(from + sent * 1_000);
    const bytes = encodeFrame({
      edition: '2017',
      qn,
      st: '31',
      cn: '2011',
      pw: '123456',
      mn: job.mn,
      answer: true,
      dataTime: from + sent * 1_000,
      items: [{ code: 'a21026', attrs: { Rtd: 12.5, Flag: 'N' } }],
    });
    const begun = process.hrtime.bigint();
    const answer = new Promise<string | null>((done) => {
      resolve = (got) => {
        if (got === qn || got === null) done(got);
      };
    });
    sent++;
    socket.write(bytes);
    if ((await answer) === null) break;
    times.push(Number(process.hrtime.bigint() - begun) / 1e6);
    await new Promise((done) => setTimeout(done, 5));
  }
  port.postMessage({ times, sent, closed });
  socket.destroy();
}

port.on('message', (message) => {
  if (message === 'stop') stopping = true;
  if (message === 'go') going = true;
});
await (job.kind === 'flood' ? flood() : device());
port.close();
