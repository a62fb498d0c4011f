import { limitsChanged } from '@tarim/registry/contract';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { closePeriods } from '../server/jobs/close-periods.ts';
import { RECHECK_JOB, recheckPoint, recheckSubscriptions } from '../server/rollup/recheck.ts';
import { type RollupPeriod, type RollupRow, rollupRevisions, rollupsOf } from '../server/sql/rollup-read.ts';
import { DAY, frame, HOUR, MINUTE, MN, MODULES, NOON, POINT, type River, river, UNIT } from './seed.ts';

const MIDNIGHT = NOON - 12 * HOUR;
const MONTH = Date.parse('2026-11-01T00:00:00+08:00');
const JOB = { signal: new AbortController().signal, progress: async () => {} };

const minuteFrames = (
  mn: string,
  start: number,
  n: number,
  items: (i: number) => Parameters<typeof frame>[3],
) => Array.from({ length: n }, (_, i) => frame(mn, '2051', start + i * MINUTE, items(i)));
const hourFrames = (
  mn: string,
  start: number,
  n: number,
  items: (i: number) => Parameters<typeof frame>[3],
) => Array.from({ length: n }, (_, i) => frame(mn, '2061', start + i * HOUR, items(i)));

async function rollup(
  ctx: River,
  period: RollupPeriod,
  pointId: number,
  time: number,
): Promise<RollupRow | undefined> {
  return (await rollupsOf(ctx.db, period, [{ pointId, time }]))[0];
}
async function settle(ctx: River): Promise<void> {
  await ctx.project();
  await ctx.rollUp();
}
/** The clock goes on and the worker with it, as it does by itself. */
async function until(ctx: River, time: number): Promise<void> {
  ctx.clock.set(time);
  await closePeriods(ctx);
  await ctx.rollUp();
}

