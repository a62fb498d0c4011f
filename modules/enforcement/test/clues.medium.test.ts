import * as inspection from '@tarim/inspection/contract';
import type { Actor } from '@tarim/platform';
import { leadMade } from '@tarim/supervision/contract';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { CORPS, HEAD, house, OFFICER, SITE, UNIT } from './visits.fixture.ts';

const clue = (more: object = {}) => ({
  body: {
    unitPath: UNIT,
    enterpriseId: 2,
    object: '',
    source: 'complaint',
    on: '2026-11-20',
    suspected: '夜间偷排',
    facts: '群众反映夜间有刺激性气味',
    ...more,
  },
});
type Desk = {
  clues: c.DeskClue[];
  cases: c.DeskCase[];
  visits: c.DeskVisit[];
  load: c.Load[];
};
type Clues = { clues: c.Clue[]; beyond: number | null };

test('reports of one object within thirty days are one clue, with the term of its first', async () => {
  const { call } = await house();
  const first = (await call<c.Clue>(c.addClue, clue())).body;
  expect(first).toMatchObject({ code: 'AY-000001', object: '天山热电2', state: 'open', earlier: 0 });
  // 处罚办法 18: fifteen days, the day after being day 1: 5 December 2026 is a Saturday, and the term runs to Monday.
  expect(first.clock).toMatchObject({ key: 'filing', due: '2026-12-07', light: 'green' });
  const joined = (await call<c.Clue>(c.addClue, clue({ source: 'media', on: '2026-11-26' }))).body;
  expect(joined.id).toBe(first.id);
  expect(joined.reports.map(({ source }) => source)).toEqual(['complaint', 'media']);
  expect(joined.receivedOn).toBe('2026-11-20');
  // Thirty-one days before: another clue, and of the other enterprise too.
  const older = (await call<c.Clue>(c.addClue, clue({ on: '2026-10-20' }))).body;
  expect(older.id).not.toBe(first.id);
  const other = (await call<c.Clue>(c.addClue, clue({ enterpriseId: 1 }))).body;
  expect(other.id).not.toBe(first.id);
  // Whoever is not in the registry is known by the name.
  const named = clue({ enterpriseId: null, object: '某砖厂' });
  const brickworks = (await call<c.Clue>(c.addClue, named)).body;
  const again = (await call<c.Clue>(c.addClue, clue({ enterpriseId: null, object: '某 砖厂' }))).body;
  expect(again.id).toBe(brickworks.id);
  const { clues } = (await call<Clues>(c.listClues, { query: { state: 'waiting' } })).body;
  expect(clues.map(({ id }) => id)).toEqual([first.id, older.id, other.id, brickworks.id]);
  expect((await call<Clues>(c.listClues, { query: { source: 'media' } })).body.clues).toHaveLength(1);
});

test('bad clues are refused, and nobody else disposes of one', async () => {
  const { call } = await house();
  const refused = async (more: object) => (await call(c.addClue, clue(more))).body.code;
  expect(await refused({ on: '2026-11-28' })).toBe('ENFORCEMENT_CLUE_IN_FUTURE');
  expect(await refused({ enterpriseId: null, object: ' ' })).toBe('ENFORCEMENT_CLUE_OBJECT_MISSING');
  expect(await refused({ enterpriseId: 99 })).toBe('ENFORCEMENT_ENTERPRISE_UNKNOWN');
  expect((await call(c.addClue, { ...clue(), as: CORPS })).status).toBe(403);
  const { id } = (await call<c.Clue>(c.addClue, clue())).body;
  const triage = (act: string, as?: Actor) =>
    call<c.Clue>(c.triageClue, { params: { id }, body: { act, text: '事实不清' }, ...(as ? { as } : {}) });
  expect((await triage('not-file', CORPS)).status).toBe(403);
  // More time is the head's to grant, once.
  const extended = await triage('extend', HEAD);
  expect(extended.body.clock.due).toBe('2026-12-21');
  expect((await triage('extend', HEAD)).body.code).toBe('ENFORCEMENT_CLUE_EXTENDED');
  const ended = await triage('not-file');
  expect(ended.body).toMatchObject({ state: 'not-filed', clock: { light: 'done', doneOn: '2026-11-27' } });
  expect((await triage('transfer')).body.code).toBe('ENFORCEMENT_CLUE_ENDED');
  // What is told after its end is a new clue, which knows of the one before.
  expect((await call<c.Clue>(c.addClue, clue())).body).toMatchObject({ id: id + 1, earlier: 1 });
});

test('a visit for a clue is noted there, what it found is told there, and its case ends the clue', async () => {
  const { ctx, call, take, file } = await house();
  const { id } = (await call<c.Clue>(c.addClue, clue({ enterpriseId: 1 }))).body;
  await sql`update inspection.visit set origin = ${JSON.stringify({ kind: 'clue', id })}::jsonb where id = 1`.execute(
    ctx.db,
  );
  await take(OFFICER, 'site', SITE);
  await ctx.deliver();
  const one = async () => (await call<Clues>(c.listClues, { query: { id } })).body.clues[0]!;
  expect((await one()).steps).toMatchObject([{ act: 'inspected', ref: 1 }]);
  expect((await one()).reports).toMatchObject([
    { source: 'complaint', ref: null },
    { source: 'inspection', ref: { kind: 'visit', id: 1 }, facts: SITE.facts },
  ]);
  // Told again (an event that comes twice) it stays one report.
  expect((await call<Clues>(c.listClues)).body.clues).toHaveLength(1);
  const filed = (await file()).body;
  expect(filed.clue).toEqual({ id, code: 'AY-000001' });
  expect(await one()).toMatchObject({ state: 'filed', caseId: filed.id });
  expect((await file({ visit: null, clue: id })).body.code).toBe('ENFORCEMENT_CLUE_ENDED');
  expect((await file({ visit: null, clue: 99 })).body.code).toBe('ENFORCEMENT_CLUE_UNKNOWN');
});

