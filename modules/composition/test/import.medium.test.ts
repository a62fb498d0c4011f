import { createHash } from 'node:crypto';
import { type Policy, rowsToXlsx } from '@tarim/platform';
import { actorWith, openPolicy, type TestContext, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { components, explainComponents, exportComponents, listStations, uploadFile } from '../contract.ts';
import { importComponents, postComponents, seedComponents } from '../server/import/import-components.ts';
import { MODULES, seedStations } from './seed.ts';

/** 2026-11-24 12:00 in Beijing. */
type Row = (string | number | null)[];
const HEAD = ['站点编码', '时间', '乙烷', '71-43-2', 'Toluene', 'a25004'];
const station = actorWith('monitoring-station', '/650000/650100/');

async function world(policy: Policy = openPolicy): Promise<TestContext> {
  const ctx = await testContext({ modules: MODULES, policy });
  await seedStations(ctx.db);
  return ctx;
}
const csv = (rows: readonly Row[]) =>
  Buffer.from(rows.map((one) => one.map((cell) => cell ?? '').join(',')).join('\n'));
const take = (
  ctx: TestContext,
  rows: readonly Row[],
  mode: 'check' | 'import' = 'import',
  declared: Parameters<typeof importComponents>[4] = { unit: 'ppbv' },
) => importComponents(ctx, station, { bytes: csv(rows), name: 'a.csv' }, mode, declared, 'zh');
const stored = async (ctx: TestContext) =>
  (
    await sql<{ values: (number | null)[]; below: boolean[] | null; revision: number; species: string[] }>`
      select h.values, h.below, h.revision, l.species from composition.hour h
      join composition.layout l on l.id = h.layout_id order by h.time`.execute(ctx.db)
  ).rows;

test('a check tells, an import brings in, each hour leads to its row and file', async () => {
  const ctx = await world();
  const bytes = await rowsToXlsx([
    {
      name: 'VOC',
      rows: [
        HEAD,
        [null, null, 'ppbv', 'ppbv', 'ppb', null],
        ['URU-VOC', '2026-11-23 08:00', 4, 1, 2, '<0.02'],
        ['URU-VOC', '2026/11/23 9:00', 6, 1, null, 'ND'],
      ],
    },
  ]);
  const file = { bytes, name: '组分.xlsx' };
  const told = await importComponents(ctx, station, file, 'check', { unit: 'ppbv' }, 'zh');
  expect([told.committed, told.created, told.below, told.problems]).toEqual([false, 2, 2, []]);
  expect(await stored(ctx)).toEqual([]);
  const done = await importComponents(ctx, station, file, 'import', { unit: 'ppbv' }, 'zh');
  expect(done).toMatchObject({ committed: true, created: 2, stations: 1, species: 4 });
  expect(await stored(ctx)).toEqual([
    {
      species: ['ethane', 'benzene', 'toluene', 'ethylbenzene'],
      values: [4, 1, 2, 0.02],
      below: [false, false, false, true],
      revision: 0,
    },
    {
      species: ['ethane', 'benzene', 'ethylbenzene'],
      values: [6, 1, null],
      below: [false, false, true],
      revision: 0,
    },
  ]);
  const server = await testServer(ctx, MODULES);
  const list = await server.call(listStations, { as: station });
  expect(
    list.body.component.map((one: { code: string; data: object | null }) => [one.code, one.data]),
  ).toEqual([
    ['URU-VOC', { hours: 2, first: '2026-11-23T08:00:00+08:00', last: '2026-11-23T09:00:00+08:00' }],
    ['KAR-1', null],
  ]);
  const query = { station: 1, from: '2026-11-23', to: '2026-11-23', time: '2026-11-23T08:00:00+08:00' };
  const { body } = await server.call(explainComponents, { as: station, query });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(body.uploads).toMatchObject([
    { name: '组分.xlsx', sha256, row: 3, unit: 'ppbv', temperature: null },
  ]);
  // 2 × 92.141 / 24.4654 × 4.00
  expect(body.steps.find((one: { of: string }) => one.of === 'OFP toluene').result).toBe(30.13);
  const kept = await server.call(uploadFile, { as: station, params: { id: done.uploadId! } });
  expect(createHash('sha256').update(kept.body).digest('hex')).toBe(sha256);
});

test('figures of a period are those of the hand', async () => {
  const ctx = await world();
  await take(ctx, [
    HEAD,
    ['URU-VOC', '2026-11-23 08:00', 4, 1, 2, '<0.02'],
    ['URU-VOC', '2026-11-23 09:00', 6, 1, 4, 'ND'],
    ['URU-VOC', '2026-11-24 08:00', 8, 1, null, null],
  ]);
  const server = await testServer(ctx, MODULES);
  const query = { station: 1, from: '2026-11-23', to: '2026-11-24', grain: 'day' };
  const { body } = await server.call(components, { as: station, query });
  // The 23rd whole, and twelve hours of the 24th are over.
  expect([body.due, body.present]).toEqual([36, 3]);
  // Ethane (4 + 6 + 8)/3; benzene 1; toluene (2 + 4)/2; ethylbenzene (0.01 + 0)/2.
  expect(body.species.map((one: { key: string; mean: number }) => [one.key, one.mean])).toEqual([
    ['ethane', 6],
    ['benzene', 1],
    ['toluene', 3],
    ['ethylbenzene', 0.005],
  ]);
  expect(body.total).toBeCloseTo(10.005, 10);
  expect(body.groups).toMatchObject([
    { group: 'alkane', species: 1, due: 36, measured: 3, below: 0 },
    { group: 'aromatic', species: 3, due: 108, measured: 7, below: 2 },
  ]);
  // Alkanes by day, and aromatics: (3.01 + 5)/2, then benzene alone.
  expect(
    body.series.map((one: { time: string; groups: number[] }) => [one.time.slice(0, 10), ...one.groups]),
  ).toEqual([
    ['2026-11-23', 5, 4.005],
    ['2026-11-24', 8, 1],
  ]);
  expect(body.diurnal[8]).toMatchObject({ hour: 8, groups: [6, 2.005] });
  expect(body.diurnal[8].total).toBeCloseTo(8.005, 10);
  expect(body.diurnal[10]).toEqual({ hour: 10, groups: [null, null], total: null });
  expect(body.ratios[0]).toEqual({ name: 'T/B', value: 3, hint: 'solvent' });
  expect(body.ratios[1]).toEqual({ name: 'X/E', value: null, hint: null });
  // OFP: 6×30.070×0.28 + 1×78.114×0.72 + 3×92.141×4 + 0.005×106.168×3.04, over 24.4654
  expect(body.ofp).toBeCloseTo((50.5176 + 56.24208 + 1105.692 + 1.61375) / 24.46544, 2);
});

test('what a file does not tell stays; what it tells otherwise is a revision; the same again is nothing', async () => {
  const ctx = await world();
  await take(ctx, [HEAD, ['URU-VOC', '2026-11-23 08:00', 4, 1, 2, '<0.02']]);
  const again = await take(ctx, [HEAD, ['URU-VOC', '2026-11-23 08:00', 4, null, 2, '<0.02']]);
  expect([again.committed, again.unchanged]).toEqual([false, 1]);
  const more = await take(ctx, [
    ['站点', '时间', '甲醛', '甲苯'],
    ['米东组分站', '2026-11-23T08:00:00+08:00', 3.5, 'ND'],
  ]);
  expect(more.changes).toEqual([
    {
      stationName: '米东组分站',
      time: '2026-11-23T08:00:00+08:00',
      species: 'toluene',
      before: '2',
      after: 'ND',
    },
    {
      stationName: '米东组分站',
      time: '2026-11-23T08:00:00+08:00',
      species: 'formaldehyde',
      before: null,
      after: '3.5',
    },
  ]);
  expect(await stored(ctx)).toEqual([
    {
      species: ['ethane', 'benzene', 'toluene', 'ethylbenzene', 'formaldehyde'],
      values: [4, 1, null, 0.02, 3.5],
      below: [false, false, true, true, false],
      revision: 1,
    },
  ]);
  const server = await testServer(ctx, MODULES);
  const query = { station: 1, from: '2026-11-23', to: '2026-11-23', time: '2026-11-23T08:00:00+08:00' };
  const { body } = await server.call(explainComponents, { as: station, query });
  expect(body.revisions).toMatchObject([
    {
      revision: 0,
      changes: [
        { key: 'toluene', before: '2', after: 'ND' },
        { key: 'formaldehyde', before: null, after: '3.5' },
      ],
    },
  ]);
  expect(body.uploads).toHaveLength(2);
});

test('µg/m³ becomes ppbv by the temperature declared, and comes out again', async () => {
  const ctx = await world();
  await take(ctx, [HEAD, ['URU-VOC', '2026-11-23 08:00', null, 3.247, '<0.5', null]], 'import', {
    unit: 'µg/m³',
    temperature: 20,
  });
  // 3.247 × 24.055 / 78.114
  expect((await stored(ctx))[0]!.values[0]).toBeCloseTo(0.99991, 3);
  const server = await testServer(ctx, MODULES);
  const query = {
    station: 1,
    from: '2026-11-23',
    to: '2026-11-23',
    unit: 'µg/m³',
    temperature: 20,
    format: 'csv',
  };
  const { body } = await server.call(exportComponents, { as: station, query });
  const lines = Buffer.from(body).toString('utf8').replace('\uFEFF', '').trim().split('\r\n');
  expect(lines).toEqual([
    '站点编码,站点,时间,苯 (µg/m³),甲苯 (µg/m³)',
    'URU-VOC,米东组分站,2026-11-23 08:00,3.247,<0.5',
  ]);
  // What was exported can be brought in again, and says nothing new.
  const back = await importComponents(
    ctx,
    station,
    { bytes: Buffer.from(lines.join('\n')), name: 'b.csv' },
    'import',
    { unit: 'µg/m³', temperature: 20 },
    'zh',
  );
  expect([back.problems, back.created]).toEqual([[], 0]);
});

describe('with any problem nothing comes in, and each is told', () => {
  const good: Row = ['URU-VOC', '2026-11-23 08:00', 4, 1, 2, null];
  test.each<[string, Row[], string[], Parameters<typeof importComponents>[4]?]>([
    [
      'an unknown species',
      [
        [...HEAD, '臭氧'],
        [...good, 1],
      ],
      ['COMPOSITION_HEADING_UNKNOWN'],
    ],
    [
      'a species twice',
      [
        [...HEAD, '甲苯'],
        [...good, 1],
      ],
      ['COMPOSITION_HEADING_TWICE'],
    ],
    [
      'xylenes twice',
      [
        [...HEAD, '间二甲苯', '间/对二甲苯'],
        [...good, 1, 2],
      ],
      ['COMPOSITION_XYLENE_TWICE'],
    ],
    [
      'another unit',
      [
        [...HEAD, '丙烷(µg/m³)'],
        [...good, 1],
      ],
      ['COMPOSITION_UNIT_DIFFERS'],
    ],
    ['no heading', [['甲', '乙'], good], ['COMPOSITION_NO_TABLE']],
    [
      'no time',
      [
        ['站点编码', '甲苯'],
        ['URU-VOC', 1],
      ],
      ['COMPOSITION_HEADING_MISSING'],
    ],
    ['no station', [HEAD, ['NONE', ...good.slice(1)]], ['COMPOSITION_STATION_UNKNOWN']],
    ['no component station', [HEAD, ['URU-1', ...good.slice(1)]], ['COMPOSITION_STATION_PURPOSE']],
    ['no whole hour', [HEAD, ['URU-VOC', '2026-11-23 08:30', 1]], ['COMPOSITION_TIME_INVALID']],
    ['no day of the calendar', [HEAD, ['URU-VOC', '2026-02-30 08:00', 1]], ['COMPOSITION_TIME_INVALID']],
    ['an hour that is not over', [HEAD, ['URU-VOC', '2026-11-24 12:00', 1]], ['COMPOSITION_TIME_FUTURE']],
    ['an hour twice', [HEAD, good, good], ['COMPOSITION_ROW_TWICE']],
    ['an empty row', [HEAD, ['URU-VOC', '2026-11-23 08:00', '-']], ['COMPOSITION_ROW_EMPTY']],
    [
      'no figures',
      [HEAD, ['URU-VOC', '2026-11-23 08:00', 'x', -1]],
      ['COMPOSITION_VALUE_INVALID', 'COMPOSITION_VALUE_INVALID'],
    ],
    ['ppm for ppb', [HEAD, ['URU-VOC', '2026-11-23 08:00', 20_000]], ['COMPOSITION_VALUE_RANGE']],
  ])('%s', async (_, rows, codes, declared) => {
    const ctx = await world();
    const done = await take(ctx, [...rows, ['URU-VOC', '2026-11-22 08:00', 4]], 'import', declared);
    expect(done.problems.map((one) => one.code)).toEqual(codes);
    expect([done.committed, await stored(ctx)]).toEqual([false, []]);
  });

  test('who is not competent for the station brings nothing', async () => {
    const ctx = await world({
      ...openPolicy,
      can: (_actor, _action, resource) => resource?.unitPath?.startsWith('/650000/650100/') ?? true,
    });
    const done = await take(ctx, [HEAD, ['KAR-1', '2026-11-23 08:00', 4]]);
    expect(done.problems.map((one) => [one.row, one.column, one.code])).toEqual([
      [2, '站点', 'COMPOSITION_STATION_ELSEWHERE'],
    ]);
  });

  test('a machine is told by its rows, and holds to its unit', async () => {
    const ctx = await world();
    const machine = { keyId: 'k', name: '分析系统', prefix: 'k', unitPath: '/650000/650100/', mns: null };
    const row = { station: 'URU-VOC', time: '2026-11-23 08:00', values: { 甲苯: '<0.02', nothing: 1 } };
    const bad = await postComponents(ctx, machine, { unit: 'ppbv', rows: [row] }, 'import', 'en');
    expect(bad.problems).toMatchObject([{ row: 1, column: 'nothing', code: 'COMPOSITION_HEADING_UNKNOWN' }]);
    const away = { station: 'KAR-1', time: '2026-11-23 08:00', values: { 甲苯: 1 } };
    const elsewhere = await postComponents(ctx, machine, { unit: 'ppbv', rows: [away] }, 'import', 'en');
    expect(elsewhere.problems.map((one) => one.code)).toEqual(['COMPOSITION_STATION_ELSEWHERE']);
    const good = await postComponents(
      ctx,
      machine,
      { unit: 'ppbv', rows: [{ ...row, values: { 甲苯: '<0.02', benzene: 0.4 } }] },
      'import',
      'en',
    );
    expect(good).toMatchObject({ committed: true, created: 1, below: 1 });
  });
});

test('what is simulated stays so, and says it', async () => {
  const ctx = await world();
  await seedComponents(ctx, {
    unit: 'ppbv',
    rows: [{ station: 'URU-VOC', time: '2026-11-23 08:00', values: { toluene: 1 } }],
  });
  const server = await testServer(ctx, MODULES);
  const query = { station: 1, from: '2026-11-23', to: '2026-11-23' };
  expect((await server.call(components, { as: station, query })).body.simulated).toBe(true);
});

test('stations of another purpose and periods that run backward are refused', async () => {
  const ctx = await world();
  const server = await testServer(ctx, MODULES);
  const ask = async (query: object) => (await server.call(components, { as: station, query })).body.code;
  expect(await ask({ station: 3, from: '2026-11-23', to: '2026-11-23' })).toBe(
    'COMPOSITION_STATION_NOT_FOUND',
  );
  expect(await ask({ station: 1, from: '2026-11-23', to: '2026-11-22' })).toBe('COMPOSITION_PERIOD_INVALID');
  expect(await ask({ station: 1, from: '2024-11-23', to: '2026-11-22' })).toBe('COMPOSITION_PERIOD_INVALID');
});
