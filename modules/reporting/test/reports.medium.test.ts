import { actorWith, testServer } from '@tarim/testkit';
import { pdfText } from '@tarim/testkit/pdf-text';
import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as contract from '../contract.ts';
import { reportingModule } from '../server/module.ts';
import { reportById } from '../server/sql/reports.ts';
import { getReport, reportFile } from '../server/use-cases/get-report.ts';
import { makeReport } from '../server/use-cases/make-report.ts';
import { DAY, reportingContext, runJob, signedResults, UNIT } from './seed.ts';

const maker = actorWith('monitoring-station', UNIT);
const ask = { kind: 'daily', unitPath: UNIT, period: DAY } as const;

test('a report tells what was judged, in both files, with what it rests on', async () => {
  const ctx = await reportingContext();
  const { id } = await makeReport(ctx, maker, ask, 'zh-CN');
  expect(ctx.jobs.queued).toMatchObject([{ name: 'reporting.make', data: { reportId: id } }]);
  await runJob(ctx, id);
  const report = await getReport(ctx, maker, id, 'zh-CN');
  expect(report).toMatchObject({
    state: 'done',
    number: 1,
    templateRevision: 1,
    simulated: true,
    title: '空气质量日报',
  });
  expect(report.files.map((one) => one.format)).toEqual(['pdf', 'docx', 'json']);

  const [day] = (
    await sql<{ aqi: number; rule: string }>`select aqi, rule_version as rule from evaluation.city_aqi
    where period = 2 and time = ${new Date(`${DAY}T00:00:00+08:00`)}`.execute(ctx.db)
  ).rows;
  const printed = await pdfText((await reportFile(ctx, maker, id, 'pdf')).bytes);
  for (const text of [
    '含模拟数据',
    '不得用作任何决定的依据',
    `乌鲁木齐市空气质量指数(AQI)为${day!.aqi}`,
    '1号炉烟囱',
    '70/35',
    'GB13223-2011',
    '#panic(*x*)',
    '本日报为乌鲁木齐市2026年11月23日',
  ])
    expect(printed, text).toContain(text.normalize('NFKC'));
  const docx = unzipSync((await reportFile(ctx, maker, id, 'docx')).bytes);
  const written = strFromU8(docx['word/document.xml']!).replace(/<[^>]+>/g, '');
  for (const text of ['空气质量日报', 'GB\u00a013223-2011', '#panic(*x*)']) expect(written).toContain(text);
  const json = JSON.parse(strFromU8((await reportFile(ctx, maker, id, 'json')).bytes));
  expect(json).toMatchObject({
    simulated: true,
    template: { revision: 1 },
    report: { period: DAY, number: 1 },
  });
  expect(report.provenance).toEqual(json.provenance);
  const of = (section: string) => report.provenance.find((one) => one.section === section)!;
  expect(of('air.summary')).toMatchObject({ inputs: 1, expected: 1, rules: [day!.rule], missing: [] });
  expect(of('air.calendar')).toMatchObject({ inputs: 24, expected: 24 });
  expect(of('outlets.exceedances')).toMatchObject({ inputs: 1, rules: ['outlet-2'] });
  expect(of('alarms.period')).toMatchObject({ inputs: 1 });
});

test('a month is made of its valid days, and says which are missing', async () => {
  const ctx = await reportingContext();
  const { id } = await makeReport(
    ctx,
    maker,
    { ...ask, kind: 'monthly', period: '2026-11', language: 'en' },
    'en',
  );
  await runJob(ctx, id);
  const { provenance, unitName } = await getReport(ctx, maker, id, 'en');
  expect(unitName).toBe('Urumqi');
  expect(provenance.find((one) => one.section === 'air.summary')).toMatchObject({
    inputs: 2,
    expected: 30,
    missing: ['Urumqi: 28 days'],
  });
  const text = await pdfText((await reportFile(ctx, maker, id, 'pdf')).bytes);
  expect(text).toContain('Simulateddata');
  expect(text).toContain('Theperiodisnotover');
});

