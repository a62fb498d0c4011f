/**
 * Socket → durable → tables: values a second of the whole product, against a batched row-per-value upsert of the same values
 * into the same database server. Once on a PostgreSQL server, once on the embedded database.
 */
import { parseArgs } from 'node:util';
import { connectDatabase, runningEmbedded } from '@tarim/platform';
import { LOAD_VALUES_PER_FRAME, loadMn, prepareLoad, runLoad } from '@tarim/simulator';
// @ts-expect-error a plain script without declarations
import { findServerPostgres } from '../scripts/ensure-tools.mjs';
import { median, report, thousands } from './lib.ts';
import { freePort, registerOutlets, scratchData, startServer, stopServer, withDatabase } from './server.ts';
import { runPeer, type ValueRow } from './upsert-peer.ts';

const { values: given } = parseArgs({
  options: {
    devices: { type: 'string', default: '200' },
    frames: { type: 'string', default: '1500' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const DEVICES = Number(given.devices);
const FRAMES = Number(given.frames);
const PEERS = [
  { batch: 1_000, connections: 1 },
  { batch: 5_000, connections: 1 },
  { batch: 5_000, connections: 2 },
];

/** The same values with the same keys. */
function peerRows(): ValueRow[] {
  const rows: ValueRow[] = [];
  const start = Math.floor(Date.now() / 3_600_000) * 3_600 - 30 * 86_400;
  for (let n = 0; n < FRAMES; n++)
    for (let point = 0; point < DEVICES; point++)
      for (let parameter = 0; parameter < LOAD_VALUES_PER_FRAME; parameter++)
        rows.push({
          point,
          parameter,
          at: start + n * 60,
          value: ((point * 31 + n * 7 + parameter * 13) % 1_000) / 10,
        });
  return rows;
}

interface Run {
  /** Values a second. */
  readonly ours: number;
  readonly frames: number;
  readonly megabytes: number;
  readonly peer: number;
}

async function ours(dataDir: string, url: string | undefined): Promise<Omit<Run, 'peer'>> {
  const options = { host: '127.0.0.1', port: await freePort(), devices: DEVICES, frames: FRAMES, window: 64 };
  const prepared = prepareLoad(options);
  const server = await startServer(dataDir, await freePort(), options.port);
  const database = connectDatabase(url ?? runningEmbedded(dataDir)!, { max: 1 });
  try {
    const expected = DEVICES * FRAMES * LOAD_VALUES_PER_FRAME;
    const began = process.hrtime.bigint();
    const load = await runLoad(options, prepared);
    if (load.answered < load.frames)
      throw new Error(`${load.frames - load.answered} frames were not answered`);
    for (let stored = 0; stored < expected; ) {
      const { rows } = await database.pool.query(
        'select coalesce(sum(values), 0)::float8 as n from telemetry.arrival',
      );
      stored = rows[0].n;
      if (stored < expected) await new Promise((done) => setTimeout(done, 20));
    }
    const seconds = Number(process.hrtime.bigint() - began) / 1e9;
    return { ours: expected / seconds, frames: load.frames / seconds, megabytes: load.bytes / seconds / 1e6 };
  } finally {
    await database.stop();
    await stopServer(server);
  }
}

/** The best of several ways to do it, in the same database, with the product stopped. */
async function peer(dataDir: string): Promise<number> {
  const rows = peerRows();
  return withDatabase(dataDir, async (_ctx, database) => {
    // A short trial tells the best way, which then writes all values.
    const trial = rows.slice(0, 250_000);
    let best = { options: PEERS[0]!, rate: 0 };
    for (const options of PEERS) {
      const rate = await runPeer(database.pool, trial, options);
      if (rate > best.rate) best = { options, rate };
    }
    return runPeer(database.pool, rows, best.options);
  });
}

async function round(url: string | undefined): Promise<Run> {
  if (url) process.env.DATABASE_URL = url;
  else delete process.env.DATABASE_URL;
  const data = scratchData();
  try {
    const mns = Array.from({ length: DEVICES }, (_, i) => loadMn(i));
    await withDatabase(data.dir, (ctx) => registerOutlets(ctx, mns));
    const run = await ours(data.dir, url);
    return { ...run, peer: await peer(data.dir) };
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
        `${name} ${i + 1}: ${thousands(run.ours)} values/s, peer ${thousands(run.peer)}, ratio ${(run.ours / run.peer).toFixed(2)}`,
      );
    } finally {
      server.stop();
    }
  }
  const middle = (pick: (run: Run) => number) => median(runs.map(pick));
  return `| ${name} | ≥ 3 | **${middle((run) => run.ours / run.peer).toFixed(2)}** | ${thousands(middle((run) => run.ours))} | ${thousands(middle((run) => run.peer))} | ${thousands(middle((run) => run.frames))} | ${middle((run) => run.megabytes).toFixed(1)} |`;
}

const lines = [
  '## Ingest: socket → durable log → tables',
  '',
  `Product as a process of its own: ${DEVICES} connections, ${thousands(DEVICES * FRAMES)} frames of ${LOAD_VALUES_PER_FRAME} values, each frame acknowledged when its log is on disk, until the last value stands in the tables; roll-ups run meanwhile. The load generator shares the two cores. Peer: \`unnest … on conflict do update\`, a row a value, the same values into an empty table, in the best of three ways (1,000 rows × 1 connection, 5,000 × 1, 5,000 × 2), same server, default durability, without sockets, decoding or log. Median of ${given.rounds} rounds.`,
  '',
  '| database | goal | ratio to the peer | values/s | peer values/s | frames/s | MB/s on the wire |',
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
if (given.write) report('ingest', lines);
else console.log(lines.join('\n'));
