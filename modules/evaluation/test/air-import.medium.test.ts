import { createHash } from 'node:crypto';
import type { Policy } from '@tarim/platform';
import {
  actorWith,
  type BookOptions,
  openPolicy,
  type TestContext,
  testContext,
  testServer,
  workbook,
} from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import {
  airDay,
  airUploadFile,
  importAirDays as importRoute,
  listAirUploads,
  markDustDay,
} from '../contract.ts';
import { airDays } from '../queries.ts';
import { importAirDays } from '../server/air-import/import-days.ts';
import { seedAirDays } from '../server/air-import/seed-air-days.ts';
import { MODULES, seedRegistry } from './seed.ts';

const HEAD = ['城市编码', '城市', '日期', 'SO₂', 'NO2', 'CO', 'O3-8h', 'PM10', 'PM2.5', '沙尘日'];
const UNITS = [null, null, null, 'μg/m3', 'µg/m³', 'mg/m³', 'ug/m3', 'µg/m³', 'µg/m³', null];
type Row = (string | number | null)[];
const day = (
  date: string,
  pm10: number | string = 80,
  more: Partial<Record<number, Row[number]>> = {},
): Row => Object.assign(['650100', '乌鲁木齐市', date, 8, 25, 0.9, 90, pm10, 30, '否'], more);
const station = actorWith('monitoring-station', '/650000/650100/');

async function world(policy: Policy = openPolicy): Promise<TestContext> {
  const ctx = await testContext({ modules: MODULES, policy });
  await seedRegistry(ctx.db);
  await sql`insert into region.unit (code, path, parent, level, hierarchy, names, sort, source, confidence) values
    ('652800', '/650000/652800/', '650000', 'prefecture', 'region', '{"zh": "巴音郭楞蒙古自治州"}', 9, 'test', 'sourced')`.execute(
    ctx.db,
  );
  return ctx;
}

const csv = (rows: readonly Row[]) =>
  Buffer.from(rows.map((row) => row.map((one) => one ?? '').join(',')).join('\n'));
const take = (ctx: TestContext, bytes: Uint8Array, mode: 'check' | 'import' = 'import', name = 'a.xlsx') =>
  importAirDays(ctx, station, { bytes, name, dustBasis: 'official', simulated: false }, mode);
const pm10s = async (ctx: TestContext) =>
  (await airDays(ctx.db, ['650100'], '2020-01-01', '2026-12-31')).map((one) => [one.date, one.values.PM10]);

test('a check tells, an import brings in, each figure leads to its row and file', async () => {
  const ctx = await world();
  const bytes = workbook([HEAD, UNITS, day('2025-03-01'), day('2025/3/2', 450, { 9: '是' })]);
  const told = await take(ctx, bytes, 'check');
  expect([told.uploadId, told.stored.created, told.problems]).toEqual([null, 2, []]);
  expect(await pm10s(ctx)).toEqual([]);
  expect((await sql`select from platform.file`.execute(ctx.db)).rows).toEqual([]);
  const done = await take(ctx, bytes);
  expect([done.uploadId, done.filled, done.cities, done.firstDay, done.lastDay]).toEqual([
    expect.any(Number),
    2,
    1,
    '2025-03-01',
    '2025-03-02',
  ]);
  expect(await pm10s(ctx)).toEqual([
    ['2025-03-01', 80],
    ['2025-03-02', 450],
  ]);
  const server = await testServer(ctx, MODULES);
  const { body } = await server.call(airDay, { as: station, query: { city: '650100', date: '2025-03-02' } });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(body.upload).toMatchObject({ name: 'a.xlsx', row: 4, sha256, by: 'monitoring-station' });
  expect([body.dust, body.source]).toEqual([true, 'imported']);
  const file = await server.call(airUploadFile, { as: station, params: { id: done.uploadId! } });
  expect(createHash('sha256').update(file.body).digest('hex')).toBe(sha256);
  const { rows } = await sql<{ action: string; subject: string }>`
    select action, subject from platform.audit where action like 'evaluation.%'`.execute(ctx.db);
  expect(rows).toEqual([{ action: 'evaluation.air-days-imported', subject: `air-upload/${done.uploadId}` }]);
});

