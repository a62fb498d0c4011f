import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePolicy } from '@tarim/identity/server';
import { systemClock } from '@tarim/kernel';
import { createLog, makeContext, type OpenDatabase, readConfig, verifyAudit } from '@tarim/platform';
import { SegmentFileLog } from '@tarim/telemetry/archive';
import { removeDataDir } from '@tarim/testkit';
import { sql } from 'kysely';
import { beforeEach, expect, onTestFinished, vi } from 'vitest';
import { runTarim } from '../run.fixture.ts';

/** Without the environment of whoever runs the tests. */
export function ownEnvironment(): void {
  beforeEach(() => {
    vi.stubEnv('DATABASE_URL', '');
    vi.stubEnv('TARIM_LOG', 'silent');
    return () => vi.unstubAllEnvs();
  });
}

export function scratch(): string {
  const dir = mkdtempSync(join(tmpdir(), 'tarim-copy-'));
  onTestFinished(() => removeDataDir(dir));
  return dir;
}

export async function ok(...argv: string[]) {
  const { code, err, lines } = await runTarim(argv);
  expect([argv[0], code, err.replace(/^\{.*\n/gm, '')]).toEqual([argv[0], 0, '']);
  return lines().at(-1);
}

/** What a site has: registry, accounts, audit, records in a month of their own, a kept file, a frame log, a sealed secret. */
export async function fill(dataDir: string, database: OpenDatabase) {
  const config = readConfig({ data: dataDir }, {}, { regionDir: '', dataDir });
  const ctx = makeContext({
    database,
    config,
    log: createLog('silent'),
    clock: systemClock,
    policy: makePolicy(),
  });
  const { sha256 } = await ctx.files.put(Buffer.from('报告'), { name: 'report.txt', mime: 'text/plain' });
  for (let i = 0; i < 5; i++)
    await ctx.db
      .transaction()
      .execute((tx) =>
        ctx.audit.record(tx, { actor: null, action: 'test', subject: `s${i}`, detail: { i } }),
      );
  await sql`create table telemetry.record_2026_11 partition of telemetry.record
    for values from ('2026-11-01 00:00:00+08') to ('2026-12-01 00:00:00+08')`.execute(ctx.db);
  await sql`insert into telemetry.layout (slots) values ('a34004.Avg,a34004.Flag')`.execute(ctx.db);
  await sql`insert into telemetry.record (point_id, kind, time, layout_id, values, flags, lsn, received_at)
    select p, 2, timestamptz '2026-10-31T20:00:00+08' + i * interval '1 hour', 1,
      array[0.1 + 0.2, 'NaN', 1e-300, i], array['N', null, E'a\\tb\\\\n"{}'], i, now()
    from generate_series(1, 20) p, generate_series(1, 24) i`.execute(ctx.db);
  await sql`insert into telemetry.projection (partition, position) values ('0', 777)
    on conflict (partition) do update set position = 777`.execute(ctx.db);
  // The demo that was sown before wrote entries of its own.
  const audited = (await verifyAudit(ctx.db)).entries;
  expect(audited).toBeGreaterThanOrEqual(5);
  return { sha256, audited, sealed: ctx.secrets.seal('key of a device') };
}

export async function writeLog(dataDir: string): Promise<void> {
  const log = await SegmentFileLog.open({ dir: join(dataDir, 'framelog'), segmentBytes: 400 });
  const entry = { receivedAt: 1, transport: 'tcp', remote: 'x', kind: 'frame' } as const;
  for (let i = 0; i < 10; i++) await log.append([{ ...entry, payload: randomBytes(90) }]);
  await vi.waitUntil(() => log.segments().filter((one) => one.state === 'sealed').length > 1);
  await log.close();
}

/** A digest of every table, whatever the order of its rows. */
export async function digest({ db }: OpenDatabase): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss') and n.nspname !~ '^pg_' order by 1`.execute(
    db,
  );
  const out: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await sql<{ told: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as told
      from ${sql.raw(name)} t`.execute(db);
    out[name] = rows[0]!.told;
  }
  return out;
}

/** That the copy is a platform to go on with, not only rows. */
export async function expectAlive(
  database: OpenDatabase,
  dataDir: string,
  kept: Awaited<ReturnType<typeof fill>>,
) {
  const config = readConfig({ data: dataDir }, {}, { regionDir: '', dataDir });
  const log = createLog('silent');
  const ctx = makeContext({ database, config, log, clock: systemClock, policy: makePolicy() });
  expect(String((await ctx.files.get(kept.sha256))?.bytes)).toBe('报告');
  expect(ctx.secrets.open(kept.sealed)).toBe('key of a device');
  expect(await verifyAudit(ctx.db)).toMatchObject({ entries: kept.audited, brokenAt: null });
  await ctx.db
    .transaction()
    .execute((tx) => ctx.audit.record(tx, { actor: null, action: 'test', subject: 'after', detail: {} }));
  expect(await verifyAudit(ctx.db)).toMatchObject({ entries: kept.audited + 1, brokenAt: null });
  // Numbers go on where they were, and what guards the tables guards them again.
  const before = await sql<{ n: number }>`select max(id)::int as n from registry.point`.execute(ctx.db);
  const next = await sql<{ id: number }>`
    insert into registry.point (code, name, kind, unit_path) values ('NEW', '新点位', 'air', '/650000/') returning id`.execute(
    ctx.db,
  );
  expect(next.rows[0]!.id).toBe(before.rows[0]!.n + 1);
  const history = await sql<{ n: number }>`
    select count(*)::int as n from registry.history where point_id = ${next.rows[0]!.id}`.execute(ctx.db);
  expect(history.rows[0]!.n).toBe(1);
  await expect(sql`delete from platform.audit`.execute(ctx.db)).rejects.toThrow('append-only');
}
