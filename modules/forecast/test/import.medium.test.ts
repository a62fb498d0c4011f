import { createHash } from 'node:crypto';
import type { Policy } from '@tarim/platform';
import { rowsToXlsx } from '@tarim/platform';
import { actorWith, openPolicy, type TestContext, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { explainForecast, listForecasts, listUploads, uploadFile } from '../contract.ts';
import { importForecasts, postForecasts } from '../server/import/import-forecasts.ts';
import { MODULES, seedCities } from './seed.ts';

/** 2026-11-24 12:00 in Beijing. */
const HEAD = [
  '来源',
  '起报日期',
  '城市编码',
  '城市',
  '预报日期',
  'AQI',
  'AQI下限',
  'AQI上限',
  '级别',
  '首要污染物',
  'PM10',
];
const UNITS = [null, null, null, null, null, null, null, null, null, null, 'ug/m3'];
type Row = (string | number | null)[];
const row = (target: string, more: Partial<Record<number, Row[number]>> = {}): Row =>
  Object.assign(
    ['市站会商', '2026-11-24', '650100', '乌鲁木齐市', target, 120, 110, 130, '轻度污染', 'PM₁₀', 180],
    more,
  );
const station = actorWith('monitoring-station', '/650000/650100/');

async function world(policy: Policy = openPolicy): Promise<TestContext> {
  const ctx = await testContext({ modules: MODULES, policy });
  await seedCities(ctx.db);
  return ctx;
}
const csv = (rows: readonly Row[]) =>
  Buffer.from(rows.map((one) => one.map((cell) => cell ?? '').join(',')).join('\n'));
const take = (ctx: TestContext, rows: readonly Row[], mode: 'check' | 'import' = 'import') =>
  importForecasts(ctx, station, { bytes: csv(rows), name: 'a.csv' }, mode, 'zh');

test('a check tells, an import brings in, each forecast leads to its row and file', async () => {
  const ctx = await world();
  const bytes = await rowsToXlsx([
    { name: '预报', rows: [HEAD, UNITS, row('2026-11-25'), row('2026-11-26', { 5: null, 8: null })] },
  ]);
  const file = { bytes, name: '会商.xlsx' };
  const told = await importForecasts(ctx, station, file, 'check', 'zh');
  expect([told.committed, told.created, told.problems]).toEqual([false, 2, []]);
  expect((await sql`select from forecast.forecast`.execute(ctx.db)).rows).toEqual([]);
  const done = await importForecasts(ctx, station, file, 'import', 'zh');
  expect(done).toMatchObject({
    committed: true,
    created: 2,
    cities: 1,
    sources: ['市站会商'],
    firstIssue: '2026-11-24',
  });
  const server = await testServer(ctx, MODULES);
  const list = await server.call(listForecasts, { as: station, query: { source: '市站会商' } });
  expect(list.body.cities[0].cells).toMatchObject([
    {
      target: '2026-11-25',
      lead: 1,
      aqi: 120,
      low: 110,
      high: 130,
      level: 3,
      primary: ['PM10'],
      hindcast: false,
    },
    { target: '2026-11-26', lead: 2, aqi: 120, level: 3 },
  ]);
  const query = { source: '市站会商', city: '650100', issue: '2026-11-24', target: '2026-11-25' };
  const { body } = await server.call(explainForecast, { as: station, query });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(body.upload).toMatchObject({ name: '会商.xlsx', sha256, row: 3, by: 'monitoring-station' });
  expect(body.pollutants).toMatchObject([{ pollutant: 'PM10', value: 180, method: null }]);
  const kept = await server.call(uploadFile, { as: station, params: { id: done.uploadId! } });
  expect(createHash('sha256').update(kept.body).digest('hex')).toBe(sha256);
});

test('issued again it is a revision; the same again is nothing; sources stand side by side', async () => {
  const ctx = await world();
  await take(ctx, [HEAD, row('2026-11-25')]);
  const same = await take(ctx, [HEAD, row('2026-11-25')]);
  expect([same.committed, same.unchanged]).toEqual([false, 1]);
  const again = [HEAD, row('2026-11-25', { 5: 155, 6: 140, 7: 170, 8: '' })];
  const check = await take(ctx, again, 'check');
  expect(check.changes).toMatchObject([{ before: { aqi: 120, level: 3 }, after: { aqi: 155, level: 4 } }]);
  const done = await take(ctx, again);
  expect(done).toMatchObject({ committed: true, created: 0, changed: 1 });
  await take(ctx, [HEAD, row('2026-11-25', { 0: '区域模式' })]);
  const server = await testServer(ctx, MODULES);
  const query = { source: '市站会商', city: '650100', issue: '2026-11-24', target: '2026-11-25' };
  const { body } = await server.call(explainForecast, { as: station, query });
  expect([body.cell.aqi, body.cell.revision]).toEqual([155, 1]);
  expect(body.revisions).toMatchObject([{ revision: 0, aqi: 120, low: 110, high: 130 }]);
  const { body: list } = await server.call(listForecasts, { as: station });
  expect(list.sources.map((one: { source: string }) => one.source)).toEqual(['区域模式', '市站会商']);
  expect((await server.call(listUploads, { as: station })).body.uploads).toHaveLength(3);
});

describe('a bad file brings nothing in and says why', () => {
  const bad: [string, Row[], [number, string | null, string][]][] = [
    [
      'another table',
      [
        ['姓名', '电话'],
        ['张', '1'],
      ],
      [[1, null, 'NO_TABLE']],
    ],
    [
      'a row of other units',
      [HEAD, Object.assign([...UNITS], { 10: 'mg/m3' }), row('2026-11-25')],
      [[2, 'PM10', 'UNIT_WRONG']],
    ],
    ['a target before the issue', [HEAD, row('2026-11-23')], [[2, '预报日期', 'TARGET_BEFORE_ISSUE']]],
    ['a lead of more than a week', [HEAD, row('2026-12-02')], [[2, '预报日期', 'LEAD_TOO_LONG']]],
    [
      'an issue of tomorrow',
      [HEAD, row('2026-11-26', { 1: '2026-11-25' })],
      [[2, '起报日期', 'ISSUE_FUTURE']],
    ],
    ['no date', [HEAD, row('2026-02-30')], [[2, '预报日期', 'DATE_INVALID']]],
    ['a county', [HEAD, row('2026-11-25', { 2: '650102', 3: null })], [[2, '城市编码', 'CITY_UNKNOWN']]],
    ['another city', [HEAD, row('2026-11-25', { 3: '巴音郭楞蒙古自治州' })], [[2, '城市', 'CITY_DIFFERS']]],
    ['a doubled row', [HEAD, row('2026-11-25'), row('2026/11/25')], [[3, null, 'ROW_TWICE']]],
    ['an AQI above 500', [HEAD, row('2026-11-25', { 7: 501 })], [[2, 'AQI上限', 'AQI_RANGE']]],
    ['an AQI that is no integer', [HEAD, row('2026-11-25', { 5: 120.5 })], [[2, 'AQI', 'AQI_RANGE']]],
    ['words for an AQI', [HEAD, row('2026-11-25', { 5: '约120' })], [[2, 'AQI', 'VALUE_INVALID']]],
    ['low above high', [HEAD, row('2026-11-25', { 6: 140 })], [[2, 'AQI下限', 'LOW_ABOVE_HIGH']]],
    ['a value outside its range', [HEAD, row('2026-11-25', { 5: 131 })], [[2, 'AQI', 'VALUE_OUTSIDE_RANGE']]],
    ['half a range', [HEAD, row('2026-11-25', { 7: null })], [[2, 'AQI下限', 'RANGE_HALF']]],
    ['no forecast', [HEAD, row('2026-11-25', { 5: null, 6: null, 7: null })], [[2, 'AQI', 'ROW_EMPTY']]],
    ['a level of another index', [HEAD, row('2026-11-25', { 8: '良' })], [[2, '级别', 'LEVEL_DIFFERS']]],
    ['a level that is none', [HEAD, row('2026-11-25', { 8: '很好' })], [[2, '级别', 'LEVEL_INVALID']]],
    ['a strange pollutant', [HEAD, row('2026-11-25', { 9: '花粉' })], [[2, '首要污染物', 'PRIMARY_UNKNOWN']]],
    ['no source', [HEAD, row('2026-11-25', { 0: null })], [[2, '来源', 'SOURCE_MISSING']]],
    ['our own name', [HEAD, row('2026-11-25', { 0: '统计基线' })], [[2, '来源', 'SOURCE_RESERVED']]],
    [
      'a concentration of another unit',
      [HEAD, row('2026-11-25', { 10: 99_999 })],
      [[2, 'PM10', 'CONCENTRATION_RANGE']],
    ],
    ['a strange column', [[...HEAD, '备注'], row('2026-11-25')], [[1, null, 'HEADING_UNKNOWN']]],
    ['no source column', [HEAD.slice(1), row('2026-11-25').slice(1)], [[1, null, 'HEADING_MISSING']]],
  ];
  test.each(bad)('%s', async (_name, rows, expected) => {
    const ctx = await world();
    const told = await take(ctx, [...rows.slice(0, 1), ...rows.slice(1)]);
    expect(told.problems.map((one) => [one.row, one.column, one.code.replace('FORECAST_', '')])).toEqual(
      expected,
    );
    expect(told.committed).toBe(false);
    const { rows: left } =
      await sql`select sha256 from forecast.upload union all select source from forecast.forecast`.execute(
        ctx.db,
      );
    expect(left).toEqual([]);
  });
  test('not a table at all', async () => {
    const ctx = await world();
    const file = { bytes: Buffer.from('%PDF-1.7'), name: 'a.pdf' };
    await expect(importForecasts(ctx, station, file, 'check', 'zh')).rejects.toMatchObject({
      code: 'FORECAST_FILE_KIND',
    });
  });
  test('one bad row keeps the good ones out', async () => {
    const ctx = await world();
    const told = await take(ctx, [HEAD, row('2026-11-25'), row('2026-11-26', { 5: -1 })]);
    expect([told.committed, told.problems.length]).toEqual([false, 1]);
    expect((await sql`select from forecast.forecast`.execute(ctx.db)).rows).toEqual([]);
  });
});

test('a machine brings what lies in the unit of its key, through the same checks', async () => {
  const ctx = await world();
  const machine = { keyId: 'k', name: '模式系统', prefix: 'p', unitPath: '/650000/650100/', mns: null };
  const good = {
    source: '区域模式',
    issueDate: '2026-11-24',
    city: '650100',
    targetDate: '2026-11-27',
    aqiLow: 60,
    aqiHigh: 90,
  };
  const elsewhere = await postForecasts(ctx, machine, [good, { ...good, city: '652800' }], 'import', 'en');
  expect(elsewhere.problems.map((one) => [one.row, one.code])).toEqual([[2, 'FORECAST_CITY_ELSEWHERE']]);
  const strange = await postForecasts(ctx, machine, [{ ...good, values: { pollen: 3 } }], 'import', 'en');
  expect(strange.problems[0]!.code).toBe('FORECAST_POLLUTANT_UNKNOWN');
  const done = await postForecasts(ctx, machine, [{ ...good, values: { PM10: 80 } }], 'import', 'en');
  expect(done).toMatchObject({ committed: true, created: 1 });
  const { rows } = await sql`select aqi, level, detail from forecast.forecast`.execute(ctx.db);
  // The middle of 60 and 90.
  expect(rows).toEqual([{ aqi: 75, level: 2, detail: { PM10: 80 } }]);
  const { rows: audit } = await sql`select action from platform.audit where action like 'forecast.%'`.execute(
    ctx.db,
  );
  expect(audit).toEqual([{ action: 'forecast.forecasts-imported' }]);
});

test('a forecast of a day that is over says that it came afterwards', async () => {
  const ctx = await world();
  await take(ctx, [HEAD, row('2026-11-23', { 1: '2026-11-22' }), row('2026-11-24', { 1: '2026-11-22' })]);
  const { rows } =
    await sql`select target_date::text as target, hindcast from forecast.forecast order by 1`.execute(ctx.db);
  expect(rows).toEqual([
    { target: '2026-11-23', hindcast: true },
    { target: '2026-11-24', hindcast: false },
  ]);
});

test('who is not competent for a city brings nothing in for it', async () => {
  const policy: Policy = {
    ...openPolicy,
    can: (_actor, _action, facts) => facts?.unitPath === '/650000/650100/',
  };
  const ctx = await world(policy);
  const told = await take(ctx, [HEAD, row('2026-11-25'), row('2026-11-25', { 2: '652800', 3: null })]);
  expect(told.problems.map((one) => [one.row, one.code])).toEqual([[3, 'FORECAST_CITY_ELSEWHERE']]);
});