test('the same again changes nothing; another figure becomes a revision', async () => {
  const ctx = await world();
  await take(ctx, csv([HEAD, day('2025-03-01'), day('2025-03-02', 90, { 9: '是' })]), 'import', 'a.csv');
  const again = await take(ctx, csv([HEAD, day('2025-03-01')]), 'import', 'b.csv');
  expect([again.uploadId, again.stored.created, again.stored.changed]).toEqual([null, 0, 0]);
  // The correction says nothing of dust: what is known of it stays.
  const corrected = csv([HEAD, day('2025-03-01'), day('2025-03-02', 95, { 9: null })]);
  expect((await take(ctx, corrected, 'check', 'c.csv')).stored.changes).toMatchObject([
    {
      cityCode: '650100',
      date: '2025-03-02',
      before: { PM10: 90, dust: true },
      after: { PM10: 95, dust: true },
    },
  ]);
  const done = await take(ctx, corrected, 'import', 'c.csv');
  expect(done.stored).toMatchObject({ created: 0, changed: 1 });
  const server = await testServer(ctx, MODULES);
  const { body } = await server.call(airDay, { as: station, query: { city: '650100', date: '2025-03-02' } });
  expect(body.values.PM10).toBe(95);
  expect(body.dust).toBe(true);
  expect(body.revisions).toMatchObject([
    { revision: 0, values: { PM10: 90 }, uploadId: 1, replacedBy: done.uploadId },
  ]);
  const { body: list } = await server.call(listAirUploads, { as: station });
  expect(list.uploads.map((one: { rows: number; unchanged: number }) => [one.rows, one.unchanged])).toEqual([
    [2, 1],
    [2, 0],
  ]);
});

describe('a bad file brings nothing in and says why', () => {
  const bad: [string, Row[], BookOptions, [number, string | null, string][]][] = [
    [
      'another table',
      [
        ['姓名', '电话'],
        ['张', '1'],
      ],
      {},
      [[1, null, 'NO_TABLE']],
    ],
    [
      'a row of other units',
      [HEAD, Object.assign([...UNITS], { 5: 'µg/m³' }), day('2025-03-01')],
      {},
      [[2, 'CO', 'UNIT_WRONG']],
    ],
    [
      'a merged cell',
      [HEAD, day('2025-03-01'), day('2025-03-02')],
      { merged: ['B2:B3'] },
      [[2, null, 'SHEET_MERGED']],
    ],
    ['a formula', [HEAD, day('2025-03-01')], { formulas: { H2: 'I2*2' } }, [[2, null, 'SHEET_FORMULA']]],
    ['macros', [HEAD, day('2025-03-01')], { macros: true }, [[1, null, 'SHEET_MACROS']]],
    [
      'out of range',
      [HEAD, day('2025-03-01'), day('2025-03-02', 80, { 5: 900 })],
      {},
      [[3, 'CO', 'VALUE_RANGE']],
    ],
    ['negative', [HEAD, day('2025-03-01', -1)], {}, [[2, 'PM10', 'VALUE_RANGE']]],
    ['words', [HEAD, day('2025-03-01', '超标')], {}, [[2, 'PM10', 'VALUE_INVALID']]],
    ['the same day twice', [HEAD, day('2025-03-01'), day('2025-03-01', 81)], {}, [[3, null, 'DAY_TWICE']]],
    [
      'no such city',
      [HEAD, day('2025-03-01', 80, { 0: '110000', 1: null })],
      {},
      [[2, '城市编码', 'CITY_UNKNOWN']],
    ],
    [
      'code and name differ',
      [HEAD, day('2025-03-01', 80, { 0: '652800' })],
      {},
      [[2, '城市', 'CITY_DIFFERS']],
    ],
    ['today', [HEAD, day('2026-11-24')], {}, [[2, '日期', 'DAY_NOT_OVER']]],
    ['no day of the calendar', [HEAD, day('2025-02-29')], {}, [[2, '日期', 'DATE_INVALID']]],
    [
      'no figure at all',
      [HEAD, day('2025-03-01', '', { 3: null, 4: null, 5: null, 6: null, 8: '—' })],
      {},
      [[2, null, 'DAY_EMPTY']],
    ],
    ['dust perhaps', [HEAD, day('2025-03-01', 80, { 9: '也许' })], {}, [[2, '沙尘日', 'DUST_INVALID']]],
    [
      'a heading missing',
      [HEAD.toSpliced(3, 1), day('2025-03-01').toSpliced(3, 1)],
      {},
      [[1, null, 'HEADING_MISSING']],
    ],
    [
      'a strange heading',
      [
        [...HEAD, '备注'],
        [...day('2025-03-01'), 'x'],
      ],
      {},
      [[1, null, 'HEADING_UNKNOWN']],
    ],
  ];
  test('each defect with its row, column and code', async () => {
    const ctx = await world();
    const found: Record<string, unknown> = {};
    for (const [name, rows, options] of bad) {
      const { uploadId, problems } = await take(ctx, workbook(rows, options));
      found[name] = [
        uploadId,
        problems.map((one) => [one.row, one.column, one.code.replace('EVALUATION_AIR_', '')]),
      ];
    }
    expect(found).toEqual(Object.fromEntries(bad.map(([name, , , problems]) => [name, [null, problems]])));
    expect(await pm10s(ctx)).toEqual([]);
    expect((await sql`select from evaluation.air_upload`.execute(ctx.db)).rows).toEqual([]);
  });
  test('no table at all', async () => {
    const ctx = await world();
    const codeOf = (bytes: Buffer, name: string) =>
      take(ctx, bytes, 'check', name).catch((error) => error.code);
    expect(await codeOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'a.xls')).toBe('EVALUATION_AIR_FILE_KIND');
    expect(await codeOf(Buffer.from('%PDF-1.7'), 'a.pdf')).toBe('EVALUATION_AIR_FILE_KIND');
    expect(await codeOf(workbook([HEAD]).subarray(0, 200), 'a.xlsx')).toBe('SHEET_UNREADABLE');
  });
  test('the message in the language of the reader, with a finer fraction above the coarse as a remark', async () => {
    const ctx = await world();
    const server = await testServer(ctx, MODULES);
    const head = '--p\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';
    const send = (rows: Row[], language: string) =>
      server.app.inject({
        method: 'POST',
        url: `${importRoute.path}?mode=check`,
        headers: {
          'x-tarim': '1',
          'x-test-actor': '1',
          'accept-language': language,
          'content-type': 'multipart/form-data; boundary=p',
        },
        payload: Buffer.concat([Buffer.from(head), csv(rows), Buffer.from('\r\n--p--\r\n')]),
      });
    await server.call(listAirUploads, { as: station });
    const rows = [HEAD, day('2025-03-01', 20)];
    expect((await send(rows, 'zh-CN')).json().remarks[0].message).toBe('PM2.5（30）高于 PM10（20），请核对');
    expect((await send([HEAD, day('2025-13-01')], 'en')).json()).toMatchObject({
      committed: false,
      problems: [{ row: 2, column: '日期', message: '2025-13-01 is not a date such as 2025-03-01' }],
    });
  });
});

