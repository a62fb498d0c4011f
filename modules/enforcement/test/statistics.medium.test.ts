import { fileURLToPath } from 'node:url';
import { makePolicy } from '@tarim/identity/server';
import { inspectionModule } from '@tarim/inspection/server';
import type { Actor } from '@tarim/platform';
import { loadRegionPack, regionModule } from '@tarim/region/server';
import { registryModule } from '@tarim/registry/server';
import { supervisionModule } from '@tarim/supervision/server';
import { testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { enforcementModule, fillFigures } from '../server/module.ts';

const XINJIANG = fileURLToPath(new URL('../../../regions/xinjiang/', import.meta.url));
const MODULES = [regionModule, registryModule, supervisionModule, inspectionModule, enforcementModule];
const URUMQI = '/650000/650100/650102/';
const CORPS = '/BT/BT08/';
const STAFF: Actor = {
  userId: '00000000-0000-7000-8000-000000000001',
  name: '甲',
  posts: [{ role: 'planner', unitPath: '/650000/' }],
};
const ENTERPRISE: Actor = { ...STAFF, posts: [{ role: 'enterprise', unitPath: URUMQI }] };

type Step = Record<string, unknown>;
const CASES: readonly {
  unit: string;
  violation: string;
  filed: string;
  fine: number | null;
  state: string;
  steps: Step[];
}[] = [
  {
    // Forty days, 100,000 of 150,000 paid, corrected; 20 % below what was computed.
    unit: URUMQI,
    violation: '1107:usual',
    filed: '2026-03-01',
    fine: 150_000,
    state: 'delivered',
    steps: [
      { act: 'order-correction', on: '2026-03-02' },
      { act: 'recheck', on: '2026-03-20', corrected: true },
      { act: 'give-notice', on: '2026-03-25', amount: 160_000, computed: 200_000 },
      { act: 'decide', on: '2026-04-10', kind: 'penalty', amount: 150_000 },
      { act: 'pay', on: '2026-04-20', amount: 60_000 },
      { act: 'pay', on: '2026-04-21', amount: 40_000 },
    ],
  },
  {
    // A hundred days, with hearing, paid with its late fine: 60,000 of it are no fine.
    unit: URUMQI,
    violation: '1107:usual',
    filed: '2026-03-10',
    fine: 300_000,
    state: 'closed',
    steps: [
      { act: 'order-correction', on: '2026-03-12' },
      { act: 'give-notice', on: '2026-05-01', amount: 300_000, computed: null },
      { act: 'hold-hearing', on: '2026-05-20' },
      { act: 'decide', on: '2026-06-18', kind: 'penalty', amount: 300_000 },
      { act: 'pay', on: '2026-07-20', amount: 360_000 },
      { act: 'close', on: '2026-07-21', result: '已缴清' },
    ],
  },
  {
    unit: CORPS,
    violation: '1102:usual',
    filed: '2026-04-01',
    fine: null,
    state: 'investigating',
    steps: [{ act: 'seal', on: '2026-04-02', days: 30 }],
  },
  // Filed before the period.
  {
    unit: URUMQI,
    violation: '1107:usual',
    filed: '2025-12-31',
    fine: 1,
    state: 'closed',
    steps: [{ act: 'decide', on: '2026-01-10', kind: 'penalty', amount: 1 }],
  },
];

test('figures of units, violations and months are those that the steps add up to', async () => {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy() });
  await loadRegionPack(ctx, XINJIANG);
  for (const [i, one] of CASES.entries()) {
    await sql`insert into enforcement.case_file (number, unit_path, party, violation, cause, facts, act_start, act_end, harm, handlers, filed_on,
        filed_by, state, fine, simulated, recorded_at)
      values (${`案${i}`}, ${one.unit}, '{"kind": "organisation", "name": "x", "code": "x", "address": ""}', ${one.violation}, 'x', 'x', '2025-12-01',
        '2025-12-01', false, '[]', ${one.filed}::date, '{"userId": "x", "name": "x"}', ${one.state}, ${one.fine}, false, now())`.execute(
      ctx.db,
    );
    for (const [n, act] of one.steps.entries())
      await sql`insert into enforcement.case_step (case_id, nth, unit_path, act, by_id, by_name, at)
        values (${i + 1}, ${n + 1}, ${one.unit}, ${JSON.stringify(act)}::jsonb, 'x', 'x', now())`.execute(
        ctx.db,
      );
  }
  await sql`insert into enforcement.clue (unit_path, object, object_key, state, received_on, last_on, case_id, simulated)
    values (${URUMQI}, 'x', 'x', 'filed', '2026-02-20', '2026-02-20', 1, false), (${URUMQI}, 'y', 'y', 'open', '2026-03-05', '2026-03-05', null, false),
      (${URUMQI}, 'z', 'z', 'open', '2025-12-05', '2025-12-05', null, false)`.execute(ctx.db);
  const server = await testServer(ctx, MODULES);
  const ask = async (as: Actor, unit?: string) => {
    const answer = await server.call(c.caseStatistics, {
      as,
      query: { from: '2026-01-01', to: '2026-12-31', ...(unit ? { unit } : {}) },
    });
    return {
      status: answer.status,
      body: answer.body as {
        units: c.UnitStatistics[];
        violations: object[];
        industries: object[];
        months: object[];
        waiting: number;
      },
    };
  };
  // As on a platform that kept no figures: they are worked out once, and until then that is said.
  await sql`insert into enforcement.figure_due select id from enforcement.case_file`.execute(ctx.db);
  expect((await ask(STAFF)).body).toMatchObject({ waiting: 4, months: [] });
  expect(await fillFigures(ctx)).toBe(4);
  expect(await fillFigures(ctx)).toBe(0);
  const { body } = await ask(STAFF);
  expect(body.waiting).toBe(0);
  expect(body.units).toEqual([
    {
      unitPath: URUMQI,
      unitName: '天山区',
      // Of February and March; the third came before the period.
      clues: 2,
      cluesFiled: 1,
      filed: 2,
      decided: 2,
      penalties: 2,
      noPenalty: 0,
      withdrawn: 0,
      closed: 1,
      repeated: 0,
      fines: 450_000,
      paid: 400_000,
      decisionDays: 70,
      inTerm: 1,
      heard: 1,
      orders: 2,
      corrected: 1,
      // Done on the eighteenth day; the other was due on 04-13 and nobody came.
      rechecksDue: 2,
      rechecksInTerm: 1,
      publicationsDue: 2,
      publicationsInTerm: 0,
      court: 0,
      seals: 0,
      sealsLate: 0,
      daily: 0,
      dailyFines: 0,
      transfers: 0,
      deviation: -0.2,
    },
    {
      unitPath: CORPS,
      unitName: expect.any(String),
      clues: 0,
      cluesFiled: 0,
      filed: 1,
      decided: 0,
      penalties: 0,
      noPenalty: 0,
      withdrawn: 0,
      closed: 0,
      repeated: 0,
      fines: 0,
      paid: 0,
      decisionDays: null,
      inTerm: 0,
      heard: 0,
      orders: 0,
      corrected: 0,
      rechecksDue: 0,
      rechecksInTerm: 0,
      publicationsDue: 0,
      publicationsInTerm: 0,
      court: 0,
      seals: 1,
      // Thirty days from 04-02: 05-02, and it was not released.
      sealsLate: 1,
      daily: 0,
      dailyFines: 0,
      transfers: 0,
      deviation: null,
    },
  ]);
  expect(body.violations).toMatchObject([
    { key: '1107:usual', cases: 2, fines: 450_000 },
    { key: '1102:usual', cases: 1, fines: 0 },
  ]);
  expect(body.industries).toEqual([{ industry: null, name: null, cases: 3, fines: 450_000 }]);
  expect(body.months).toEqual([
    { month: '2026-03', filed: 2, decided: 0 },
    { month: '2026-04', filed: 1, decided: 1 },
    { month: '2026-06', filed: 0, decided: 1 },
  ]);
  expect((await ask(STAFF, '/BT/')).body.units.map(({ unitPath }) => unitPath)).toEqual([CORPS]);
  expect((await ask(ENTERPRISE)).status).toBe(403);
});
