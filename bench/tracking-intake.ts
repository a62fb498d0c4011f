/**
 * Socket → frame log → answer → states: frames a second of source terminals (JT/T 808) that the whole product acknowledges and folds, beside what
 * decoding alone could do with the same bytes in the same run. 100,000 terminals that report every 30 s are 3,333 frames a second.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { decodeFrame, encodeFrame, FrameReader } from '@tarim/jt808';
import { connectDatabase, runningEmbedded } from '@tarim/platform';
import { seedDemoTracking } from '@tarim/tracking/server';
// @ts-expect-error a plain script without declarations
import { findServerPostgres } from '../scripts/ensure-tools.mjs';
import { median, report, thousands } from './lib.ts';
import { freePort, scratchData, startServer, stopServer, withDatabase } from './server.ts';

const { values: given } = parseArgs({
  options: {
    terminals: { type: 'string', default: '400' },
    frames: { type: 'string', default: '100' },
    window: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const TERMINALS = Number(given.terminals);
const FRAMES = Number(given.frames);
/** Frames of one terminal that wait for their answer. */
const WINDOW = Number(given.window);
const TOTAL = TERMINALS * FRAMES;
const INTERVAL_S = 30;
const GOAL = 100_000;
const FLAG = 0x7e;
const UNIT = '/650000/650100/';
const DAY = 86_400_000;

const numberOf = (i: number): string => String(14_500_000_000 + i);
const placeOf = (i: number): { lat: number; lon: number } => ({
  lat: 43 + ((i * 0.618_034) % 1),
  lon: 87 + ((i * 0.754_878) % 1),
});
/** Sides of 0.02° around a place. */
const squareAt = ({ lat, lon }: { lat: number; lon: number }) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [lon - 0.01, lat - 0.01],
      [lon + 0.01, lat - 0.01],
      [lon + 0.01, lat + 0.01],
      [lon - 0.01, lat + 0.01],
      [lon - 0.01, lat - 0.01],
    ],
  ],
});

function fleet(now: number) {
  const measured = now - 60 * DAY;
  const indexes = Array.from({ length: TERMINALS }, (_, i) => i);
  return {
    terminals: indexes.map((i) => ({
      number: numberOf(i),
      name: `终端 ${i}`,
      serial: `L${i}`,
      unitPath: UNIT,
      owner: '压力测试（模拟）',
      protocol: 'jt808' as const,
      sourceCode: '',
      sourceRef: '',
      nuclide: 'Ir-192',
      activity: 3.7e12,
      measuredOn: new Date(measured).toISOString().slice(0, 10),
      category: 'II' as const,
      baseline: 12,
      baselineAt: new Date(measured).toISOString(),
      background: 0.12,
      movingSeconds: INTERVAL_S,
      parkedSeconds: 600,
      batteryLow: 3_300,
      batteryFull: 4_200,
      active: true,
    })),
    fences: indexes.map((i) => ({
      unitPath: UNIT,
      name: `库房 ${i}`,
      kind: 'depot' as const,
      numbers: [numberOf(i)],
      geometry: squareAt(placeOf(i)),
      from: new Date(measured).toISOString(),
    })),
    jobs: [],
    outages: [],
  };
}

/** What a terminal sends, one report every half minute up to now; each has a time of its own, so none is a duplicate. */
function framesOf(i: number, now: number): Buffer[] {
  return Array.from({ length: FRAMES }, (_, n) => {
    const { bytes, problems } = encodeFrame({
      header: { terminal: numberOf(i).padStart(12, '0'), sequence: n + 2 },
      body: {
        kind: 'location',
        location: {
          ...placeOf(i),
          speed: 36,
          status: { acc: true },
          time: new Date(now - (FRAMES - n) * INTERVAL_S * 1_000).toISOString(),
          items: [
            { name: 'signal', value: 20 },
            { name: 'satellites', value: 9 },
            { name: 'doseRate', value: 6_900 },
            { name: 'sourceState', value: 1 },
            { name: 'batteryVoltage', value: 4_000 },
          ],
        },
      },
    });
    if (!bytes) throw new Error(problems[0]?.message ?? 'not encodable');
    return Buffer.from(bytes);
  });
}

async function admitted(port: number, i: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  await once(socket, 'connect');
  const reader = new FrameReader();
  const ask = async (sequence: number, body: object) => {
    socket.write(encodeFrame({ header: { terminal: numberOf(i).padStart(12, '0'), sequence }, body }).bytes!);
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    return decodeFrame(reader.push(chunk)[0]!).body;
  };
  const answer = await ask(0, {
    kind: 'register',
    manufacturer: 'T',
    model: 'T',
    terminalId: `L${i}`,
    plate: '',
  });
  if (answer?.kind !== 'register-answer' || !answer.code) throw new Error(`terminal ${i} was not registered`);
  const proved = await ask(1, { kind: 'authenticate', code: answer.code });
  if (proved?.kind !== 'answer' || proved.result !== 0) throw new Error(`terminal ${i} was not admitted`);
  return socket;
}

