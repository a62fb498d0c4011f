import { beijingIso } from '@tarim/kernel';
import { rolledUp } from '@tarim/telemetry/contract';
import { actorWith, testContext, testServer } from '@tarim/testkit';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import { judgeDue } from '../server/jobs/judge-due.ts';
import { H, MODULES, NOON, rollUp, seedRegistry } from './seed.ts';

export const officer = actorWith('duty-officer', '/BT/');
export const station = actorWith('monitoring-station', '/650000/650100/');
export const own = actorWith('enterprise', '/650000/650100/650102/', 1);
export const other = actorWith('enterprise', '/650000/650100/650102/', 2);
export const AIR = {
  'a21026.Avg': 3,
  'a21004.Avg': 7,
  'a21005.Avg': 0.5,
  'a05024.Avg': 87,
  'a34002.Avg': 405,
  'a34004.Avg': 90,
};
export const DAY = Date.parse('2026-11-23T00:00:00+08:00');
export const hour = { period: 'hour', time: beijingIso(NOON) };
export const job = { signal: new AbortController().signal, progress: async () => {} };

/** Two air stations of which one is public, a stack and a wastewater outlet, all judged once. */
export async function setUp() {
  const ctx = await testContext({ modules: MODULES, now: NOON + H + 60_000, policy: makePolicy() });
  await seedRegistry(ctx.db);
  await rollUp(ctx.db, { pointId: 1, period: 'hour', time: NOON, revision: 2 }, AIR, {
    'a34004.Avg': 'INSUFFICIENT',
  });
  await rollUp(ctx.db, { pointId: 3, period: 'hour', time: NOON }, AIR);
  await rollUp(
    ctx.db,
    { pointId: 4, period: 'hour', time: NOON },
    { 'a21026.Avg': 38, 'a21026.ZsAvg': 42.222, 'a19001.Avg': 7.5 },
  );
  await rollUp(ctx.db, { pointId: 5, period: 'day', time: DAY }, { 'w01018.Avg': 60, 'w01001.Avg': 7 });
  const announce = (period: 'hour' | 'day', ids: number[], time: number) =>
    ctx.db.transaction().execute((tx) =>
      ctx.outbox.publish(tx, rolledUp, {
        period,
        items: ids.map((pointId) => ({ pointId, time: beijingIso(time), revision: 0 })),
      }),
    );
  await announce('hour', [1, 3, 4], NOON);
  await announce('day', [5], DAY);
  await ctx.deliver();
  await judgeDue(ctx, { signal: new AbortController().signal });
  return { ctx, announce, server: await testServer(ctx, MODULES) };
}
