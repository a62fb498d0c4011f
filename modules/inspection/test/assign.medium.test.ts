import { enforcementModule } from '@tarim/enforcement/server';
import { fieldModule } from '@tarim/field/server';
import { supervisionModule } from '@tarim/supervision/server';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { CORPS, DUTY, ready } from './draws.fixture.ts';

const BESIDE = [fieldModule, supervisionModule, enforcementModule];
const COUNTY = '/650000/650100/650102/';
/** The clock of the tests stands at 10:00 on 2026-11-27. */
const slot = (from: string, to: string, day = '2026-11-27') => ({
  from: `${day}T${from}:00+08:00`,
  to: `${day}T${to}:00+08:00`,
});

/** A bureau whose seat is one degree south of the enterprises, a county one beside them. */
async function world() {
  const all = await ready(BESIDE);
  await sql`update region.unit set lon = 87, lat = 43 where path = '/650000/650100/'`.execute(all.ctx.db);
  await sql`update region.unit set lon = 87, lat = 44 where path = ${COUNTY}`.execute(all.ctx.db);
  await sql`update registry.enterprise set lon = 87, lat = 44`.execute(all.ctx.db);
  const near = (await all.inspector(11, { unitPath: COUNTY, specialities: ['air'] })).body;
  const plan = (enterpriseId: number, inspectors: number[], more: object = {}) =>
    all.call<c.Visit>(c.planVisit, {
      body: { enterpriseId, inspectors, exemption: 'complaint', why: '举报', ...more },
    });
  const suggest = (query: object, more: object = {}) =>
    all.call<c.Suggestion>(c.suggestTeam, { query, ...more });
  const ids = all.inspectors.map(({ id }) => id) as [number, number, number, number];
  return { ...all, near, plan, suggest, ids };
}

test('officers are suggested with their figures, the others told why not', async () => {
  const { call, inspector, suggest, near, plan, ids, ctx } = await world();
  const late = (await inspector(12, { certifiedTo: '2026-11-26' })).body;
  const sibling = (await inspector(13, { unitPath: '/650000/650100/650103/' })).body;
  await call(c.changeObject, {
    params: { id: 1 },
    body: { stratum: 'key', factors: {}, hold: null, speciality: 'air' },
  });
  // One case in hand and one visit at the same hours.
  await sql`insert into enforcement.case_file (number, unit_path, party, violation, cause, facts, act_start, act_end, harm, handlers,
      filed_on, filed_by, state, simulated, recorded_at)
    values ('A-1', ${COUNTY}, '{"kind":"organisation","name":"甲"}', '1107:usual', '超标', '超标', '2026-11-01', '2026-11-01', false,
      '[{"name":"检查员3","certificate":"XJ-1003"}]', '2026-11-02', '{"userId":"u","name":"n"}', 'investigating', false, now())`.execute(
    ctx.db,
  );
  expect((await plan(5, [ids[1], near.id], { appointment: slot('11:00', '12:00') })).status).toBe(200);
  const { body } = await suggest({ enterprise: 1, ...slot('14:00', '16:00') });
  expect(body).toMatchObject({ on: '2026-11-27', speciality: 'air', confidence: 'unverified', problems: [] });
  // By 300 km, ten in hand and the speciality: from the visit before it nobody has to drive.
  const figures = Object.fromEntries(body.candidates.map(({ certificate, ...one }) => [certificate, one]));
  expect(figures['XJ-1011']).toMatchObject({ score: 0.97, km: 0, start: 'visit', visits: 1, thatDay: 1 });
  expect(figures['XJ-1002']).toMatchObject({ score: 0.77, km: 0, start: 'visit', visits: 1 });
  // 0.5 · (1 − 111.195/300) + 0.3, a tenth of it less for the case.
  expect(figures['XJ-1004']).toMatchObject({ score: 0.615, start: 'seat', cases: 0 });
  expect(figures['XJ-1003']).toMatchObject({ score: 0.585, cases: 1 });
  expect(body.proposed).toEqual([near.id, ids[1]]);
  expect(Object.fromEntries(body.excluded.map(({ id, grounds }) => [id, grounds]))).toEqual({
    [ids[0]]: ['recused'],
    [late.id]: ['certificate'],
    [sibling.id]: ['unit'],
  });
  // At the hours of their visit both are busy; of the visit itself they are not.
  const busy = (await suggest({ enterprise: 1, ...slot('11:30', '12:30') })).body;
  expect(
    busy.excluded
      .filter(({ grounds }) => grounds.includes('busy'))
      .map(({ id }) => id)
      .sort(),
  ).toEqual([ids[1], near.id].sort());
  expect((await suggest({ visit: 1 })).body.candidates.map(({ id }) => id)).toContain(near.id);
});

