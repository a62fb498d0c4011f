/**
 * `npm run chaos`: devices send under load while the server is killed hard (SIGKILL) at random moments; they resend as HJ 212
 * says. Afterwards every frame that was acknowledged must stand in the tables exactly once, and the chain must verify.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SegmentFileLog, verifyChain } from '@tarim/telemetry/archive';
import { sql } from 'kysely';
import { type Acknowledged, LedgerDevices } from '../bench/ledger-devices.ts';
import { report, thousands } from '../bench/lib.ts';
import {
  freePort,
  registerOutlets,
  type Server,
  scratchData,
  startServer,
  stopServer,
  withDatabase,
} from '../bench/server.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string' }, devices: { type: 'string' }, write: { type: 'boolean' } },
});
const KILLS = Number(values.kills ?? 20);
const DEVICES = Number(values.devices ?? 100);

interface Row {
  mn: string;
  at: number;
  slots: string;
  values: number[];
}

interface Findings {
  readonly lost: number;
  readonly doubled: number;
  readonly wrong: number;
  readonly revisions: number;
  readonly framesIndexed: number;
  readonly framesUnreadable: number;
  readonly unprojected: number;
}

/** Compares the ledger with the tables. */
async function compare(dataDir: string, ledger: readonly Acknowledged[]): Promise<Findings> {
  return withDatabase(dataDir, async (ctx) => {
    const { rows } = await sql<Row>`
      select d.mn, extract(epoch from r.time)::float8 * 1000 as at, y.slots, r.values from telemetry.record r
      join registry.device d on d.point_id = r.point_id join telemetry.layout y on y.id = r.layout_id where r.kind = 2
    `.execute(ctx.db);
    const stored = new Map<string, Row[]>();
    for (const row of rows) {
      const key = `${row.mn}/${Math.round(row.at)}`;
      stored.set(key, [...(stored.get(key) ?? []), row]);
    }
    let lost = 0;
    let doubled = 0;
    let wrong = 0;
    for (const one of ledger) {
      const found = stored.get(`${one.mn}/${one.dataTime}`) ?? [];
      if (found.length === 0) lost++;
      else if (found.length > 1) doubled++;
      else {
        const means = found[0]!.slots
          .split(',')
          .flatMap((slot, index) => (slot.endsWith('.Avg') ? [found[0]!.values[index]] : []));
        if (means.length !== one.values.length || means.some((value, index) => value !== one.values[index]))
          wrong++;
      }
    }
    const count = async (query: ReturnType<typeof sql<{ n: number }>>) =>
      (await query.execute(ctx.db)).rows[0]!.n;
    const revisions = await count(
      sql<{ n: number }>`select count(*)::int as n from telemetry.record_revision`,
    );
    const twice = await count(
      sql<{
        n: number;
      }>`select count(*)::int as n from (select lsn from telemetry.frame group by lsn having count(*) > 1) t`,
    );
    const frames = (await sql<{ lsn: number }>`select lsn from telemetry.frame order by lsn`.execute(ctx.db))
      .rows;
    const log = await SegmentFileLog.open({ dir: join(dataDir, 'framelog') });
    let unreadable = 0;
    for (let i = 0; i < frames.length; i += Math.max(1, Math.floor(frames.length / 5_000)))
      if (!(await log.readAt(frames[i]!.lsn))) unreadable++;
    const { rows: position } = await sql<{
      position: number;
    }>`select position from telemetry.projection`.execute(ctx.db);
    const unprojected = log.position() - (position[0]?.position ?? 0);
    await log.close();
    return {
      lost,
      doubled: doubled + twice,
      wrong,
      revisions,
      framesIndexed: frames.length,
      framesUnreadable: unreadable,
      unprojected,
    };
  });
}

const data = scratchData();
const mns = Array.from({ length: DEVICES }, (_, i) => `65A0CA05${String(i).padStart(16, '0')}`);
const [port, gateway] = [await freePort(), await freePort()];
let server: Server | null = null;
try {
  await withDatabase(data.dir, (ctx) => registerOutlets(ctx, mns));
  server = await startServer(data.dir, port, gateway);
  const start = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 40 * 86_400_000;
  const devices = new LedgerDevices({ host: '127.0.0.1', port: gateway, mns, start, overTimeMs: 2_000 });
  devices.start();
  for (let kill = 1; kill <= KILLS; kill++) {
    await new Promise((done) => setTimeout(done, 500 + Math.random() * 2_000));
    await stopServer(server, 'SIGKILL');
    const before = devices.ledger.length;
    server = await startServer(data.dir, port, gateway);
    console.log(`kill ${kill}/${KILLS}: ${thousands(before)} frames acknowledged so far`);
  }
  await new Promise((done) => setTimeout(done, 1_500));
  await devices.stop();
  // The projector works off what the last kill left.
  await new Promise((done) => setTimeout(done, 3_000));
  await stopServer(server);
  const findings = await compare(data.dir, devices.ledger);
  const chain = await verifyChain(join(data.dir, 'framelog'));
  const good =
    findings.lost +
      findings.doubled +
      findings.wrong +
      findings.revisions +
      findings.framesUnreadable +
      findings.unprojected +
      chain.problems.length ===
    0;
  const lines = [
    '## Chaos: the server killed hard under load',
    '',
    '| kills | devices | frames acknowledged | sent | resent | lost | doubled | wrong | revisions | not projected | segments in chain | chain |',
    '|---|---|---|---|---|---|---|---|---|---|---|---|',
    `| ${KILLS} | ${DEVICES} | ${thousands(devices.ledger.length)} | ${thousands(devices.sent)} | ${thousands(devices.resent)} | ${findings.lost} | ${findings.doubled} | ${findings.wrong} | ${findings.revisions} | ${findings.unprojected} B | ${chain.segments} | ${chain.problems.length === 0 ? 'verifies' : 'BROKEN'} |`,
  ];
  if (values.write) report('chaos', lines);
  else console.log(lines.join('\n'));
  console.log(JSON.stringify({ good, acknowledged: devices.ledger.length, ...findings, chain }));
  process.exitCode = good ? 0 : 1;
} finally {
  if (server) await stopServer(server, 'SIGKILL').catch(() => {});
  data.remove();
}
