import { expect, test } from 'vitest';
import type { JudgedValue } from './judge-task.ts';
import { monthMeans } from './series.ts';
import { siteTrends } from './site-trend.ts';
import { instantsOf, monthsIn, spanBefore } from './spans.ts';
import { indexPeriod, meanSample, periodSection, sectionPeriod, setPeriod } from './water-period.ts';

const TIME = Date.parse('2026-10-31T12:00:00+08:00');
const value = (item: string, figure: number | null, detectionLimit: number | null = null): JudgedValue => ({
  item,
  value: figure,
  detectionLimit,
  unit: item === 'pH' ? '无量纲' : 'mg/L',
});
const section = (id: number, ...visits: JudgedValue[][]) => periodSection(id, 'river', visits);

test('periods before, months and instants by the Beijing clock', () => {
  const quarter = { from: '2026-01', to: '2026-03' };
  expect(monthsIn(quarter)).toBe(3);
  expect(spanBefore(quarter, 'year-before')).toEqual({ from: '2025-01', to: '2025-03' });
  expect(spanBefore(quarter, 'period-before')).toEqual({ from: '2025-10', to: '2025-12' });
  expect(instantsOf({ from: '2026-12', to: '2026-12' })).toEqual({
    from: new Date('2026-11-30T16:00:00Z'),
    to: new Date('2026-12-31T16:00:00Z'),
  });
  expect(monthsIn({ from: '2026-03', to: '2026-01' })).toBe(-1);
});

test('a section goes by the mean of its visits, and its change by how many classes it moved', () => {
  // Ammonia: (0.4 + 1.4) / 2 = 0.9 ≤ 1.0, class III; before 0.10 ≤ 0.15, class I: two classes down.
  const now = section(1, [value('氨氮', 0.4)], [value('氨氮', 1.4)]);
  const before = section(1, [value('氨氮', 0.1)]);
  const { now: rated, change } = sectionPeriod(TIME, now, before);
  expect(rated.used).toEqual({ 'NH3-N': 0.9 });
  expect([rated.class, change!.verdict]).toEqual(['III', 'markedWorse']);
  expect(sectionPeriod(TIME, now, null).change).toBeNull();
});

test('five sections go by shares, four by the mean', () => {
  // Classes II, II, III, IV, 劣V: 3 of 5 are good (60 %), 1 is worse than V (20 %).
  const five = [0.3, 0.4, 0.9, 1.2, 2.6].map((figure, i) => section(i, [value('氨氮', figure)]));
  const { now } = setPeriod(TIME, five, []);
  expect([now.by, now.goodShare, now.badShare, now.rating]).toEqual(['shares', 60, 20, '中度污染']);
  // Ammonia is worse than III at 2 of 5.
  expect(now.exceedRates).toEqual({ 'NH3-N': 40 });
  // (0.3 + 0.4 + 0.9 + 1.2) / 4 = 0.7, class III.
  const few = setPeriod(TIME, five.slice(0, 4), []);
  expect([few.now.by, few.now.class, few.now.rating]).toEqual(['mean', 'III', '良好']);
});

test('one sample for many, by the rule of many', () => {
  const [mean] = meanSample([
    { 氨氮: { value: 0.1, unit: 'mg/L' }, 汞: { lt: 0.00004 } },
    { 氨氮: { lt: 0.05, unit: 'mg/L' }, 汞: { lt: 0.00002 } },
  ]);
  // (0.1 + 0.025) / 2; what was never found stays below the mean limit.
  expect(mean).toEqual({ 氨氮: { value: 0.0625, unit: 'mg/L' }, 汞: { lt: 0.00003 } });
  const mixed = [{ 铅: { value: 1, unit: 'µg/L' } }, { 铅: { value: 0.001, unit: 'mg/L' } }];
  expect(meanSample(mixed)).toBe(mixed);
  // The set says the same of samples as of their mean.
  const visits = [[value('氨氮', 0.4)], [value('氨氮', 1.4), value('汞', null, 0.00004)]];
  const one = periodSection(1, 'river', visits);
  expect(setPeriod(TIME, [one], []).now.class).toBe(sectionPeriod(TIME, one, null).now.class);
});

test('an index with fewer than all its items is none', () => {
  const index = indexPeriod(TIME, [section(1, [value('氨氮', 0.5), value('总磷', 0.1)])], []);
  expect(index.cwqi).toBeNull();
  // 0.5 / 1.0 + 0.1 / 0.2
  expect(index.parts[0]!.partial).toBeCloseTo(1);
  expect(index.missing).toHaveLength(19);
});

test('what is below detection enters a month with half its limit', () => {
  expect(
    monthMeans([
      { month: '2026-02', value: null, detectionLimit: 0.02 },
      { month: '2026-01', value: 0.3, detectionLimit: 0.02 },
      { month: '2026-01', value: null, detectionLimit: 0.02 },
    ]),
  ).toEqual([
    { month: '2026-01', value: 0.155, below: false, n: 2 },
    { month: '2026-02', value: 0.01, below: true, n: 1 },
  ]);
});

test('trends: whole years only, months as they follow, each month against itself', () => {
  // Rises by 0.1 from year to year in January and in July; July lies higher.
  const months = [2021, 2022, 2023, 2024, 2025].flatMap((year, i) => [
    { month: `${year}-01`, value: 1 + i / 10, below: false, n: 1 },
    { month: `${year}-07`, value: 3 + i / 10, below: false, n: 1 },
  ]);
  const span = { from: '2021-01', to: '2025-07' };
  const [years, , seasonal] = siteTrends(months, span);
  // 2025 ends in July: four years are whole.
  expect([years!.basis, years!.result.n]).toEqual(['years', 4]);
  expect(years!.result.sen!.slope).toBeCloseTo(0.1);
  // Each of two seasons: S = 4·5/2 = 10, all pairs rise; together 20. Var = 2 × 5·4·15/18 = 33.33, Z = 19/5.7735 = 3.2909.
  expect([seasonal!.result.seasonal!.s, seasonal!.result.verdict]).toEqual([20, 'significant-increase']);
  expect(seasonal!.result.seasonal!.z).toBeCloseTo(3.2909, 4);
  expect(seasonal!.result.seasonal!.sen!.slope).toBeCloseTo(0.1);
  expect(siteTrends([], span)).toEqual([]);
});