describe('roll-ups', () => {
  it('make an hour of minutes, a day of hours, a month of days, each when it is over', async () => {
    const ctx = await river({ now: MIDNIGHT + HOUR });
    await ctx.receive(
      ...minuteFrames(MN.air, MIDNIGHT, 60, (i) => ({ a34004: { Avg: 30 + (i % 2), Flag: 'N' } })),
    );
    await settle(ctx);
    expect(await rollup(ctx, 'hour', POINT.air, MIDNIGHT)).toBeUndefined();
    ctx.clock.set(MIDNIGHT + HOUR + 2 * MINUTE);
    await ctx.rollUp();
    expect(await rollup(ctx, 'hour', POINT.air, MIDNIGHT)).toMatchObject({
      basis: 'minute',
      expected: 60,
      received: 60,
      ruleVersion: 'GB3095-T4@1',
      values: { a34004: { mean: 30.5, min: 30, max: 31, invalid: null } },
    });
    ctx.clock.advance(2 * MINUTE);
    await ctx.rollUp();
    const running = await rollup(ctx, 'day', POINT.air, MIDNIGHT);
    expect(running).toMatchObject({
      values: { a34004: { mean: 30.5, invalid: 'RUNNING', validCount: 1 } },
      received: 1,
    });
    ctx.clock.advance(2 * MINUTE);
    await ctx.rollUp();
    expect(await rollup(ctx, 'month', POINT.air, MONTH)).toMatchObject({
      values: { a34004: { invalid: 'RUNNING' } },
    });
  });

  it('close what ends in silence: the clock marks it, and it is computed once more', async () => {
    const ctx = await river({ now: MIDNIGHT + 21 * HOUR });
    await ctx.receive(...hourFrames(MN.air, MIDNIGHT, 20, () => ({ a34004: { Avg: 30, Flag: 'N' } })));
    await settle(ctx);
    await until(ctx, MIDNIGHT + 21 * HOUR + 2 * MINUTE);
    expect(await rollup(ctx, 'day', POINT.air, MIDNIGHT)).toMatchObject({
      values: { a34004: { invalid: 'RUNNING' } },
    });
    await until(ctx, MIDNIGHT + DAY + MINUTE);
    expect(await rollup(ctx, 'day', POINT.air, MIDNIGHT)).toMatchObject({
      values: { a34004: { invalid: 'RUNNING' } },
    });
    await until(ctx, MIDNIGHT + DAY + 3 * MINUTE);
    expect(await rollup(ctx, 'day', POINT.air, MIDNIGHT)).toMatchObject({
      revision: 0,
      values: { a34004: { mean: 30, invalid: null, validCount: 20 } },
    });
    await until(ctx, MONTH + 30 * DAY + 5 * MINUTE);
    const month = await rollup(ctx, 'month', POINT.air, MONTH);
    expect(month).toMatchObject({ values: { a34004: { invalid: 'INSUFFICIENT', validCount: 1 } } });
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from telemetry.rollup where open`.execute(ctx.db);
    expect(rows).toEqual([{ n: 0 }]);
    expect(await closePeriods(ctx)).toEqual({ marked: 0 });
  });

  it('are computed anew by late data, down to the month, and keep what they replace', async () => {
    const ctx = await river({ now: MONTH + 31 * DAY });
    const days = 25;
    await ctx.receive(...hourFrames(MN.gas, MONTH, days * 24, () => ({ a21026: { Avg: 30, Flag: 'N' } })));
    await settle(ctx);
    await until(ctx, MONTH + 31 * DAY + MINUTE);
    expect(await rollup(ctx, 'month', POINT.gas, MONTH)).toMatchObject({
      revision: 0,
      values: { a21026: { mean: 30, validCount: days, invalid: null } },
    });
    // A history call brings another value for one hour.
    await ctx.receive(frame(MN.gas, '2061', MONTH, { a21026: { Avg: 54, Flag: 'N' } }));
    await settle(ctx);
    await until(ctx, MONTH + 31 * DAY + 2 * MINUTE);
    await until(ctx, MONTH + 31 * DAY + 3 * MINUTE);
    expect(await rollup(ctx, 'hour', POINT.gas, MONTH)).toMatchObject({
      revision: 1,
      values: { a21026: { mean: 54 } },
    });
    expect(await rollup(ctx, 'day', POINT.gas, MONTH)).toMatchObject({
      revision: 1,
      values: { a21026: { mean: 31 } },
    });
    const month = await rollup(ctx, 'month', POINT.gas, MONTH);
    expect(month!.revision).toBe(1);
    expect(month!.values.a21026!.mean).toBeCloseTo(30 + 1 / days, 12);
    const revisions = await rollupRevisions(ctx.db, 'day', { pointId: POINT.gas, time: MONTH });
    expect(revisions).toMatchObject([{ revision: 0, reason: 'late-data', values: { 'a21026.Avg': 30 } }]);
  });

  it('weigh wastewater by its flow from the minute to the day', async () => {
    const ctx = await river({ now: NOON });
    await sql`insert into registry.point_parameter (point_id, unit_path, code, unit) values (${POINT.water}, ${UNIT}, 'w01018', 'mg/L')`.execute(
      ctx.db,
    );
    // One hour of much water, one of little, and the rest of the day nothing flows.
    const sent = [0, 1, 2].flatMap((hour) =>
      minuteFrames(MN.water, MIDNIGHT + hour * HOUR, 60, () => ({
        w01018: { Avg: [20, 50, 90][hour]!, Flag: 'N' },
        w00000: { Avg: [3, 1, 0][hour]!, Cou: [3, 1, 0][hour]!, Flag: 'N' },
      })),
    );
    await ctx.receive(...sent);
    await settle(ctx);
    await until(ctx, NOON + MINUTE);
    await until(ctx, MIDNIGHT + DAY + 5 * MINUTE);
    expect(await rollup(ctx, 'hour', POINT.water, MIDNIGHT + 2 * HOUR)).toMatchObject({
      values: { w01018: { mean: null, total: 0, invalid: 'NO_FLOW' } },
    });
    const day = await rollup(ctx, 'day', POINT.water, MIDNIGHT);
    expect(day!.values.w01018!.mean).toBeCloseTo((20 * 3 + 50) / 4, 12);
    expect(day!.values.w01018!.total).toBeCloseTo((20 * 180 + 50 * 60) / 1000, 12);
    // 23 hours were due (one had no flow), two are valid; 21 never came, and the amount says so.
    expect(day!.values.w01018).toMatchObject({ validCount: 2, invalid: 'INSUFFICIENT', omitted: 21 });
  });

  it('take the hour of the device where minutes were lost', async () => {
    const ctx = await river({ now: NOON });
    await ctx.receive(
      frame(MN.gas, '2051', MIDNIGHT, { a21026: { Avg: 99, Flag: 'N' } }),
      frame(MN.gas, '2061', MIDNIGHT, { a21026: { Avg: 31, Flag: 'N' } }),
    );
    await settle(ctx);
    await until(ctx, NOON + MINUTE);
    expect(await rollup(ctx, 'hour', POINT.gas, MIDNIGHT)).toMatchObject({
      basis: 'hour-device',
      values: { a21026: { mean: 31, invalid: null } },
    });
  });

  it('follow a change of the reference oxygen, only where it matters', async () => {
    const ctx = await river({ now: NOON });
    const limit = (from: string, to: string | null, reference: number) =>
      sql`
      insert into registry.point_limit (point_id, unit_path, code, basis, measure, upper, reference_o2, standard, effective_from, effective_to)
      values (${POINT.gas}, ${UNIT}, 'a21026', 'hour', 'converted', 100, ${reference}, 'test', ${from}, ${to})`.execute(
        ctx.db,
      );
    await limit('2020-01-01', '2026-11-22', 6);
    await limit('2026-11-23', null, 6);
    const start = MIDNIGHT - 2 * DAY;
    await ctx.receive(
      ...hourFrames(MN.gas, start, 48, () => ({
        a21026: { Avg: 30, Flag: 'N' },
        a19001: { Avg: 11, Flag: 'N' },
      })),
    );
    await settle(ctx);
    await until(ctx, NOON + MINUTE);
    expect((await rollup(ctx, 'hour', POINT.gas, start))!.values.a21026!.converted).toBe(45);
    await sql`update registry.point_limit set reference_o2 = 11 where effective_to is null`.execute(ctx.db);

    const bound = { ...ctx, ...{ modules: MODULES } };
    await ctx.db.transaction().execute(async (tx) => {
      const subscription = recheckSubscriptions.find((one) => one.event.type === limitsChanged.type)!;
      await subscription.handle({ pointId: POINT.gas, codes: ['a21026'] }, tx, bound);
    });
    expect(ctx.jobs.queued).toMatchObject([{ name: RECHECK_JOB, data: { pointId: POINT.gas } }]);
    expect(await recheckPoint(ctx, POINT.gas, JOB)).toEqual({ looked: 48, marked: 24 });
    await ctx.rollUp();
    await until(ctx, NOON + 3 * MINUTE);
    expect(await rollup(ctx, 'hour', POINT.gas, start)).toMatchObject({
      revision: 0,
      values: { a21026: { converted: 45 } },
    });
    expect(await rollup(ctx, 'hour', POINT.gas, start + DAY)).toMatchObject({
      revision: 1,
      values: { a21026: { converted: 30 } },
    });
    expect(await rollup(ctx, 'day', POINT.gas, start + DAY)).toMatchObject({
      revision: 1,
      values: { a21026: { converted: 30 } },
    });
    expect(await rollupRevisions(ctx.db, 'hour', { pointId: POINT.gas, time: start + DAY })).toMatchObject([
      { reason: 'registry-changed' },
    ]);
    expect(await recheckPoint(ctx, POINT.gas, JOB)).toEqual({ looked: 48, marked: 0 });
  });
});
