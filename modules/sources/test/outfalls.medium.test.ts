import { workbook } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { CORPS, DUTY, OFFICER, PNG, person, SHIHEZI, STATION, TIANSHAN, type World, world } from './seed.ts';

const input = {
  code: 'PWK-1',
  name: '乌鲁木齐河一号排口',
  water: '乌鲁木齐河',
  lon: 87.6,
  lat: 43.8,
  unitPath: TIANSHAN,
  kind: 'municipal',
  size: '大',
  ownerId: null,
  foundOn: '2026-05-20',
};
const result = { item: '化学需氧量', value: 62, detectionLimit: null, unit: 'mg/L' };
const below = { item: '氨氮', value: null, detectionLimit: 0.025, unit: 'mg/L' };

async function made(w: World): Promise<number> {
  return (await w.call(c.createOutfall, { as: STATION, body: input })).body.id;
}
const evidence = async (w: World) => (await w.file(c.uploadEvidence, OFFICER, PNG, {})).body.sha256 as string;
const doing =
  (w: World, id: number) =>
  (def: Parameters<World['call']>[0], body: object, as = OFFICER) =>
    w.call(def, { as, params: { id }, body });

test('an outfall goes from the survey to its closing, each step in the log', async () => {
  const w = await world();
  const id = await made(w);
  const act = doing(w, id);
  const file = await evidence(w);
  const monitor = { sampledOn: '2026-06-01', results: [result, below], taskId: null, evidence: [file] };
  expect((await act(c.monitorOutfall, monitor)).body).toMatchObject({ state: 'monitored' });
  const trace = { responsible: '某镇污水站', enterpriseId: null, basis: '管网排查', evidence: [file] };
  expect((await act(c.traceOutfall, trace)).body).toMatchObject({
    state: 'traced',
    responsible: '某镇污水站',
  });
  const treat = { doneOn: '2026-11-19', note: null, evidence: [file] };
  expect((await act(c.treatOutfall, treat)).body.code).toBe('SOURCES_TREATMENT_NOT_PLANNED');
  const plan = {
    treatment: 'regulate',
    measure: '截污纳管',
    responsible: '区水务局',
    deadline: '2026-12-31',
  };
  expect((await act(c.planOutfall, plan, STATION)).body).toMatchObject({ state: 'traced', overdue: false });
  expect((await act(c.treatOutfall, treat)).body).toMatchObject({ state: 'treated', doneOn: '2026-11-19' });
  // Neither who planned nor who treated closes it.
  for (const as of [OFFICER, STATION])
    expect((await act(c.closeOutfall, { reason: '验收合格' }, as)).body.code).toBe('SOURCES_CLOSE_OWN_WORK');
  const third = person(8);
  const before = await w.call(c.getOutfall, { as: OFFICER, params: { id } });
  expect(before.body.next).toMatchObject([
    { act: 'close', allowed: false, why: 'own-work' },
    { act: 'return', allowed: true, to: ['surveyed', 'monitored', 'traced'] },
  ]);
  expect((await act(c.closeOutfall, { reason: '验收合格' }, third)).body).toMatchObject({ state: 'closed' });
  const { body } = await w.call(c.getOutfall, { as: DUTY, params: { id } });
  expect(body.steps.map((one: { act: string; to: string }) => `${one.act} ${one.to}`)).toEqual([
    'survey surveyed',
    'monitor monitored',
    'trace traced',
    'plan traced',
    'treat treated',
    'close closed',
  ]);
  expect(body.results).toMatchObject([
    { item: '化学需氧量', value: 62, below: false },
    { item: '氨氮', value: null, below: true, detectionLimit: 0.025 },
  ]);
  const back = await act(c.returnOutfall, { to: 'traced', reason: '复查仍有污水' }, third);
  expect(back.body).toMatchObject({ state: 'traced', doneOn: null, treatment: 'regulate' });
  const { rows } = await sql`select action from platform.audit where subject = 'PWK-1' order by id`.execute(
    w.ctx.db,
  );
  expect(rows).toHaveLength(7);
  const shown = await w.call(c.getEvidence, { as: DUTY, params: { id, sha256: file } });
  expect(Buffer.compare(shown.body, PNG)).toBe(0);
});

