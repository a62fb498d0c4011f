import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { RECORD_KINDS } from '../contract.ts';
import { maintainPartitions } from '../server/jobs/maintain-partitions.ts';
import { applyRetention, RETENTION_DAYS } from '../server/jobs/retention.ts';
import { listFrameRows } from '../server/sql/frame-read.ts';
import { DAY, frame, HOUR, MN, NOON, POINT, type River, recordAt, river } from './seed.ts';

async function partitions(ctx: River, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = ${`telemetry.${table}`}::regclass order by 1`.execute(ctx.db);
  return rows.map((row) => row.name);
}
async function count(ctx: River, table: string): Promise<number> {
  return (
    await sql<{ n: number }>`select count(*)::int as n from ${sql.id('telemetry', table)}`.execute(ctx.db)
  ).rows[0]!.n;
}
const send = async (ctx: River, cn: string, times: readonly number[], value = 1) => {
  await ctx.receive(...times.map((time) => frame(MN.gas, cn, time, { a21026: { Avg: value, Rtd: value } })));
  await ctx.project();
};

describe('partitions', () => {
  it('are made for this month and the next two, once', async () => {
    const ctx = await river();
    expect(await maintainPartitions(ctx)).toEqual({ created: 9 });
    expect(await maintainPartitions(ctx)).toEqual({ created: 0 });
    expect(await partitions(ctx, 'record')).toEqual([
      'record_2026_11',
      'record_2026_12',
      'record_2027_01',
      'record_default',
    ]);
  });

  it('are made for months of late data, and only for those; the rows move with everything they have', async () => {
    const ctx = await river();
    // The last hour of a month in Beijing is still the month before in UTC terms eight hours later.
    const old = [Date.parse('2026-03-31T23:00:00+08:00'), Date.parse('2004-02-01T00:00:00+08:00')];
    await send(ctx, '2061', [...old, NOON - HOUR]);
    await maintainPartitions(ctx);
    const names = await partitions(ctx, 'record');
    expect(names).toEqual([
      'record_2004_02',
      'record_2026_03',
      'record_2026_11',
      'record_2026_12',
      'record_2027_01',
      'record_default',
    ]);
    expect(await count(ctx, 'record_2026_03')).toBe(1);
    expect(await count(ctx, 'record_default')).toBe(0);
    // A record that moved can still be added to.
    await ctx.receive(frame(MN.gas, '2061', old[0]!, { a19001: { Avg: 9 } }));
    await ctx.project();
    const record = await recordAt(ctx.db, { pointId: POINT.gas, kind: RECORD_KINDS.hour, time: old[0]! });
    expect(record!.values).toEqual({ 'a21026.Avg': 1, 'a21026.Rtd': 1, 'a19001.Avg': 9 });
  });

  it('can be made while records are written', async () => {
    const ctx = await river();
    await ctx.receive(
      ...Array.from({ length: 600 }, (_, i) =>
        frame(MN.gas, '2061', NOON - (i + 1) * HOUR, { a21026: { Avg: i } }),
      ),
    );
    await Promise.all([ctx.project(), maintainPartitions(ctx)]);
    await maintainPartitions(ctx);
    expect(await count(ctx, 'record')).toBe(600);
    expect(await count(ctx, 'record_default')).toBe(0);
  });
});

describe('retention', () => {
  it('removes real-time samples after a month and leaves everything else', async () => {
    const ctx = await river();
    const days = [0, 30, 32, 200];
    const times = days.map((day) => NOON - HOUR - day * DAY);
    await send(ctx, '2011', times);
    await send(ctx, '2051', times);
    expect(await applyRetention(ctx)).toMatchObject({ realtimeRemoved: 2, partitionsDropped: 0 });
    const { rows } = await sql<{ kind: number; n: number }>`
      select kind, count(*)::int as n from telemetry.record group by kind order by kind`.execute(ctx.db);
    expect(rows).toEqual([
      { kind: RECORD_KINDS.realtime, n: 2 },
      { kind: RECORD_KINDS.minute, n: 4 },
    ]);
  });

  it('drops partitions and revisions of records that are older than the law asks for', async () => {
    const ctx = await river();
    const old = NOON - RETENTION_DAYS.record * DAY - 40 * DAY;
    await send(ctx, '2061', [old, NOON - HOUR]);
    await send(ctx, '2061', [old, NOON - HOUR], 2);
    await maintainPartitions(ctx);
    expect(await count(ctx, 'record_revision')).toBe(2);
    expect(await applyRetention(ctx)).toMatchObject({ partitionsDropped: 1, recordRevisionsRemoved: 1 });
    expect(await count(ctx, 'record')).toBe(1);
    expect(await applyRetention(ctx)).toMatchObject({ partitionsDropped: 0, recordRevisionsRemoved: 0 });
  });
});

it('frames that need attention are found by an index of their own', async () => {
  const ctx = await river();
  await ctx.receive(frame('65A0FF000000000000000009', '2051', NOON - HOUR, { a21026: { Avg: 1 } }));
  await send(ctx, '2061', [NOON - HOUR]);
  const found = await listFrameRows(ctx.db, { status: 'quarantined', limit: 10 });
  expect(found.map((one) => one.mn)).toEqual(['65A0FF000000000000000009']);
  expect(await listFrameRows(ctx.db, { status: 'recorded', before: 1, limit: 10 })).toEqual([]);
  expect(await listFrameRows(ctx.db, { mn: MN.gas, limit: 10 })).toHaveLength(1);
  const { rows } = await sql<{ 'QUERY PLAN': string }>`
    explain select lsn from telemetry.frame where status = 'quarantined' and status <> 'recorded' order by lsn desc limit 10`.execute(
    ctx.db,
  );
  expect(rows.map((row) => row['QUERY PLAN']).join()).toMatch(/status_lsn|frame_status/);
});