test('made again it gets the next number, and the older one stays as it was', async () => {
  const ctx = await reportingContext();
  const first = await makeReport(ctx, maker, ask, 'zh-CN');
  await runJob(ctx, first.id);
  const before = await getReport(ctx, maker, first.id, 'zh-CN');
  const again = await makeReport(ctx, maker, ask, 'zh-CN');
  await runJob(ctx, again.id);
  expect((await getReport(ctx, maker, again.id, 'zh-CN')).number).toBe(2);
  expect(await getReport(ctx, maker, first.id, 'zh-CN')).toEqual(before);
  // A job that comes twice does nothing.
  expect(await runJob(ctx, first.id)).toEqual({ skipped: 1 });
  expect(await getReport(ctx, maker, first.id, 'zh-CN')).toEqual(before);
});

test('a run that fails or dies leaves no half report; taken over, it becomes whole', async () => {
  const ctx = await reportingContext();
  const { id } = await makeReport(ctx, maker, ask, 'zh-CN');
  let kept = 0;
  const full = {
    ...ctx,
    files: {
      ...ctx.files,
      put: async (...args: Parameters<typeof ctx.files.put>) => {
        if (++kept > 1) throw new Error('no space left');
        return ctx.files.put(...args);
      },
    },
  };
  await expect(runJob(full, id)).rejects.toThrow('no space left');
  expect(kept).toBe(2);
  expect(await getReport(ctx, maker, id, 'zh-CN')).toMatchObject({
    state: 'failed',
    files: [],
    pages: null,
    failure: expect.stringContaining('no space left'),
  });
  await expect(reportFile(ctx, maker, id, 'pdf')).rejects.toMatchObject({ code: 'REPORTING_NOT_READY' });

  // The process ends in the middle: nothing is told to anybody, the row stays as it is.
  const dying = new AbortController();
  const { put } = ctx.files;
  const died = { ...ctx, files: { ...ctx.files, put: async () => new Promise<never>(() => {}) } };
  void runJob(died, id, dying.signal).catch(() => {});
  await expect
    .poll(
      async () => {
        // The run before left its progress behind: this one has to have begun.
        const row = await reportById(ctx.db, id);
        return row?.state === 'running' ? row.progress : 0;
      },
      { timeout: 40_000 },
    )
    .toBeGreaterThan(0.8);
  expect(await reportById(ctx.db, id)).toMatchObject({ state: 'running', files: null, provenance: null });

  await runJob({ ...ctx, files: { ...ctx.files, put } }, id);
  expect(await getReport(ctx, maker, id, 'zh-CN')).toMatchObject({ state: 'done', number: 1, failure: null });
});

test('a process that stops puts its report back into the queue', async () => {
  const ctx = await reportingContext();
  const { id } = await makeReport(ctx, maker, ask, 'zh-CN');
  const stopping = new AbortController();
  stopping.abort();
  await expect(runJob(ctx, id, stopping.signal)).rejects.toThrow('aborted');
  expect(await reportById(ctx.db, id)).toMatchObject({ state: 'queued', failure: null, files: null });
  await runJob(ctx, id);
  expect(await reportById(ctx.db, id)).toMatchObject({ state: 'done' });
});

test('what cannot be reported is refused', async () => {
  const ctx = await reportingContext();
  const refused = (body: object) => expect(makeReport(ctx, maker, { ...ask, ...body }, 'zh-CN')).rejects;
  await refused({ period: '2026-11' }).toMatchObject({ code: 'REPORTING_PERIOD_INVALID' });
  await refused({ period: '2026-02-30' }).toMatchObject({ code: 'REPORTING_PERIOD_INVALID' });
  await refused({ period: '2026-11-25' }).toMatchObject({ code: 'REPORTING_PERIOD_AHEAD' });
  await refused({ unitPath: '/650000/650100/999999/' }).toMatchObject({ code: 'REPORTING_UNIT_INVALID' });
  await refused({ unitPath: '/BT/' }).toMatchObject({ code: 'FORBIDDEN' });
});

