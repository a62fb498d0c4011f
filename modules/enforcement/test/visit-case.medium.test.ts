import { randomUUID } from 'node:crypto';
import * as inspection from '@tarim/inspection/contract';
import { pdfText } from '@tarim/testkit/pdf-text';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { CORPS, house, OFFICER, SITE, sign } from './visits.fixture.ts';

test('a visit is taken along, its record comes back once, and nobody else may bring or read it', async () => {
  const { ctx, call, take, work } = await house();
  const items = await work.items(ctx, OFFICER, 10);
  expect(items.map(({ title, acts }) => ({ title, acts }))).toEqual([
    { title: '天山热电1', acts: ['site-power', 'sampling', 'inquiry'] },
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

test('a sampling sheet is a record of its own, prints its samples, and is evidence of the case', async () => {
  const { ctx, call, take, file } = await house();
  await take(OFFICER, 'sampling', {
    began: SITE.began,
    place: 'DW001 总排口',
    person: '王经理',
    post: '环保经理',
    medium: 'wastewater',
    method: 'HJ 91.1-2019',
    weather: null,
    samples: [
      { sampleCode: 'FS-1127-01', sampleItems: 'COD、氨氮', sampleAmount: '500 mL', container: '玻璃瓶' },
      { sampleCode: 'FS-1127-02', sampleItems: '总磷', sampleAmount: '250 mL', container: '聚乙烯瓶' },
    ],
    sealedUp: true,
    laboratory: '区环境监测站',
    personSigns: sign('王经理'),
    refusal: null,
    firstOfficer: sign('检查员1'),
    secondOfficer: sign('检查员2'),
  });
  // What is sampled does not end the visit: the record of the site does.
  expect(
    await ctx.db
      .selectFrom('inspection.visit' as never)
      .select('state' as never)
      .execute(),
  ).toEqual([{ state: 'planned' }]);
  await take(OFFICER, 'site-power', SITE);
  const { records } = (
    await call<{ records: inspection.VisitRecord[] }>(inspection.listRecords, { params: { id: 1 } })
  ).body;
  expect(records.map(({ form, samples }) => [form, samples])).toEqual([
    ['sampling', ['FS-1127-01', 'FS-1127-02']],
    ['site', []],
  ]);
  const printed = await call(inspection.getRecordDocument, {
    params: { id: records[0]!.id },
    query: { format: 'pdf' },
  });
  const text = await pdfText(printed.body as unknown as Uint8Array);
  for (const words of ['现场采样单', 'FS-1127-02', 'HJ91.1-2019', '区环境监测站'])
    expect(text).toContain(words);
  const filed = await file();
  const acts = filed.body.steps.map(({ act }) => act) as Extract<c.CaseAct, { act: 'add-evidence' }>[];
  expect(acts.map(({ title }) => title)).toEqual(['采样单（王经理）', '现场检查笔录（王经理）']);
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

test('every step has its paper, and the whole file is one volume with its list', async () => {
  const { call, take, file } = await house();
  await take(OFFICER, 'site', SITE);
  const { id } = (await file()).body;
  const act = (body: object) => call<c.CaseDetail>(c.actOnCase, { params: { id }, body });
  await act({ act: 'order-correction', on: '2026-11-27', content: '立即恢复脱硫设施', due: '2026-12-07' });
  const text = async (def: typeof c.getCasePaper | typeof c.getCaseVolume, nth?: number) => {
    const answer = await call(def, {
      params: { id, ...(nth === undefined ? {} : { nth }) },
      query: { format: 'pdf' },
    });
    expect(answer.status).toBe(200);
    return (await pdfText(answer.body as unknown as Uint8Array)).replace(/\s/g, '');
  };
  const filing = await text(c.getCasePaper, 0);
  for (const said of ['立案审批表', '超标排放大气污染物', '检查员1(XJ-1)']) expect(filing).toContain(said);
  const order = await text(c.getCasePaper, 2);
  for (const said of ['责令改正违法行为决定书', '立即恢复脱硫设施', '2026-12-07', '复议'])
    expect(order).toContain(said);
  const volume = await text(c.getCaseVolume);
  for (const said of ['目录', '立案审批表', '证据登记表', '责令改正违法行为决定书', '立即恢复脱硫设施'])
    expect(volume).toContain(said);
  expect((await call(c.getCasePaper, { params: { id, nth: 9 }, query: { format: 'pdf' } })).body.code).toBe(
    'ENFORCEMENT_DOCUMENT_UNKNOWN',
  );
});
