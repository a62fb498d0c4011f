import type { Actor } from '@tarim/platform';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { CORPS, house, NOW, OFFICER, SITE, UNIT } from './visits.fixture.ts';

/** The clock of the fixture stands at 16:00 on 2026-11-27; its visit 1 has no appointment. */
const iso = (hour: string, day = '27') => `2026-11-${day}T${hour}:00+08:00`;
const post = (role: Actor['posts'][number]['role'], unitPath = '/650000/'): Actor => ({
  userId: '00000000-0000-7000-8000-000000000077',
  name: '某人',
  posts: [{ role, unitPath, ...(role === 'enterprise' ? { enterpriseId: 1 } : {}) }],
});

async function world() {
  const all = await house();
  const { ctx } = all;
  await sql`update registry.enterprise set lon = 87.6, lat = 43.8`.execute(ctx.db);
  const visit = async (from: string | null, unit = UNIT) => {
    const { rows } = await sql<{ id: number }>`
      insert into inspection.visit (enterprise_id, enterprise, uscc, unit_path, team, state, why, planned_at, appointed_from, appointed_to, simulated)
      values (2, '天山热电2', '91650100000000012A', ${unit}, '[{"name": "检查员2", "certificate": "XJ-2"}]', 'planned', '举报',
        ${iso('08:00')}, ${from}::timestamptz, ${from}::timestamptz + interval '2 hours', false) returning id`.execute(
      ctx.db,
    );
    return rows[0]!.id;
  };
  const task = (subject: string, unit: string, due: string, state = 'dispatched') =>
    sql`insert into supervision.task (state, source, cause, severity, group_key, subject, lon, lat, unit_path, object_unit, role, verification,
        requirement, dispatched_at, receive_by, clock, due_at, warn_hours, simulated, updated_at)
      values (${state}, 'manual', 'manual', 'critical', ${subject}, ${subject}, 87.5, 43.9, ${unit}, ${unit}, 'enforcement-officer', 'on-site',
        '核实', ${iso('08:00', '20')}, ${iso('08:00', '21')}, '{}', ${due}, 24, false, ${iso('08:00', '20')})`.execute(
      ctx.db,
    );
  const command = (query: object = {}, as: Actor = OFFICER) =>
    all.call<c.CommandView>(c.getCommand, { query, as });
  return { ...all, visit, task, command };
}

test('visits of today with their progress, and where a team was only when its device told', async () => {
  const { visit, command, take, call } = await world();
  const planned = await visit(iso('17:00'));
  const late = await visit(iso('14:00'));
  const tomorrow = await visit(iso('09:00', '28'));
  const abroad = await visit(iso('17:00'), '/BT/BT08/');
  const progress = async () =>
    Object.fromEntries((await command()).body.visits.map(({ id, progress }) => [id, progress]));
  expect(await progress()).toEqual({ 1: 'undated', [planned]: 'planned', [late]: 'late' });
  // An inquiry with a photograph at the gate: the team has arrived; with the record of the site the visit is sealed.
  const { facts: _f, checks: _c, production: _p, result: _r, sampled: _s, ...asked } = SITE;
  await take(OFFICER, 'inquiry', {
    ...asked,
    identity: '650100199001010011',
    deliveryAddress: '天山区',
    electronicDelivery: true,
    interpreter: '',
    dialogue: [{ q: '设施是否运行？', a: '停了。' }],
  });
  expect(await progress()).toMatchObject({ 1: 'arrived' });
  await take(OFFICER, 'site', SITE);
  const { body } = await command();
  expect(body.visits.find(({ id }) => id === 1)).toMatchObject({
    progress: 'sealed',
    team: ['检查员1'],
    last: { lon: 87.6, lat: 43.8, at: '2026-11-27T11:30:00+08:00' },
  });
  expect(body.visits.find(({ id }) => id === late)).toMatchObject({ last: null, lon: 87.6 });
  expect(body.figures).toMatchObject({ planned: 1, late: 1, done: 1, underWay: 0, undated: 0 });
  expect(body.visits.map(({ id }) => id)).not.toContain(tomorrow);
  expect(body.visits.map(({ id }) => id)).not.toContain(abroad);
  expect(body.happenings.find(({ kind, what }) => kind === 'visit' && what === 'done')).toMatchObject({
    id: 1,
  });
  expect((await call(c.getCommand, { as: CORPS })).body).toMatchObject({ figures: { planned: 1, done: 0 } });
});

