import { expect, test } from 'vitest';
import * as contract from '../contract.ts';
import { SAMPLER, SHIHEZI, TIANSHAN, URUMQI, type World, world } from './seed.ts';
import { signedWorld } from './signed.ts';

let w: World;
let point: Record<string, number>;
const OTHER = '/650000/650100/650103/';

/** Three sections, two sources and a place of noise, small enough to be worked out by hand. */
async function seeded(): Promise<void> {
  w = await world();
  const { site, signed, ...made } = await signedWorld(w);
  point = made.point;
  const river = { waterKind: 'river', basin: '准噶尔', river: '乌鲁木齐河' };
  await site('A', 'surface-water', TIANSHAN, { ...river, targetClass: 'II', order: 1 });
  await site('B', 'surface-water', OTHER, { ...river, targetClass: 'III', order: 2 });
  await site('C', 'surface-water', SHIHEZI, { waterKind: 'river', targetClass: 'III' });
  // A: mean (0.4 + 1.4) / 2 = 0.9, class III; a year before 0.4, class II.
  await signed('A', '2026-09-10T10:00:00+08:00', { 氨氮: 0.4 });
  await signed('A', '2026-10-10T10:00:00+08:00', { 氨氮: 1.4 });
  await signed('A', '2025-10-10T10:00:00+08:00', { 氨氮: 0.4 });
  // The last hour of October by the Beijing clock, which is still the 31st in UTC.
  await signed('B', '2026-10-31T23:30:00+08:00', { 氨氮: 2.5 });
  // The first hour of November is not October.
  await signed('B', '2026-11-01T00:30:00+08:00', { 氨氮: 0.1 });
  await signed('C', '2026-10-02T10:00:00+08:00', { 氨氮: { lt: 0.025 } });
  await site('S1', 'drinking-water', TIANSHAN, { sourceKind: 'river', sourceLevel: 'city', volume: 300 });
  await site('S2', 'drinking-water', OTHER, { sourceKind: 'river', sourceLevel: 'county', volume: 100 });
  await signed('S1', '2026-10-05T10:00:00+08:00', { 氨氮: 0.3 });
  await signed('S2', '2026-10-05T10:00:00+08:00', { 氨氮: 1.5 });
  await site('N1', 'noise', TIANSHAN, { zone: '2' });
  // Zone 2: 60 by day, 50 by night.
  await signed('N1', '2026-07-05T10:00:00+08:00', { Ld: 58, Ln: 51 });
  await signed('N1', '2026-10-05T10:00:00+08:00', { Ld: 59.5, Ln: 48 });
}

const ask = async (def: Parameters<World['call']>[0], query: object, params?: object) =>
  (await w.call(def, { as: SAMPLER, query: query as never, params: params as never })).body;
const AUTUMN = { from: '2026-09', to: '2026-10' };

test('sections by the mean of their visits, against the year before', async () => {
  await seeded();
  const water = await ask(contract.getWater, AUTUMN);
  const rows = Object.fromEntries(
    water.sections.map((one: contract.SectionRow) => [
      one.name,
      [one.class, one.n, one.meets, one.before, one.change, one.main],
    ]),
  );
  expect(rows).toEqual({
    A: ['III', 2, false, 'II', 'someWorse', []],
    B: ['劣V', 1, false, null, null, ['氨氮']],
    C: ['I', 1, true, null, null, []],
  });
  expect(water.before).toEqual({ from: '2025-09', to: '2025-10' });
  // Three sections: (0.9 + 2.5 + 0.0125) / 3 = 1.1375, class IV; one of three is worse than V.
  expect(water.all).toMatchObject({
    n: 3,
    by: 'mean',
    class: 'IV',
    rating: '轻度污染',
    badShare: expect.closeTo(33.33, 2),
  });
  expect(water.basins.map((one: contract.SetRow) => [one.key, one.n])).toEqual([['准噶尔', 2]]);
  expect(water.areas.map((one: contract.SetRow) => [one.key, one.n, one.cwqi])).toEqual([
    [URUMQI, 2, null],
    ['/BT/BT08/', 1, null],
  ]);
  expect([water.withoutBasin, water.withoutRiver, water.simulated]).toEqual([1, 1, false]);
  // Months over a year: October 2025 lies outside of the twelve that end with October 2026.
  expect(water.months).toEqual([
    { month: '2026-09', classes: { II: 1 } },
    { month: '2026-10', classes: { I: 1, IV: 1, 劣V: 1 } },
  ]);
});

test('each figure can be told: rules, figures, what lacks, steps', async () => {
  await seeded();
  const told = await ask(contract.explainWater, { ...AUTUMN, of: 'section', key: String(point.A) });
  expect([told.result, told.finding.used, told.tasks.length]).toEqual(['III', { 氨氮: 0.9 }, 2]);
  expect(told.finding.missing).toContain('总磷');
  expect(told.finding.rules[0].version).toBe('GB3838-2002@1');
  expect(told.change.steps[0].formula).toBe('II → III');
  const index = await ask(contract.explainWater, { ...AUTUMN, of: 'cwqi', key: URUMQI });
  expect([index.result, index.finding.missing.length]).toEqual([null, 20]);
  const none = await ask(contract.explainWater, { ...AUTUMN, of: 'river', key: '无' });
  expect(none.code).toBe('MONITORING_NOT_IN_VIEW');
});