test('officers of another county are neither suggested nor planned', async () => {
  const { inspector, suggest, plan, ids } = await world();
  const corps = (await inspector(21, { unitPath: '/650000/650100/650103/' })).body;
  const { body: other } = await inspector(22, { unitPath: '/650000/650100/' });
  const allied = await (async () => {
    const { status, body } = await inspector(23, { unitPath: '/BT/BT12/' });
    return { status, id: body.id };
  })();
  // An officer of the region registers nobody of the Corps.
  expect(allied.status).toBe(403);
  expect((await plan(5, [corps.id, other.id])).body.code).toBe('INSPECTION_TEAM_UNFIT');
  expect((await plan(5, [ids[1], other.id])).status).toBe(200);
  expect((await suggest({ enterprise: 5 })).body.candidates.map(({ id }) => id)).not.toContain(corps.id);
});

test('in a joint operation officers of the other hierarchy are candidates, and may be planned', async () => {
  const { ctx, suggest, plan, ids } = await world();
  const { rows } = await sql<{ id: number }>`
    insert into inspection.inspector (name, certificate, certified_to, unit_path, specialities, recusals, active, simulated, changed_by, changed_at)
    values ('兵团检查员', 'BT-1', '2027-12-31', '/BT/BT08/', '{}', '{}', true, false, 'x', now()) returning id`.execute(
    ctx.db,
  );
  const { id } = rows[0]!;
  const found = async (query: object) =>
    (await suggest({ enterprise: 5, ...query })).body.candidates.some((one) => one.id === id);
  expect([await found({}), await found({ joint: true })]).toEqual([false, true]);
  expect((await plan(5, [ids[1], id])).body.code).toBe('INSPECTION_TEAM_UNFIT');
  expect((await plan(5, [ids[1], id], { joint: true })).body).toMatchObject({ joint: true });
});

test('hours lie in one day from today on; a drawn team stays; a made visit is not arranged', async () => {
  const { call, plan, ids, ctx } = await world();
  const { body: visit } = await plan(5, [ids[1], ids[2]]);
  expect(visit.appointment).toBeNull();
  const arrange = (id: number, body: object) =>
    call<c.Visit>(c.arrangeVisit, { params: { id }, body: { reason: '安排', ...body } });
  for (const appointment of [
    slot('12:00', '12:00'),
    slot('09:00', '10:00', '2026-11-26'),
    { from: '2026-11-28T20:00:00+08:00', to: '2026-11-29T01:00:00+08:00' },
  ])
    expect((await arrange(visit.id, { appointment })).body.code).toBe('INSPECTION_APPOINTMENT_INVALID');
  const appointment = slot('15:00', '17:00', '2026-11-28');
  expect((await arrange(visit.id, { appointment, inspectors: [ids[2], ids[3]] })).body).toMatchObject({
    appointment,
    team: [{ certificate: 'XJ-1003' }, { certificate: 'XJ-1004' }],
  });
  // Whoever's certificate ends before the day of the visit does not go.
  await sql`update inspection.inspector set certified_to = '2026-11-27' where id = ${ids[1]}`.execute(ctx.db);
  expect((await arrange(visit.id, { appointment, inspectors: [ids[1], ids[3]] })).body.code).toBe(
    'INSPECTION_TEAM_UNFIT',
  );
  await sql`insert into inspection.draw (number, unit_path, unit_name, scheme_version, state, drawn_on, algorithm, seed_sealed, commitment,
      input, names, pool, officers, simulated, committed_by, committed_at)
    values ('2026-11/650100/9', '/650000/650100/', '乌鲁木齐', 1, 'committed', '2026-11-27', 'x', 'x', 'x', '{}', '{}', 1, 2, false, 'x', now())`.execute(
    ctx.db,
  );
  await sql`update inspection.visit set draw_id = 1, nth = 1 where id = ${visit.id}`.execute(ctx.db);
  expect((await arrange(visit.id, { appointment, inspectors: [ids[2], ids[3]] })).body.code).toBe(
    'INSPECTION_TEAM_DRAWN',
  );
  expect((await arrange(visit.id, { appointment: null })).body).toMatchObject({ appointment: null });
  await call(c.recordVisit, {
    params: { id: visit.id },
    body: { visitedOn: '2026-11-27', result: 'no-problem' },
  });
  expect((await arrange(visit.id, { appointment })).body.code).toBe('INSPECTION_VISIT_DONE');
});