/** Sends all frames, never more than the window without an answer; resolves when the last is acknowledged. */
function sendAll(socket: Socket, frames: readonly Buffer[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let flags = 0;
    const fill = () => {
      // An answer has a flag at its beginning and at its end; within it there is none.
      const answered = Math.floor(flags / 2);
      if (answered >= frames.length) resolve();
      while (sent < frames.length && sent - answered < WINDOW) socket.write(frames[sent++]!);
    };
    socket.on('data', (chunk: Buffer) => {
      for (const byte of chunk) if (byte === FLAG) flags++;
      fill();
    });
    socket.on('close', () => reject(new Error(`the connection ended with ${sent} of ${frames.length} sent`)));
    fill();
  });
}

interface Run {
  /** A second. */
  readonly acknowledged: number;
  readonly folded: number;
  readonly decoded: number;
}

async function round(url: string | undefined): Promise<Run> {
  if (url) process.env.DATABASE_URL = url;
  else delete process.env.DATABASE_URL;
  const data = scratchData();
  try {
    const now = Date.now();
    await withDatabase(data.dir, (ctx) => seedDemoTracking(ctx, fleet(now)));
    const frames = Array.from({ length: TERMINALS }, (_, i) => framesOf(i, now));
    const stream = Buffer.concat(frames.flat());
    const from = process.hrtime.bigint();
    let read = 0;
    for (const piece of new FrameReader().push(stream))
      if (decodeFrame(piece).body?.kind === 'location') read++;
    const decoded = read / (Number(process.hrtime.bigint() - from) / 1e9);
    if (read !== TOTAL) throw new Error(`${read} of ${TOTAL} frames were decoded`);

    const jt808 = await freePort();
    const server = await startServer(data.dir, await freePort(), await freePort(), [
      '--jt808-port',
      String(jt808),
    ]);
    const database = connectDatabase(url ?? runningEmbedded(data.dir)!, { max: 1 });
    const sockets: Socket[] = [];
    try {
      for (let i = 0; i < TERMINALS; i++) sockets.push(await admitted(jt808, i));
      const began = process.hrtime.bigint();
      const seconds = () => Number(process.hrtime.bigint() - began) / 1e9;
      await Promise.all(sockets.map((socket, i) => sendAll(socket, frames[i]!)));
      const acknowledged = TOTAL / seconds();
      for (let there = 0; there < TOTAL; ) {
        const { rows } = await database.pool.query(
          'select coalesce(sum(fixes), 0)::float8 as n from tracking.terminal_state',
        );
        there = rows[0].n;
        if (there < TOTAL) await new Promise((done) => setTimeout(done, 20));
      }
      return { acknowledged, folded: TOTAL / seconds(), decoded };
    } finally {
      for (const socket of sockets) socket.removeAllListeners('close').destroy();
      await database.stop();
      await stopServer(server);
    }
  } finally {
    data.remove();
  }
}

async function rounds(name: string, make: () => { url?: string; stop(): void }): Promise<string> {
  const runs: Run[] = [];
  for (let i = 0; i < Number(given.rounds); i++) {
    const server = make();
    try {
      const run = await round(server.url);
      runs.push(run);
      console.log(
        `${name} ${i + 1}: ${thousands(run.acknowledged)} acknowledged/s, ${thousands(run.folded)} folded/s, decoding alone ${thousands(run.decoded)}/s`,
      );
    } finally {
      server.stop();
    }
  }
  const middle = (pick: (run: Run) => number) => median(runs.map(pick));
  const folded = middle((run) => run.folded);
  const cells = [
    name,
    thousands(middle((run) => run.acknowledged)),
    `**${thousands(folded)}**`,
    thousands(middle((run) => run.decoded)),
    `${(100 * middle((run) => run.folded / run.decoded)).toFixed(1)} %`,
    `**${thousands((folded * INTERVAL_S) / cpus().length)}**`,
    (GOAL / (folded * INTERVAL_S)).toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
}

const lines = [
  '## Terminals of mobile sources: socket → frame log → states (`bench/tracking-intake.ts`)',
  '',
  `Product as a process of its own: ${thousands(TERMINALS)} connections over loopback, ${thousands(TOTAL)} reports, at most ${WINDOW} of a terminal unanswered, each answered when its log is on disk, until the last stands in the states, judged by MOB-1 … MOB-8 against one fence a terminal. The load generator and the database share the ${cpus().length} cores. Decoding alone: the same bytes, one core, in the same run. Median of ${given.rounds} rounds. The goal of ${thousands(GOAL)} terminals is scaled, not run with so many connections.`,
  '',
  `| database | acknowledged/s | folded/s | decoding alone/s | share of that | terminals a core at ${INTERVAL_S} s | such machines for ${thousands(GOAL)} |`,
  '|---|---|---|---|---|---|---|',
];
if (given.only !== 'embedded')
  lines.push(
    await rounds('PostgreSQL server', () => {
      const server = findServerPostgres({ durable: true });
      if (!server) throw new Error('no PostgreSQL server could be had');
      return server;
    }),
  );
if (given.only !== 'server') lines.push(await rounds('embedded', () => ({ stop: () => {} })));
if (given.write) report('tracking-intake', lines);
else console.log(lines.join('\n'));