test('an unpublished report is for those who make them there; a published one for all readers', async () => {
  const ctx = await reportingContext();
  const server = await testServer(ctx, [reportingModule]);
  const { id } = await makeReport(ctx, maker, ask, 'zh-CN');
  const reader = actorWith('auditor', '/');
  const foreign = actorWith('monitoring-station', '/650000/652300/');
  const owner = actorWith('enterprise', '/650000/650100/650102/', 1);
  const seen = async (as: typeof reader) => [
    (await server.call(contract.getReport, { params: { id }, as })).status,
    (await server.call(contract.listReports, { as })).body.reports?.length ?? null,
  ];
  expect(await seen(maker)).toEqual([200, 1]);
  for (const as of [reader, foreign]) expect(await seen(as)).toEqual([404, 0]);
  expect(await seen(owner)).toEqual([403, null]);
  const publish = (as: typeof reader) =>
    server.call(contract.publishReport, { params: { id }, body: {}, as });
  expect((await publish(maker)).body.code).toBe('REPORTING_NOT_READY');
  await runJob(ctx, id);
  expect((await publish(foreign)).status).toBe(404);
  expect((await publish(maker)).body.published).toMatchObject({ by: maker.name });
  expect((await publish(maker)).body.code).toBe('REPORTING_PUBLISHED_STATE');
  for (const as of [reader, foreign]) expect(await seen(as)).toEqual([200, 1]);

  const file = await server.app.inject({ url: `/api/reporting/reports/${id}/preview` });
  expect(file.statusCode).toBe(401);
  const shown = await server.call(contract.previewReport, { params: { id }, as: reader });
  expect(shown.headers['content-type']).toBe('application/pdf');
  expect(shown.headers['content-disposition']).toMatch(/^inline; /);
  expect(shown.headers['content-security-policy']).toContain("default-src 'none'");
  const taken = await server.call(contract.downloadReport, { params: { id, format: 'docx' }, as: reader });
  expect(taken.headers['content-disposition']).toMatch(/^attachment; .*filename\*=UTF-8''.+\.docx$/);

  const withdraw = { params: { id }, body: { reason: '数据有误' } };
  expect((await server.call(contract.withdrawReport, { ...withdraw, as: foreign })).status).toBe(403);
  expect((await server.call(contract.withdrawReport, { ...withdraw, as: maker })).body.published).toBeNull();
  expect(await seen(reader)).toEqual([404, 0]);
});

test('row-level security is the second fence', async () => {
  const ctx = await reportingContext();
  const { asActor } = await import('@tarim/platform');
  const { id } = await makeReport(ctx, maker, ask, 'zh-CN');
  const foreign = actorWith('monitoring-station', '/650000/652300/');
  const touched = await asActor(ctx, foreign, 'reporting.make', (tx) =>
    sql`update reporting.report set title = 'x' where id = ${id}`.execute(tx),
  );
  expect(Number(touched.numAffectedRows)).toBe(0);
  await expect(
    asActor(ctx, foreign, 'reporting.make', (tx) =>
      sql`insert into reporting.schedule (kind, unit_path, enabled, timing, language, publish, since)
        values ('daily', ${UNIT}, true, '{}', 'zh-CN', false, now())`.execute(tx),
    ),
  ).rejects.toThrow('row-level security');
  await expect(sql`update reporting.template set content = '{}'`.execute(ctx.db)).rejects.toThrow(
    'append-only',
  );
});

test('signed results of manual monitoring are in the monthly report, with their class and what exceeds', async () => {
  const ctx = await reportingContext();
  await signedResults(ctx);
  const asked = { ...ask, kind: 'monthly' as const, period: '2026-11' };
  const { id } = await makeReport(ctx, maker, asked, 'zh-CN');
  await runJob(ctx, id);
  const { provenance } = await getReport(ctx, maker, id, 'zh-CN');
  expect(provenance.find((one) => one.section === 'water.sections')).toMatchObject({
    inputs: 2,
    expected: 2,
    rules: ['GB3838-2002@1'],
  });
  const text = await pdfText((await reportFile(ctx, maker, id, 'pdf')).bytes);
  // Of two sections one is of class II, one of class IV: half are I to III.
  expect(text).toContain('I~III类比例50.0%');
  expect(text).toContain('乙断面');
  expect(text).toContain('氨氮(0.4)');
  expect(text).not.toContain('上月断面');
});