test('only who plans there is told whom to send, and arranges', async () => {
  const { plan, suggest, call, ids } = await world();
  const { id } = (await plan(5, [ids[1], ids[2]])).body;
  for (const as of [DUTY, CORPS]) {
    expect((await suggest({ enterprise: 5 }, { as })).status).toBe(403);
    expect((await suggest({ visit: id }, { as })).status).toBe(403);
    const body = { appointment: null, reason: '安排' };
    expect((await call(c.arrangeVisit, { as, params: { id }, body })).status).toBe(403);
  }
  expect((await suggest({ visit: 99 })).body.code).toBe('INSPECTION_VISIT_UNKNOWN');
});

test('visits are listed by their turn; figures come from what was recorded', async () => {
  const { call, plan, ids, ctx } = await world();
  const visit = async (enterprise: number, appointment: object | null) =>
    (await plan(enterprise, [ids[1], ids[2]], { appointment })).body.id;
  const undated = await visit(5, null);
  const planned = await visit(6, slot('09:31', '11:00'));
  const late = await visit(7, slot('09:29', '11:00'));
  const tomorrow = await visit(8, slot('09:00', '11:00', '2026-11-28'));
  const begun = await visit(9, slot('09:00', '11:00'));
  const done = await visit(10, slot('09:00', '11:00'));
  const record = (id: number, form: string, filled: object) =>
    sql`insert into inspection.record (visit_id, nth, unit_path, form, act_id, filled, evidence, made_at, by_user, by_name, simulated)
      values (${id}, 1, ${COUNTY}, ${form}, ${`00000000-0000-4000-8000-00000000000${id}`}, ${JSON.stringify(filled)}::jsonb,
        '[{"sha256":"x","name":"a.mp4","takenAt":1795744800000,"place":[87,44],"accuracy":5,"bearing":null}]', ${new Date(ctx.clock.now())}, 'u', 'n', false)`.execute(
      ctx.db,
    );
  await record(begun, 'inquiry', {});
  await call(c.recordVisit, { params: { id: done }, body: { visitedOn: '2026-11-27', result: 'corrected' } });
  await record(done, 'site', {
    began: Date.parse('2026-11-27T09:20:00+08:00'),
    checks: {},
    firstOfficer: { by: '检查员2' },
    secondOfficer: { by: '检查员3' },
  });
  const listed = async (turn: c.VisitTurn) =>
    (await call<{ visits: c.Visit[] }>(c.listVisits, { query: { turn } })).body.visits.map(({ id }) => id);
  expect([
    await listed('undated'),
    await listed('planned'),
    await listed('late'),
    await listed('under-way'),
    await listed('done'),
  ]).toEqual([[undated], [planned], [late], [begun], [done]]);
  expect(tomorrow).toBeGreaterThan(0);
  // Units of the Corps have letters in their paths.
  expect((await call(c.listVisits, { query: { unit: '/BT/BT08/' } })).body).toMatchObject({ visits: [] });
  const { body } = await call<{ units: c.VisitFigures[]; total: c.VisitFigures; officers: object[] }>(
    c.visitStatistics,
    { query: { from: '2026-11-01', to: '2026-11-30' }, as: DUTY },
  );
  expect(body.total).toMatchObject({
    visits: 6,
    done: 1,
    appointed: 1,
    onTime: 1,
    checklist: 0,
    twoSigned: 1,
    filmed: 1,
    evidence: 1,
    problems: 1,
    rectified: 1,
    kinds: { exempt: 6 },
    // Nothing of them came by a device of the field.
    syncHours: null,
  });
  expect(body.units.map(({ unitPath, visits }) => [unitPath, visits])).toEqual([[COUNTY, 6]]);
  expect(body.officers).toEqual([
    { name: '检查员2', certificate: 'XJ-1002', planned: 5, done: 1 },
    { name: '检查员3', certificate: 'XJ-1003', planned: 5, done: 1 },
  ]);
  const none = await call<{ total: null }>(c.visitStatistics, {
    query: { from: '2026-12-01', to: '2026-12-31' },
  });
  expect(none.body.total).toBeNull();
});