test('a visit that was refused is a clue that says so, also without a note', async () => {
  const { ctx, call } = await house();
  const body = { visitedOn: '2026-11-27', result: 'refused' };
  expect((await call(inspection.recordVisit, { params: { id: 1 }, body })).status).toBe(200);
  await ctx.deliver();
  expect((await call<Clues>(c.listClues)).body.clues).toMatchObject([
    { object: '天山热电1', reports: [{ source: 'inspection', suspected: '拒绝检查', facts: '' }] },
  ]);
});

test('a planned visit says for which clue it is, and a made-up clue changes nothing', async () => {
  const { ctx, call } = await house();
  const { id } = (await call<c.Clue>(c.addClue, clue({ enterpriseId: 1 }))).body;
  await sql`insert into inspection.object (enterprise_id, uscc, name, unit_path, stratum, factors, simulated, changed_by, changed_at)
    values (1, '91650100000000011A', '天山热电1', ${UNIT}, 'ordinary', '{}', false, 'x', now())`.execute(
    ctx.db,
  );
  const plan = (origin: object) =>
    call<inspection.Visit>(inspection.planVisit, {
      as: HEAD,
      body: { enterpriseId: 1, inspectors: [1, 2], exemption: 'complaint', why: '举报核查', origin },
    });
  const planned = await plan({ kind: 'clue', id });
  expect(planned.status, JSON.stringify(planned.body)).toBe(200);
  await plan({ kind: 'clue', id: 999 });
  await ctx.deliver();
  const { clues } = (await call<Clues>(c.listClues)).body;
  expect(clues).toHaveLength(1);
  expect(clues[0]).toMatchObject({ state: 'inspecting', steps: [{ act: 'inspect', ref: planned.body.id }] });
  const visits = (await call<{ visits: inspection.Visit[] }>(inspection.listVisits, { query: { clue: id } }))
    .body.visits;
  expect(visits.map((one) => one.id)).toEqual([planned.body.id]);
});

test('a lead of supervision comes into the inbox with its task', async () => {
  const { ctx, call, file } = await house();
  await sql`insert into supervision.task (state, source, cause, severity, group_key, subject, enterprise_id, unit_path, object_unit, role,
      verification, requirement, dispatched_at, receive_by, clock, due_at, warn_hours, simulated, updated_at)
    values ('lead', 'alarm', 'exceedance', 'critical', 'x', '天山热电1', 1, ${UNIT}, ${UNIT}, 'enforcement-officer', 'on-site', '核实',
      now(), now(), '{}', now(), 24, false, now())`.execute(ctx.db);
  await sql`insert into supervision.lead (task_id, unit_path, facts, suspected, by_name, at)
    values (1, ${UNIT}, '小时均值 120 mg/m³', '涉嫌超标排放', '值班员', now())`.execute(ctx.db);
  await ctx.db.transaction().execute((tx) =>
    ctx.outbox.publish(tx, leadMade, {
      leadId: 1,
      code: 'XS-000001',
      taskId: 1,
      unitPath: UNIT,
      pointId: null,
      enterpriseId: 1,
      cause: 'exceedance',
      suspected: '涉嫌超标排放',
      at: '2026-11-27T10:00:00+08:00',
      simulated: false,
    }),
  );
  await ctx.deliver();
  const [one] = (await call<Clues>(c.listClues)).body.clues;
  expect(one).toMatchObject({
    object: '天山热电1',
    receivedOn: '2026-11-27',
    reports: [{ source: 'monitoring', taskId: 1, ref: { kind: 'lead', id: 1 }, by: '值班员' }],
  });
  // Its case, filed from the lead, ends the clue too.
  const filed = (await file({ visit: null, lead: 1 })).body;
  expect((await call<Clues>(c.listClues, { query: { id: one!.id } })).body.clues[0]).toMatchObject({
    state: 'filed',
    caseId: filed.id,
  });
});

test('the desk shows what waits in one’s own units, the own first, and what everybody has in hand', async () => {
  const { call, take, file } = await house();
  const desk = async (query: object = {}, as = OFFICER) => (await call<Desk>(c.getDesk, { as, query })).body;
  const before = await desk();
  expect(before.visits).toMatchObject([{ enterprise: '天山热电1', mine: false }]);
  expect(before.load).toEqual([{ name: '检查员1', certificate: 'XJ-1', cases: 0, executing: 0, visits: 1 }]);
  await take(OFFICER, 'site', SITE);
  const { id } = (await file()).body;
  await call(c.addClue, clue());
  const after = await desk();
  expect(after.visits).toEqual([]);
  // 90 calendar days from 27 November 2026 (处罚法 60) end on 25 February 2027.
  expect(after.cases).toMatchObject([{ id, mine: false, next: { key: 'decision', due: '2027-02-25' } }]);
  expect(after.clues).toMatchObject([{ object: '天山热电2', state: 'open' }]);
  expect(after.load.map(({ certificate, cases }) => [certificate, cases])).toEqual([
    ['XJ-1', 1],
    ['XJ-2', 1],
  ]);
  // The handlers are known by their names.
  const handler = { ...OFFICER, name: '检查员2' };
  expect((await desk({}, handler)).cases).toMatchObject([{ id, mine: true }]);
  // Nobody sees the desk of another unit as the own.
  expect(await desk({}, CORPS)).toMatchObject({ clues: [], cases: [], visits: [], load: [] });
  expect(await desk({ unit: '/BT/' })).toMatchObject({ clues: [], cases: [], visits: [], load: [] });
});
