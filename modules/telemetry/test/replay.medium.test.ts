import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { RECORD_KINDS } from '../contract.ts';
import { rebuildProjection } from '../server/projector/rebuild.ts';
import { replayDevice } from '../server/projector/replay.ts';
import {
  frame,
  HOUR,
  MINUTE,
  MN,
  NOON,
  POINT,
  type River,
  recordAt,
  river,
  seedDevice,
  statuses,
} from './seed.ts';

const at = NOON - 3 * HOUR;
const UNKNOWN = '65A0BB000000000000000077';
const minute = (mn: string, offset: number, Avg: number) =>
  frame(mn, '2051', at + offset * MINUTE, { a21026: { Avg, Flag: 'N' } });

/** Everything that may not change by projecting again; dates as texts. */
async function tables(ctx: River) {
  const of = async (query: string) => (await sql.raw<object>(query).execute(ctx.db)).rows;
  return {
    records: await of(
      'select r.point_id, r.kind, r.time::text, y.slots, r.values, r.flags, r.lsn, r.lsns, r.received_at::text, r.revision from telemetry.record r join telemetry.layout y on y.id = r.layout_id order by 1, 2, 3',
    ),
    revisions: await of(
      'select point_id, kind, time::text, revision, values, lsn, replaced_at::text, replaced_by from telemetry.record_revision order by 1, 2, 3, 4',
    ),
    latest: await of('select point_id, kind, time::text, values, lsn from telemetry.latest order by 1, 2'),
    frames: await of('select lsn, status, problem, mn, qn from telemetry.frame order by lsn'),
    arrivals: await of('select minute::text, frames, values, broken from telemetry.arrival order by 1'),
    rollups: await of(
      'select point_id, period, time::text, values, revision, computed_at::text from telemetry.rollup order by 1, 2, 3',
    ),
    rollupRevisions: await of(
      'select point_id, period, time::text, revision, values, reason from telemetry.rollup_revision order by 1, 2, 3, 4',
    ),
    quarantine: await of('select mn, state, note, frames from telemetry.quarantine order by mn'),
  };
}

async function lived(): Promise<River> {
  const ctx = await river();
  await ctx.receive(...Array.from({ length: 60 }, (_, i) => minute(MN.gas, i, 10)), minute(UNKNOWN, 0, 5));
  await ctx.project();
  await ctx.rollUp();
  ctx.clock.advance(MINUTE);
  // A correction, which makes a revision of the record, of its hour and of what follows.
  await ctx.receive(minute(MN.gas, 0, 70), minute(UNKNOWN, 1, 5));
  await ctx.project();
  await ctx.rollUp();
  ctx.clock.advance(2 * MINUTE);
  await ctx.rollUp();
  await sql`update telemetry.quarantine set state = 'dismissed', note = 'a test device' where mn = ${UNKNOWN}`.execute(
    ctx.db,
  );
  return ctx;
}

describe('projecting the whole log again', () => {
  it('gives the same tables, and keeps the revisions of roll-ups and what people dismissed', async () => {
    const ctx = await lived();
    const before = await tables(ctx);
    expect(before.revisions).toHaveLength(1);
    expect(before.rollupRevisions).not.toHaveLength(0);
    expect(before.quarantine).toEqual([
      { mn: UNKNOWN, state: 'dismissed', note: 'a test device', frames: 2 },
    ]);
    await ctx.db.transaction().execute((tx) => rebuildProjection(tx, ctx.clock.now()));
    // Nothing is computed from half-built tables.
    await ctx.rollUp();
    expect((await tables(ctx)).rollups).toEqual(before.rollups);
    await ctx.project('restarted');
    await ctx.rollUp();
    expect(await tables(ctx)).toEqual(before);
  });

  it('empties an hour of which the log knows nothing, as a revision', async () => {
    const ctx = await lived();
    await sql`
      insert into telemetry.rollup (point_id, period, time, layout_id, values, basis, expected, received, rule_version, computed_at)
      select point_id, period, time - interval '5 days', layout_id, values, basis, expected, received, rule_version, computed_at
      from telemetry.rollup where period = 1`.execute(ctx.db);
    await ctx.db.transaction().execute((tx) => rebuildProjection(tx, ctx.clock.now()));
    await ctx.project('restarted');
    await ctx.rollUp();
    const { rows } = await sql<{ revision: number; invalid: string[]; values: (number | null)[] }>`
      select revision, invalid, values from telemetry.rollup where period = 1 and time < ${new Date(at - HOUR)}`.execute(
      ctx.db,
    );
    expect(rows).toEqual([{ revision: 1, invalid: ['NO_VALUE', 'NO_VALUE'], values: [null, 0] }]);
  });

  it('or not at all: when it fails, everything stands as before', async () => {
    const ctx = await lived();
    const before = await tables(ctx);
    await expect(
      ctx.db.transaction().execute(async (tx) => {
        await rebuildProjection(tx, ctx.clock.now());
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    expect(await tables(ctx)).toEqual(before);
  });
});

describe('projecting one device again', () => {
  it('makes records of what it sent before it was registered, with their times of arrival; twice is once', async () => {
    const ctx = await river();
    await ctx.receive(minute(UNKNOWN, 0, 5), minute(UNKNOWN, 1, 6), minute(UNKNOWN, 0, 5));
    await ctx.project();
    expect((await statuses(ctx.db)).map((one) => one.status)).toEqual([
      'quarantined',
      'quarantined',
      'quarantined',
    ]);
    ctx.clock.advance(HOUR);
    await seedDevice(ctx.db, { mn: UNKNOWN, pointId: POINT.river });
    expect(await replayDevice(ctx, ctx.frameLog, ctx.directory, UNKNOWN)).toEqual({ frames: 3, recorded: 2 });
    expect((await statuses(ctx.db)).map((one) => one.status)).toEqual(['recorded', 'recorded', 'duplicate']);
    const key = { pointId: POINT.river, kind: RECORD_KINDS.minute, time: at };
    expect(await recordAt(ctx.db, key)).toMatchObject({ values: { 'a21026.Avg': 5 }, revision: 0 });
    const { rows } = await sql<{
      received: Date;
    }>`select received_at as received from telemetry.record where time = ${new Date(at)}`.execute(ctx.db);
    expect(rows[0]!.received.getTime()).toBe(NOON);
    expect(await replayDevice(ctx, ctx.frameLog, ctx.directory, UNKNOWN)).toEqual({ frames: 0, recorded: 0 });
    const { rows: marks } = await sql<{
      n: number;
    }>`select count(*)::int as n from telemetry.dirty where point_id = ${POINT.river}`.execute(ctx.db);
    expect(marks).toEqual([{ n: 1 }]);
  });

  it('does not put an older value back over a newer one', async () => {
    const ctx = await river();
    await ctx.receive(minute(UNKNOWN, 0, 5));
    await ctx.project();
    await seedDevice(ctx.db, { mn: UNKNOWN, pointId: POINT.river });
    ctx.directory.forget();
    await ctx.receive(minute(UNKNOWN, 0, 6));
    await ctx.project();
    await replayDevice(ctx, ctx.frameLog, ctx.directory, UNKNOWN);
    const key = { pointId: POINT.river, kind: RECORD_KINDS.minute, time: at };
    expect(await recordAt(ctx.db, key)).toMatchObject({ values: { 'a21026.Avg': 6 }, revision: 0 });
    expect(await statuses(ctx.db)).toMatchObject([{ problem: 'SUPERSEDED' }, { status: 'recorded' }]);
  });
});