test('a station brings in the days of its own city only', async () => {
  const { makePolicy } = await import('../../identity/server/domain/policy.ts');
  const ctx = await world(makePolicy());
  const other = day('2025-03-01', 80, { 0: '652800', 1: null });
  const { problems } = await take(ctx, workbook([HEAD, day('2025-03-01'), other]));
  expect(problems.map((one) => [one.row, one.code])).toEqual([[3, 'EVALUATION_AIR_CITY_ELSEWHERE']]);
  expect((await take(ctx, workbook([HEAD, day('2025-03-01')]))).stored.created).toBe(1);
});

test('a day of dust is marked and unmarked with its reasons, by those who are competent', async () => {
  const { makePolicy } = await import('../../identity/server/domain/policy.ts');
  const ctx = await world(makePolicy());
  await take(ctx, workbook([HEAD, day('2025-03-01', 450)]));
  const server = await testServer(ctx, MODULES);
  const body = { city: '650100', date: '2025-03-01', dust: true, basis: 'official', reason: '总站名单' };
  const elsewhere = actorWith('monitoring-station', '/BT/BT08/');
  expect((await server.call(markDustDay, { as: elsewhere, body })).status).toBe(403);
  expect((await server.call(markDustDay, { as: station, body })).body).toMatchObject({
    dust: true,
    revision: 0,
  });
  expect((await server.call(markDustDay, { as: station, body })).body.code).toBe(
    'EVALUATION_DUST_MARK_UNCHANGED',
  );
  const back = { ...body, dust: false, reason: '名单更正' };
  expect((await server.call(markDustDay, { as: station, body: back })).body.revision).toBe(1);
  const { body: told } = await server.call(airDay, {
    as: station,
    query: { city: '650100', date: '2025-03-01' },
  });
  expect(told.dust).toBe(false);
  expect(told.dustMarks.map((one: { reason: string }) => one.reason)).toEqual(['名单更正', '总站名单']);
  const missing = await server.call(markDustDay, { as: station, body: { ...body, date: '2025-03-05' } });
  expect(missing.body.code).toBe('EVALUATION_AIR_DAY_UNKNOWN');
});

test('simulated days come once, by the way of an upload, and say so', async () => {
  const ctx = await world();
  const asked: (readonly string[])[] = [];
  const seed = (pm10: number) =>
    seedAirDays(ctx, '模拟.csv', async (codes) => {
      asked.push(codes);
      return csv([HEAD, UNITS, day('2025-03-01', pm10)]);
    });
  expect([await seed(80), await seed(90)]).toEqual([{ created: 1 }, { created: 0 }]);
  expect(asked).toEqual([['650100', '652800']]);
  const days = await airDays(ctx.db, ['650100'], '2025-01-01', '2025-12-31');
  expect(days.map((one) => [one.values.PM10, one.simulated, one.source])).toEqual([[80, true, 'imported']]);
  const server = await testServer(ctx, MODULES);
  const { body } = await server.call(listAirUploads, { as: station });
  expect(body.uploads).toMatchObject([{ name: '模拟.csv', simulated: true, uploadedBy: null }]);
});