test('a unit narrows the view, a span the wrong way round is refused', async () => {
  await seeded();
  const water = await ask(contract.getWater, { ...AUTUMN, unitPath: TIANSHAN });
  expect(water.sections.map((one: contract.SectionRow) => one.name)).toEqual(['A']);
  for (const span of [
    { from: '2026-10', to: '2026-09' },
    { from: '2001-01', to: '2026-09' },
  ])
    expect((await ask(contract.getWater, span)).code).toBe('MONITORING_SPAN_WRONG');
});

test('sources by number and by volume', async () => {
  await seeded();
  const { all, levels, sources, months } = await ask(contract.getSources, AUTUMN);
  // One of two; 300 of 400.
  expect(all).toEqual({ n: 2, compliant: 1, byCount: 50, byVolume: 75 });
  expect(levels.map((one: { level: string; byCount: number }) => [one.level, one.byCount])).toEqual([
    ['city', 100],
    ['county', 0],
  ]);
  expect(months).toEqual([{ month: '2026-10', n: 2, compliant: 1 }]);
  // 1.5 against class III, 1.0.
  expect(sources.find((one: contract.SourceRow) => one.name === 'S2').exceeding).toEqual([
    { item: '氨氮', multiple: 0.5 },
  ]);
  const told = await ask(contract.explainSource, AUTUMN, { id: point.S1 });
  expect([told.result, told.finding.used]).toEqual([true, { 氨氮: 0.3 }]);
});

test('noise: the newest grade, and rates of all measurements', async () => {
  await seeded();
  const noise = await ask(contract.getMedium, { from: '2026-01', to: '2026-10', pointKind: 'noise' });
  expect(noise.grades).toEqual({ 达标: 1 });
  expect(noise.groups).toMatchObject([{ group: '2', day: { n: 2, meets: 2 }, night: { n: 2, meets: 1 } }]);
});

test('the history of a site with limits and trends', async () => {
  await seeded();
  const site = await ask(
    contract.getSiteHistory,
    { from: '2025-01', to: '2026-12', item: 'NH3-N' },
    { id: point.A },
  );
  expect([site.item, site.unit, site.standard]).toEqual(['氨氮', 'mg/L', 'GB 3838-2002']);
  expect(site.values.map((one: { value: number }) => one.value)).toEqual([0.4, 0.4, 1.4]);
  expect(site.limits).toEqual([
    { label: 'I', value: 0.15 },
    { label: 'II', value: 0.5 },
    { label: 'III', value: 1 },
    { label: 'IV', value: 1.5 },
    { label: 'V', value: 2 },
  ]);
  // Three months are too few for any test, and say so in the reader's language.
  expect(site.trends[1]).toMatchObject({ basis: 'months', n: 3, verdict: null });
  expect(site.trends[1].finding.problems[0].message).toBe('只有 3 个值，至少需要 4 个');
  expect((await ask(contract.getSiteHistory, AUTUMN, { id: 9_999 })).code).toBe('MONITORING_SITE_UNKNOWN');
});

test('sites side by side, within bounds', async () => {
  await seeded();
  const sites = `${point.A},${point.C},${point.N1}`;
  const sheet = await ask(contract.compareSites, { ...AUTUMN, sites, items: '氨氮|Ld' });
  expect(
    sheet.series.map((one: contract.CompareAnswer['series'][number]) => [
      one.pointId,
      one.item,
      one.unit,
      one.months.map(({ station: _, ...month }) => month),
    ]),
  ).toEqual([
    [
      point.A,
      '氨氮',
      'mg/L',
      [
        { month: '2026-09', value: 0.4, below: false, n: 1 },
        { month: '2026-10', value: 1.4, below: false, n: 1 },
      ],
    ],
    [point.C, '氨氮', 'mg/L', [{ month: '2026-10', value: 0.0125, below: true, n: 1 }]],
    [point.N1, 'Ld', 'dB(A)', [{ month: '2026-10', value: 59.5, below: false, n: 1 }]],
  ]);
  expect(sheet.available[0]).toEqual({ item: '氨氮', unit: 'mg/L', sites: 2 });
  const many = Array.from({ length: 13 }, (_, i) => i + 1).join(',');
  const refused = await ask(contract.compareSites, { ...AUTUMN, sites: many });
  expect(refused.code).toBe('MONITORING_COMPARE_TOO_MUCH');
  expect((await ask(contract.compareSites, { ...AUTUMN, sites: '9999' })).code).toBe(
    'MONITORING_SITE_UNKNOWN',
  );
});

test('nobody and people without a post see nothing of it', async () => {
  await seeded();
  const nobody = { userId: '00000000-0000-7000-8000-000000000099', name: '无岗', posts: [] };
  for (const def of [contract.getWater, contract.getSources]) {
    expect((await w.call(def, { query: AUTUMN })).status).toBe(401);
    expect((await w.call(def, { as: nobody, query: AUTUMN })).status).toBe(403);
  }
});
