import { aqiComputed } from '@tarim/evaluation/contract';
import { beijingIso } from '@tarim/kernel';
import type { PayloadOf } from '@tarim/platform/contract';
import { type TestContext, testContext } from '@tarim/testkit';
import { describe, expect, it } from 'vitest';
import { listAlarmViews } from '../server/sql/read.ts';
import { MODULES, seedRegistry } from './seed.ts';

const H = 3_600_000;
const NOON = Date.parse('2026-11-24T12:00:00+08:00');

async function setUp(): Promise<TestContext> {
  const ctx = await testContext({ modules: MODULES, now: NOON + 5 * H });
  await seedRegistry(ctx.db);
  return ctx;
}
const tell = async (ctx: TestContext, hour: number, aqi: number | null, more: object = {}) => {
  const level = aqi === null ? null : [50, 100, 150, 200, 300, 500].findIndex((limit) => aqi <= limit) + 1;
  const item: PayloadOf<typeof aqiComputed>['items'][number] = {
    pointId: 3,
    cityCode: null,
    period: 'hour',
    time: beijingIso(NOON + hour * H),
    aqi,
    level,
    primary: ['PM10'],
    revision: 0,
    ...more,
  };
  await ctx.db.transaction().execute((tx) => ctx.outbox.publish(tx, aqiComputed, { items: [item] }));
  await ctx.deliver();
};
const all = (ctx: TestContext) => listAlarmViews(ctx.db, { state: 'all', scopes: ['/'] }, { limit: 10 });

describe('heavy-pollution alarms', () => {
  it('pend in the first hour of level 5, fire in the second, recover below', async () => {
    const ctx = await setUp();
    await tell(ctx, 0, 200);
    expect(await all(ctx)).toEqual([]);
    await tell(ctx, 1, 201);
    expect(await all(ctx)).toMatchObject([
      {
        kind: 'aqi',
        state: 'pending',
        pointId: 3,
        code: null,
        evidence: { source: 'aqi', value: 201, limit: 201, period: 'hour' },
      },
    ]);
    await tell(ctx, 2, 431);
    expect(await all(ctx)).toMatchObject([
      { state: 'firing', severity: 'critical', occurrences: 2, peak: { value: 431 } },
    ]);
    await tell(ctx, 3, null);
    expect(await all(ctx)).toMatchObject([{ state: 'firing' }]);
    await tell(ctx, 4, 180);
    expect(await all(ctx)).toMatchObject([{ state: 'recovering' }]);
  });

  it('leave days and cities alone', async () => {
    const ctx = await setUp();
    await tell(ctx, -12, 400, { period: 'day' });
    await tell(ctx, 0, 400, { pointId: null, cityCode: '653200' });
    expect(await all(ctx)).toEqual([]);
  });
});