test('each figure is as long as the list that it leads to', async () => {
  const { ctx, command, call, task } = await world();
  await task('甲厂', UNIT, iso('15:59'));
  await task('乙厂', UNIT, iso('10:00', '30'));
  await task('丙厂', UNIT, iso('10:00'), 'closed');
  await task('丁厂', '/BT/BT08/', iso('10:00'));
  const file = async (n: number, filed: string, unit: string, steps: object[]) => {
    await sql`insert into enforcement.case_file (number, unit_path, enterprise_id, party, violation, cause, facts, act_start, act_end, harm,
        handlers, filed_on, filed_by, state, simulated, recorded_at)
      values (${`案${n}`}, ${unit}, 1, '{"kind":"organisation","name":"天山热电1","code":"x","address":""}', '1107:usual', '超标', '超标',
        '2026-03-01', '2026-03-01', false, '[]', ${filed}::date, '{"userId":"x","name":"x"}', 'investigating', false, now())`.execute(
      ctx.db,
    );
    for (const [i, act] of steps.entries())
      await sql`insert into enforcement.case_step (case_id, nth, unit_path, act, by_id, by_name, at)
        values (${n}, ${i + 1}, ${unit}, ${JSON.stringify(act)}::jsonb, 'x', 'x', ${iso(`15:0${i}`)})`.execute(
        ctx.db,
      );
  };
  const order = { act: 'order-correction', on: '2026-11-20', content: '改正', due: '2026-11-25' };
  const recheck = (corrected: boolean) => ({ act: 'recheck', on: '2026-11-26', corrected, findings: 'x' });
  // Ninety days from the second of March are long over; the others were filed this month.
  await file(1, '2026-03-02', UNIT, []);
  await file(2, '2026-11-19', UNIT, [order]);
  await file(3, '2026-11-19', UNIT, [order, recheck(false)]);
  await file(4, '2026-11-19', UNIT, [order, recheck(true)]);
  await file(5, '2026-03-02', '/BT/BT08/', [order]);
  const clue = (on: string, object: string) =>
    call(c.addClue, {
      body: {
        unitPath: UNIT,
        enterpriseId: null,
        object,
        source: 'media',
        on,
        suspected: '冒黑烟',
        facts: 'x',
      },
    });
  expect((await clue('2026-11-27', '某小厂')).status).toBe(200);
  expect((await clue('2026-11-26', '另一厂')).status).toBe(200);
  await sql`update enforcement.clue_report set at = ${iso('15:00', '26')} where clue_id = 2`.execute(ctx.db);
  const { body } = await command();
  expect(body.figures).toMatchObject({
    tasks: 2,
    lateTasks: 1,
    redCases: 1,
    openOrders: 2,
    waitingClues: 2,
    newClues: 1,
    undated: 1,
  });
  expect(body.tasks.map(({ subject, light }) => [subject, light])).toEqual([
    ['甲厂', 'red'],
    ['乙厂', 'green'],
  ]);
  expect(body.cases.map(({ number }) => number)).toEqual(['案1']);
  const cases = async (due: string) =>
    (await call<{ cases: c.CaseSummary[] }>(c.listCases, { query: { due, unit: UNIT } })).body.cases;
  expect((await cases('red')).map(({ id }) => id)).toEqual([1]);
  expect((await cases('order')).map(({ id }) => id).sort()).toEqual([2, 3]);
  const since = new Date(NOW - 86_400_000).toISOString();
  const clues = await call<{ clues: c.Clue[] }>(c.listClues, { query: { since, unit: UNIT } });
  expect(clues.body.clues.map(({ object }) => object)).toEqual(['某小厂']);
  // One visit without an hour, two tasks, four cases and two clues, all of one county.
  expect(body.units).toEqual([{ unitPath: UNIT, visits: 1, tasks: 2, cases: 4, clues: 2 }]);
  expect(body.happenings[0]).toMatchObject({ kind: 'told', what: 'media', title: '某小厂' });
  expect(body.happenings.filter(({ kind }) => kind === 'case').map(({ what, id }) => [what, id])).toEqual(
    expect.arrayContaining([
      ['recheck', 4],
      ['order-correction', 2],
    ]),
  );
});

test('one commands one’s own units; who only reads, and an enterprise, is refused', async () => {
  const { command } = await world();
  expect((await command({ unit: UNIT })).body).toMatchObject({ unit: UNIT });
  expect((await command({}, post('duty-officer'))).body).toMatchObject({ unit: '/650000/' });
  expect((await command({ unit: '/650000/' })).status).toBe(403);
  expect((await command({ unit: UNIT }, CORPS)).status).toBe(403);
  for (const role of [
    'planner',
    'auditor',
    'monitoring-station',
    'radiation-supervisor',
    'enterprise',
  ] as const)
    expect((await command({}, post(role))).status, role).toBe(403);
});
