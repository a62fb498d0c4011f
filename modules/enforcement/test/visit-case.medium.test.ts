import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { makePolicy } from '@tarim/identity/server';
import * as inspection from '@tarim/inspection/contract';
import { inspectionModule } from '@tarim/inspection/server';
import type { Actor, FieldAct } from '@tarim/platform';
import { loadRegionPack, regionModule } from '@tarim/region/server';
import { registryModule } from '@tarim/registry/server';
import { supervisionModule } from '@tarim/supervision/server';
import { testContext, testServer } from '@tarim/testkit';
import { pdfText } from '@tarim/testkit/pdf-text';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { enforcementModule } from '../server/module.ts';

const XINJIANG = fileURLToPath(new URL('../../../regions/xinjiang/', import.meta.url));
const UNIT = '/650000/650100/650102/';
const MODULES = [regionModule, registryModule, supervisionModule, inspectionModule, enforcementModule];
const NOW = Date.parse('2026-11-27T16:00:00+08:00');
const MADE = Date.parse('2026-11-27T11:30:00+08:00');

const person = (index: number, unitPath: string): Actor => ({
  userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  name: `人员${index}`,
  posts: [{ role: 'enforcement-officer', unitPath }],
});
const OFFICER = person(1, '/650000/650100/');
const CORPS = person(2, '/BT/BT08/');
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const sign = (by: string) => ({
  by,
  at: MADE,
  strokes: [
    [10, 20, 30, 40],
    [50, 60],
  ],
});

const CHECKS = [
  'permit',
  'eia',
  'facilities',
  'autoMonitoring',
  'outlets',
  'solidWaste',
  'ledger',
  'disclosure',
  'emergency',
];
const SITE = {
  began: MADE - 3_600_000,
  place: '天山区某路 1 号厂区',
  person: '王经理',
  post: '环保经理，负责环保',
  phone: '13900000000',
  certificatesShown: true,
  rightsTold: true,
  production: '2 号锅炉正在运行，脱硫塔停运。',
  checks: Object.fromEntries(
    CHECKS.map((row) => [
      row,
      row === 'facilities' ? { verdict: 'problem', note: '脱硫塔未运行' } : { verdict: 'ok', note: '' },
    ]),
  ),
  facts: '检查时脱硫塔浆液循环泵停止，旁路挡板打开。',
  sampled: false,
  result: 'filed',
  personSigns: null,
  refusal: '现场负责人拒绝签名，两名检查人员注明',
  firstOfficer: sign('检查员1'),
  secondOfficer: sign('检查员2'),
};

async function house() {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy(), now: NOW });
  await loadRegionPack(ctx, XINJIANG);
  for (const n of [1, 2])
    await sql`insert into registry.enterprise (uscc, name, unit_path, address, simulated)
      values (${`9165010000000001${n}A`}, ${`天山热电${n}`}, ${UNIT}, '天山区某路 1 号', false)`.execute(
      ctx.db,
    );
  for (const n of [1, 2])
    await sql`insert into inspection.inspector (name, certificate, certified_to, unit_path, specialities, recusals, active, simulated, changed_by, changed_at)
      values (${`检查员${n}`}, ${`XJ-${n}`}, '2027-12-31', ${UNIT}, '{}', '{}', true, false, 'x', now())`.execute(
      ctx.db,
    );
  await sql`insert into inspection.visit (enterprise_id, enterprise, uscc, unit_path, team, state, why, planned_at, simulated)
    values (1, '天山热电1', '91650100000000011A', ${UNIT}, '[{"name": "检查员1", "certificate": "XJ-1"}]', 'planned', '数据异常', now() - interval '1 year', false)`.execute(
    ctx.db,
  );
  const server = await testServer(ctx, MODULES);
  const call = async <T>(
    def: Parameters<typeof server.call>[0],
    options: Parameters<typeof server.call>[1] = {},
  ) => {
    const answer = await server.call(def, { as: OFFICER, ...options });
    return { ...answer, body: answer.body as T & { code?: string } };
  };
  const { sha256 } = await ctx.files.put(PICTURE, { name: '脱硫塔.png', mime: 'image/png' });
  const [work] = inspectionModule.fieldWork!;
  const take = (as: Actor, form: string, values: object, id: string = randomUUID(), photographs = 1) => {
    const act: FieldAct = {
      id,
      subject: '1',
      revision: 'x',
      values: values as FieldAct['values'],
      evidence: Array.from({ length: photographs }, () => ({
        sha256,
        name: '脱硫塔.png',
        takenAt: MADE,
        place: [87.6, 43.8] as [number, number],
        accuracy: 5,
        bearing: 90,
      })),
      at: MADE,
    };
    return work!.take(ctx, as, form, act);
  };
  const file = (more: object = {}) =>
    call<c.CaseDetail>(c.fileCase, {
      body: {
        enterpriseId: 1,
        party: null,
        unitPath: UNIT,
        violation: '1107:usual',
        cause: '超标排放大气污染物',
        facts: '脱硫塔停运',
        actStart: '2026-11-27',
        actEnd: '2026-11-27',
        harm: false,
        filedOn: '2026-11-27',
        handlers: [1, 2],
        visit: 1,
        ...more,
      },
    });
  return { ctx, call, take, file, work: work!, sha256 };
}