test('a step that is not whole, or comes too early, changes nothing', async () => {
  const w = await world();
  const id = await made(w);
  const act = doing(w, id);
  const monitor = { sampledOn: '2026-06-01', results: [], taskId: null, evidence: [] };
  expect((await act(c.monitorOutfall, monitor)).body.code).toBe('SOURCES_STEP_INCOMPLETE');
  expect((await act(c.monitorOutfall, { ...monitor, taskId: 77 })).body.code).toBe('SOURCES_TASK_UNKNOWN');
  expect(
    (await act(c.monitorOutfall, { ...monitor, results: [result], evidence: ['a'.repeat(64)] })).body.code,
  ).toBe('SOURCES_EVIDENCE_UNKNOWN');
  const trace = { responsible: 'x', enterpriseId: null, basis: '资料', evidence: ['a'.repeat(64)] };
  expect((await act(c.traceOutfall, trace)).body.code).toBe('SOURCES_ACT_NOT_NOW');
  expect((await act(c.returnOutfall, { to: 'surveyed', reason: '试验' })).body.code).toBe(
    'SOURCES_ACT_NOT_NOW',
  );
  expect((await w.file(c.uploadEvidence, OFFICER, Buffer.from('MZ'), {})).body.code).toBe(
    'SOURCES_EVIDENCE_UNREADABLE',
  );
  const { body } = await w.call(c.getOutfall, { as: DUTY, params: { id } });
  expect(body.outfall.state).toBe('surveyed');
  expect(body.steps).toHaveLength(1);
});

test('the other hierarchy and a reader change nothing; the log is only added to', async () => {
  const w = await world();
  const id = await made(w);
  for (const as of [CORPS, DUTY]) {
    const monitor = { sampledOn: '2026-06-01', results: [result], taskId: null, evidence: [] };
    expect((await doing(w, id)(c.monitorOutfall, monitor, as)).status).toBe(403);
    expect((await w.call(c.createOutfall, { as, body: { ...input, code: 'X' } })).status).toBe(403);
    expect((await w.call(c.updateOutfall, { as, params: { id }, body: input })).status).toBe(403);
    expect((await w.call(c.getOutfall, { as, params: { id } })).status).toBe(200);
  }
  const away = await w.call(c.updateOutfall, {
    as: STATION,
    params: { id },
    body: { ...input, unitPath: SHIHEZI },
  });
  expect(away.status).toBe(403);
  await expect(sql`delete from sources.outfall_step`.execute(w.ctx.db)).rejects.toThrow('only ever added');
  await w.ctx.db.transaction().execute(async (tx) => {
    await sql`select set_config('tarim.units', '/BT/BT08/', true)`.execute(tx);
    await sql`set local role tarim_actor`.execute(tx);
    const { numAffectedRows } = await sql`update sources.outfall set name = 'x'`.execute(tx);
    expect(numAffectedRows).toBe(0n);
  });
});

const HEAD = ['编码', '名称', '受纳水体', '经度', '纬度', '行政区代码', '类型', '规模', '排查日期'];
const row = (code: string, unit = '650102', kind = '工业') => [
  code,
  '排口',
  '河',
  87.5,
  43.7,
  unit,
  kind,
  null,
  '2026-05-01',
];

test('a sheet comes in whole or not at all; what was exported comes back unchanged', async () => {
  const w = await world();
  const send = async (rows: (string | number | null)[][], mode = 'commit', options = {}) =>
    (
      await w.file(c.importOutfalls, STATION, workbook([HEAD, ...rows], { sheet: '排污口', ...options }), {
        mode,
      })
    ).body;
  const codes = (body: { problems: { row: number; code: string }[] }) =>
    body.problems.map((one) => `${one.row} ${one.code}`);
  const bad = await send([row('A'), row('B', '659001'), row('C', '999999', '生活'), row('A'), row('')]);
  expect(bad.committed).toBe(false);
  expect(codes(bad)).toEqual([
    '3 ROW_UNIT_FOREIGN',
    '4 ROW_UNIT_UNKNOWN',
    '4 CELL_NOT_A_WORD',
    '5 ROW_TWICE',
    '6 CELL_MISSING',
  ]);
  expect(codes(await send([row('A')], 'commit', { formulas: { D2: '80+7' } }))).toEqual(['2 SHEET_FORMULA']);
  expect(codes(await send([row('A')], 'commit', { merged: ['A2:B2'], macros: true }))).toEqual([
    '1 SHEET_MACROS',
    '2 SHEET_MERGED',
  ]);
  expect((await w.call(c.listOutfalls, { as: DUTY })).body.outfalls).toEqual([]);
  expect(await send([row('A'), row('B')], 'check')).toMatchObject({
    committed: false,
    good: 2,
    problems: [],
  });
  expect(await send([row('A'), row('B')])).toMatchObject({ committed: true, good: 2 });
  const exported = await w.call(c.exportOutfalls, { as: STATION });
  expect((await w.file(c.importOutfalls, STATION, exported.body)).body).toMatchObject({
    committed: true,
    good: 0,
    unchanged: 2,
  });
  expect(await send([row('A', '650102', '雨洪')])).toMatchObject({ committed: true, good: 1, unchanged: 0 });
  const { body } = await w.call(c.outfallProgress, { as: DUTY });
  expect(body.units).toMatchObject([
    { unitPath: '/650000/650100/', total: 2, states: { surveyed: 2 }, overdue: 0 },
  ]);
});
