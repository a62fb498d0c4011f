import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePolicy } from '@tarim/identity/server';
import { systemClock } from '@tarim/kernel';
import {
  connectDatabase,
  createLog,
  lockDataDir,
  makeContext,
  type OpenDatabase,
  openDatabase,
  readConfig,
  verifyAudit,
} from '@tarim/platform';
import { allModules } from '@tarim/server';
import { SegmentFileLog, verifyChain } from '@tarim/telemetry/archive';
import { removeDataDir, testDatabase } from '@tarim/testkit';
import { sql } from 'kysely';
import { beforeEach, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { runTarim } from '../src/run.fixture.ts';

beforeEach(() => {
  vi.stubEnv('DATABASE_URL', '');
  vi.stubEnv('TARIM_LOG', 'silent');
  return () => vi.unstubAllEnvs();
});

function scratch(): string {
  const dir = mkdtempSync(join(tmpdir(), 'tarim-copy-'));
  onTestFinished(() => removeDataDir(dir));
  return dir;
}

async function ok(...argv: string[]) {
  const { code, err, lines } = await runTarim(argv);
  expect([argv[0], code, err.replace(/^\{.*\n/gm, '')]).toEqual([argv[0], 0, '']);
  return lines().at(-1);
}

/** What a site has: registry, accounts, audit, records in a month of their own, a kept file, a frame log, a sealed secret. */
async function fill(dataDir: string, database: OpenDatabase) {
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

async function writeLog(dataDir: string): Promise<void> {
  const log = await SegmentFileLog.open({ dir: join(dataDir, 'framelog'), segmentBytes: 400 });
  const entry = { receivedAt: 1, transport: 'tcp', remote: 'x', kind: 'frame' } as const;
  for (let i = 0; i < 10; i++) await log.append([{ ...entry, payload: randomBytes(90) }]);
  await vi.waitUntil(() => log.segments().filter((one) => one.state === 'sealed').length > 1);
  await log.close();
}

/** A digest of every table, whatever the order of its rows. */
async function digest({ db }: OpenDatabase): Promise<Record<string, string>> {
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
async function expectAlive(database: OpenDatabase, dataDir: string, kept: Awaited<ReturnType<typeof fill>>) {
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

describe('the embedded database', () => {
  test('is taken while the platform is stopped, and comes back elsewhere as it was', async () => {
    const [dataDir, place] = [scratch(), scratch()];
    await ok('seed', '--data', dataDir);
    await writeLog(dataDir);
    const source = await openDatabase({ dataDir });
    const kept = await fill(dataDir, source);
    const wanted = await digest(source);
    await source.stop();
    const chain = await verifyChain(join(dataDir, 'framelog'));

    // A running platform holds the folder.
    const unlock = lockDataDir(dataDir);
    const refused = await runTarim(['backup', '--data', dataDir, '--to', join(place, 'no.tar')]);
    expect([refused.code, refused.err.split(':')[0]]).toEqual([1, 'DATA_DIR_IN_USE']);
    unlock();
    expect(existsSync(join(place, 'no.tar'))).toBe(false);

    const tar = join(place, 'all.tar');
    const told = await ok('backup', '--data', dataDir, '--to', tar);
    expect(told).toMatchObject({ kind: 'cluster', position: 777, problems: [] });
    expect(existsSync(join(dataDir, 'tarim.lock'))).toBe(false);

    const copy = join(place, 'copy');
    onTestFinished(() => removeDataDir(copy));
    await ok('restore', '--from', tar, '--data', copy);
    expect(statSync(join(copy, 'keys')).mode & 0o077).toBe(0);
    expect(await verifyChain(join(copy, 'framelog'))).toMatchObject({ head: chain.head, problems: [] });
    const restored = await openDatabase({ dataDir: copy });
    try {
      expect(await digest(restored)).toEqual(wanted);
      await expectAlive(restored, copy, kept);
    } finally {
      await restored.stop();
    }
    const doctor = (await runTarim(['doctor', '--data', copy, '--port', '0', '--gateway-port', '0'])).lines();
    expect(doctor.filter((one) => !one.ok)).toEqual([]);

    // Nothing is overwritten.
    const again = await runTarim(['restore', '--from', tar, '--data', copy]);
    expect([again.code, again.err.split(':')[0]]).toEqual([2, 'BACKUP_TARGET_NOT_EMPTY']);
    // Its files fit no server.
    vi.stubEnv('DATABASE_URL', 'postgresql://127.0.0.1:1/none');
    const other = await runTarim(['restore', '--from', tar, '--data', join(place, 'other')]);
    expect([other.code, other.err.split(':')[0]]).toEqual([2, 'BACKUP_OF_EMBEDDED']);
    expect(existsSync(join(place, 'other'))).toBe(false);
  }, 180_000);
});

describe('a server', () => {
  /** A database in which nothing was ever made. */
  async function emptyDatabase(): Promise<string> {
    const base = inject('databaseUrl');
    const name = `empty_${randomBytes(6).toString('hex')}`;
    const admin = connectDatabase(base, { max: 1 });
    await admin.pool.query(`create database ${name}`);
    onTestFinished(async () => {
      await admin.pool.query(`drop database if exists ${name} with (force)`);
      await admin.stop();
    });
    const url = new URL(base);
    url.pathname = `/${name}`;
    return url.href;
  }

  test('is read by rows, also while it is written, and fills an empty database or an embedded one', async () => {
    const [dataDir, place] = [scratch(), scratch()];
    const source = await testDatabase(allModules());
    onTestFinished(() => source.drop());
    vi.stubEnv('DATABASE_URL', source.url);
    await ok('seed', '--data', dataDir);
    await writeLog(dataDir);
    const kept = await fill(dataDir, source);
    const wanted = await digest(source);

    // A gateway runs on the folder: rows and log are taken beside it.
    const unlock = lockDataDir(dataDir, 'gateway');
    const folder = join(place, 'rows');
    const told = await ok('backup', '--data', dataDir, '--to', folder);
    unlock();
    expect(told).toMatchObject({ kind: 'tables', position: 777, problems: [] });
    const packed = readFileSync(join(folder, 'tables', 'telemetry.record_2026_11.copy.zst'));
    expect(packed.length).toBeGreaterThan(100);

    // Into another database of a server.
    const url = await emptyDatabase();
    vi.stubEnv('DATABASE_URL', url);
    const copy = join(place, 'copy');
    await ok('restore', '--from', folder, '--data', copy);
    const restored = connectDatabase(url, { max: 2 });
    onTestFinished(() => restored.stop());
    expect(await digest(restored)).toEqual(wanted);
    await expectAlive(restored, copy, kept);
    expect((await verifyChain(join(copy, 'framelog'))).problems).toEqual([]);
    const again = await runTarim(['restore', '--from', folder, '--data', join(place, 'second')]);
    expect([again.code, again.err.split(':')[0]]).toEqual([2, 'BACKUP_DATABASE_NOT_EMPTY']);
    expect(existsSync(join(place, 'second'))).toBe(false);

    // Into an embedded one: moving to a single machine.
    vi.stubEnv('DATABASE_URL', '');
    const single = join(place, 'single');
    onTestFinished(() => removeDataDir(single));
    await ok('restore', '--from', folder, '--data', single);
    const embedded = await openDatabase({ dataDir: single });
    try {
      expect(await digest(embedded)).toEqual(wanted);
      await expectAlive(embedded, single, kept);
    } finally {
      await embedded.stop();
    }
  }, 180_000);

  test('that fails half-way leaves the database and the folder as they were', async () => {
    const [dataDir, place] = [scratch(), scratch()];
    const source = await testDatabase(allModules());
    onTestFinished(() => source.drop());
    vi.stubEnv('DATABASE_URL', source.url);
    await fill(dataDir, source);
    const folder = join(place, 'rows');
    await ok('backup', '--data', dataDir, '--to', folder);
    const manifest = JSON.parse(readFileSync(join(folder, 'backup.json'), 'utf8'));
    // The last table promises a row more than it has.
    manifest.database.tables.at(-1).rows++;
    writeFileSync(join(folder, 'backup.json'), JSON.stringify(manifest));
    const url = await emptyDatabase();
    vi.stubEnv('DATABASE_URL', url);
    const copy = join(place, 'copy');
    const { code, err } = await runTarim(['restore', '--from', folder, '--data', copy]);
    expect([code, err.split(':')[0]]).toEqual([1, 'BACKUP_UNREADABLE']);
    expect(existsSync(copy)).toBe(false);
    const left = connectDatabase(url, { max: 1 });
    onTestFinished(() => left.stop());
    expect(await digest(left)).toEqual({});
  }, 120_000);
});