test('a visit is taken along, its record comes back once, and nobody else may bring or read it', async () => {
  const { ctx, call, take, work } = await house();
  const items = await work.items(ctx, OFFICER, 10);
  expect(items.map(({ title, acts }) => ({ title, acts }))).toEqual([
    { title: '天山热电1', acts: ['site', 'inquiry'] },
  ]);
  expect(await work.items(ctx, CORPS, 10)).toEqual([]);
  await expect(take(CORPS, 'site', SITE)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const id = randomUUID();
  expect(await work.taken(ctx, '1', id)).toBe(false);
  await take(OFFICER, 'site', SITE, id);
  expect(await work.taken(ctx, '1', id)).toBe(true);
  // The site has one record; what persons say may come after it.
  await expect(take(OFFICER, 'site', SITE)).rejects.toMatchObject({ code: 'INSPECTION_VISIT_DONE' });
  const { visits } = (await call<{ visits: inspection.Visit[] }>(inspection.listVisits, { query: { id: 1 } }))
    .body;
  expect(visits[0]).toMatchObject({ state: 'done', visitedOn: '2026-11-27', result: 'filed' });
  expect(await work.items(ctx, OFFICER, 10)).toEqual([]);
  const { records } = (
    await call<{ records: inspection.VisitRecord[] }>(inspection.listRecords, { params: { id: 1 } })
  ).body;
  expect(records).toHaveLength(1);
  expect(records[0]).toMatchObject({
    form: 'site',
    person: '王经理',
    refusal: SITE.refusal,
    problems: [{ title: '治理设施运行', note: '脱硫塔未运行' }],
  });
  expect((await call(inspection.listRecords, { params: { id: 1 }, as: CORPS })).status).toBe(403);
});

test('a case from a visit has its record and photographs as evidence; a visit has one case', async () => {
  const { ctx, take, file, sha256 } = await house();
  expect((await file()).body.code).toBe('ENFORCEMENT_VISIT_UNFIT');
  await take(OFFICER, 'site', SITE);
  await take(OFFICER, 'inquiry', {
    ...SITE,
    identity: '650100199001010000',
    deliveryAddress: '天山区某路 1 号',
    electronicDelivery: true,
    dialogue: [{ q: '脱硫塔何时停运？', a: '昨晚十点。' }],
    personSigns: sign('王经理'),
    refusal: null,
  });
  expect((await file({ enterpriseId: 2 })).body.code).toBe('ENFORCEMENT_VISIT_UNFIT');
  const filed = await file();
  expect(filed.status, JSON.stringify(filed.body)).toBe(200);
  expect(filed.body.visit).toEqual({ id: 1, visitedOn: '2026-11-27' });
  const acts = filed.body.steps.map(({ act }) => act) as Extract<c.CaseAct, { act: 'add-evidence' }>[];
  expect(acts.map(({ act, kind, on }) => [act, kind, on])).toEqual([
    ['add-evidence', 'site-record', '2026-11-27'],
    ['add-evidence', 'party', '2026-11-27'],
  ]);
  expect(acts[0]!.files.map((one) => one.sha256)).toContain(sha256);
  const pdf = await ctx.files.get(acts[0]!.files[0]!.sha256);
  expect(pdf!.mime).toBe('application/pdf');
  const text = await pdfText(pdf!.bytes);
  for (const said of ['现场检查(勘察)笔录', '脱硫塔未运行', '旁路挡板打开', '拒绝签名', 'XJ-1', '以下空白'])
    expect(text).toContain(said);
  const asked = await pdfText((await ctx.files.get(acts[1]!.files[0]!.sha256))!.bytes);
  expect(asked).toContain('昨晚十点');
  expect((await file()).body.code).toBe('ENFORCEMENT_VISIT_TAKEN');
});

test('forty photographs of a visit are all evidence of its case', async () => {
  const { take, file } = await house();
  await take(OFFICER, 'site', SITE, randomUUID(), 40);
  const steps = (await file()).body.steps.map(({ act }) => act) as Extract<
    c.CaseAct,
    { act: 'add-evidence' }
  >[];
  // The record itself as a PDF, and forty.
  expect(steps.map(({ files }) => files.length)).toEqual([20, 20, 1]);
  expect(steps[2]!.title).toBe('现场检查笔录（王经理）（续 3）');
});
