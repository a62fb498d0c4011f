import { explainVerdict } from '@tarim/evaluation/contract';
import { beijingIso } from '@tarim/kernel';
import { rolledUp } from '@tarim/telemetry/contract';
import { type TestContext, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { MODULES as EVALUATION_MODULES, H, NOON, rollUp, seedRegistry } from '../../evaluation/test/seed.ts';
import { alarmModule } from '../server/module.ts';
import { listAlarmViews, logOf } from '../server/sql/read.ts';

const MODULES = [...EVALUATION_MODULES, alarmModule];
const POINT = 4;

async function rolled(ctx: TestContext, converted: number, revision: number): Promise<void> {
  await rollUp(
    ctx.db,
    { pointId: POINT, period: 'hour', time: NOON, revision },
    { 'a21026.Avg': converted - 2, 'a21026.ZsAvg': converted, 'a19001.Avg': 7.5 },
  );
  const items = [{ pointId: POINT, time: beijingIso(NOON), revision }];
  await ctx.db.transaction().execute((tx) => ctx.outbox.publish(tx, rolledUp, { period: 'hour', items }));
  await ctx.deliver();
}

describe('from a rolled-up hour to an alarm and back', () => {
  it('raises, and lets go with the reason when late data change the hour; the evidence leads to the explanation', async () => {
    const ctx = await testContext({ modules: MODULES, now: NOON + H + 60_000 });
    await seedRegistry(ctx.db);
    const server = await testServer(ctx, MODULES);
    await rolled(ctx, 42.222, 0);
    const [alarm] = await listAlarmViews(ctx.db, { scopes: ['/'] }, { limit: 10 });
    expect(alarm).toMatchObject({ state: 'firing', code: 'a21026', evidence: { value: 42.222, limit: 35 } });

    const { pointId, code, period, time } = alarm!.evidence;
    const explained = await server.call(explainVerdict, { query: { pointId, code, period, time } });
    expect(explained.body.fact).toMatchObject({ verdict: 'exceeds', value: 42.222 });
    expect(explained.body.input.rollup).toEqual({
      pointId: POINT,
      period: 'hour',
      time: beijingIso(NOON),
      revision: 0,
    });

    await rolled(ctx, 33, 1);
    const [after] = await listAlarmViews(ctx.db, { scopes: ['/'] }, { limit: 10 });
    expect(after).toMatchObject({ id: alarm!.id, state: 'recovering' });
    expect((await logOf(ctx.db, alarm!.id)).at(-1)).toMatchObject({
      why: 'revised',
      evidence: { value: 33, revision: 1 },
    });
    const again = await server.call(explainVerdict, { query: { pointId, code, period, time } });
    expect(again.body.revisions.map((one: { verdict: string }) => one.verdict)).toEqual(['meets', 'exceeds']);
  });

  it('loses and doubles nothing when a consumer fails in between', async () => {
    const ctx = await testContext({ modules: MODULES, now: NOON + H + 60_000 });
    await seedRegistry(ctx.db);
    await sql`alter table alarm.event_log add constraint broken check (why <> 'seen') not valid`.execute(
      ctx.db,
    );
    await expect(rolled(ctx, 42.222, 0)).rejects.toThrow();
    expect(await listAlarmViews(ctx.db, { scopes: ['/'] }, { limit: 10 })).toEqual([]);
    await sql`alter table alarm.event_log drop constraint broken`.execute(ctx.db);
    await ctx.deliver();
    const alarms = await listAlarmViews(ctx.db, { scopes: ['/'] }, { limit: 10 });
    expect(alarms.map((one) => [one.state, one.occurrences])).toEqual([['firing', 1]]);
  });
});
