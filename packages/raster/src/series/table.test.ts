import { describe, expect, test } from 'vitest';
import { normalOf, randomOf } from '../random.ts';
import { assessSeries } from './assess.ts';
import { momentOf, regularSeries } from './calendar.ts';
import { criticalOf, mosumCritical, recCusumProbability, simulatedMosumCritical } from './critical.ts';
import { readSeries } from './table.ts';

const one = (text: string, columns = {}) => readSeries(text, columns)[0]!;

describe('files of series', () => {
  test('days or decimal years, with a head or without, whatever separates the columns', () => {
    for (const text of [
      'date,ndvi\n2020-01-02,0.5\n2020-01-18,NA\n',
      '\uFEFFdate;ndvi\r\n2020/1/2;0,5\r\n2020/1/18;\r\n',
      '20200102\t0.5\n20200118\tnan\n',
      '# a remark\n"date","ndvi"\n"2020-01-02T10:00:00Z",0.5\n"2020-01-18T10:00:00Z","null"\n',
    ]) {
      const { observations, problems } = one(text);
      expect(observations.map(({ time, value }) => [time, value])).toEqual([
        [{ kind: 'day', day: '2020-01-02' }, 0.5],
        [{ kind: 'day', day: '2020-01-18' }, Number.NaN],
      ]);
      expect(problems).toEqual([]);
    }
    expect(one('2000.1304347826,0.9\n2000.1739130435,0.89').observations.map(({ time }) => time)).toEqual([
      { kind: 'year', year: 2000.1304347826 },
      { kind: 'year', year: 2000.1739130435 },
    ]);
  });
  test('a column of row numbers before the time, days of the year', () => {
    const file = one('"","time","value"\n"1",2000.1304347826,0.9\n"2",2000.1739130435,NA\n');
    expect(file.observations.map(({ value }) => value)).toEqual([0.9, Number.NaN]);
    for (const text of ['2004049,1', 'A2004049,1', 'id,doy,v\nx,2004049,1'])
      expect(one(text).observations).toMatchObject([{ time: { day: '2004-02-18' }, value: 1 }]);
    expect(one('d,v\n2003366,1\n2003365,2').problems).toMatchObject([{ code: 'RASTER_SERIES_TIME' }]);
  });
  test('what cannot be read is left out and told with its line', () => {
    const { observations, problems } = one(
      'date,v\n2020-02-30,1\n2020-03-01,much\n2020-03-02,2\nyesterday,3',
    );
    expect(observations).toHaveLength(1);
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ['RASTER_SERIES_TIME', 'line 2'],
      ['RASTER_SERIES_VALUE', 'line 3'],
      ['RASTER_SERIES_TIME', 'line 5'],
    ]);
    const many = one(`date,v\n${'x,1\n'.repeat(50)}2020-01-01,1`);
    expect(many.problems).toHaveLength(21);
    expect(many.problems.at(-1)).toMatchObject({ code: 'RASTER_SERIES_MORE', params: { count: 30 } });
  });
  test('several series, columns by name, a number for no data', () => {
    const text = 'id,when,a,b\nx,2020-01-02,1,-9999\ny,2020-01-02,2,4\nx,2020-01-01,3,5';
    const found = readSeries(text, { time: 'when', value: 'b', series: 'id', noData: -9_999 });
    expect(found.map(({ name, observations }) => [name, observations.map(({ value }) => value)])).toEqual([
      ['x', [5, Number.NaN]],
      ['y', [4]],
    ]);
    expect(() => readSeries(text, { value: 'c' })).toThrow(
      expect.objectContaining({ code: 'RASTER_SERIES_COLUMN' }),
    );
    expect(() => readSeries('\n')).toThrow(expect.objectContaining({ code: 'RASTER_SERIES_EMPTY' }));
  });
});

describe('periods', () => {
  const of = (
    text: string,
    ...more: [Parameters<typeof regularSeries>[1]?, Parameters<typeof regularSeries>[2]?]
  ) => regularSeries(one(text).observations, more[0] ?? null, more[1]);
  test('composites of 16 days fall on 23 periods a year, gaps stay gaps', () => {
    // Days 1, 17 and 353 of 2003, day 1 of 2004.
    const found = of('2003-01-01,1\n2003-01-17,2\n2003-12-19,3\n2004-01-01,4');
    expect(found).toMatchObject({ calendar: '16-day', frequency: 23, observed: 4 });
    expect(found.times).toHaveLength(24);
    expect([...found.times.slice(0, 2), found.times[22], found.times[23]]).toEqual([
      2003,
      2003 + 1 / 23,
      expect.closeTo(2003 + 22 / 23, 9),
      2004,
    ]);
    expect([...found.values].flatMap((value, i) => (Number.isNaN(value) ? [] : [i]))).toEqual([0, 1, 22, 23]);
  });
  test('other days count in years of 365; 29 February is 1 March', () => {
    const found = of('2020-02-28,1\n2020-02-29,2\n2020-03-01,4\n2020-12-31,5');
    expect(found).toMatchObject({ calendar: '365', merged: 1, observed: 3 });
    expect(found.values[1]).toBe(3);
    expect(found.times[0]).toBeCloseTo(2020 + 58 / 365, 9);
    expect(found.times.at(-1)).toBeCloseTo(2020 + 364 / 365, 9);
  });
  test('two values of a day become one as asked', () => {
    const text = '2020-05-05,1\n2020-05-05,3\n2020-05-05,NA\n2020-06-01,1';
    for (const [merging, value] of [
      ['mean', 2],
      ['first', 1],
      ['last', 3],
      ['max', 3],
      ['min', 1],
    ] as const)
      expect(of(text, null, merging).values[0]).toBe(value);
    expect(of(text)).toMatchObject({ merged: 2, missing: 1, observed: 2 });
  });
  test('decimal years by the step they have', () => {
    const years = (frequency: number) =>
      Array.from({ length: 30 }, (_, i) => `${(2000 + (3 + i) / frequency).toFixed(10)},${i}`).join('\n');
    for (const frequency of [12, 23, 36, 46, 365]) expect(of(years(frequency)).calendar).toBe(frequency);
  });
  test('moments that a person names', () => {
    expect(momentOf('2004,1', 23)).toBe(2004);
    expect(momentOf('2004,3', '16-day')).toBeCloseTo(2004 + 2 / 23, 12);
    expect(momentOf('2004-01-01', '365')).toBe(2004);
    expect(momentOf('2004.5', '365')).toBe(2004.5);
    expect(momentOf('2004-07-02', 'exact')).toBe(2004.5);
    expect(momentOf('2004-02-30', '365')).toBeNull();
    expect(momentOf('soon', '365')).toBeNull();
  });
});

describe('critical values', () => {
  test('the simulation comes within 2 % of what is tabulated', () => {
    for (const [window, period, level] of [
      [0.25, 10, 0.05],
      [1, 10, 0.05],
    ] as const) {
      // As if it were not tabulated: a period a little off.
      const found = simulatedMosumCritical(window, period - 1e-9, level);
      expect(Math.abs(found / mosumCritical(window, period, level) - 1)).toBeLessThan(0.02);
    }
  }, 60_000);
  test('levels beside the tabulated one keep close to those that are known', () => {
    const found = criticalOf(0.25, 10, 0.01);
    expect(found).toEqual({ value: 1.5216, source: 'tabulated' });
    expect(Math.abs(simulatedMosumCritical(0.25, 10, 0.01) / 1.5216 - 1)).toBeLessThan(0.02);
    const ten = criticalOf(0.25, 10, 0.1);
    expect(ten.source).toBe('simulated');
    expect(ten.value).toBeLessThan(1.3418);
    expect(ten.value).toBeGreaterThan(1.2);
  }, 60_000);
  test('the test of the history has its published boundaries', () => {
    for (const [lambda, level] of [
      [0.8499, 0.1],
      [0.9479, 0.05],
      [1.143, 0.01],
    ] as const)
      expect(recCusumProbability(lambda)).toBeCloseTo(level, 3);
  });
});

describe('a series judged', () => {
  const normal = normalOf(randomOf(31));
  const rows = Array.from({ length: 230 }, (_, i) => {
    const time = 2010 + i / 23;
    const value = 0.4 + 0.15 * Math.sin(2 * Math.PI * time) + 0.02 * normal() - (time >= 2017.5 ? 0.25 : 0);
    return `${time.toFixed(10)},${value}`;
  });
  const options = {
    start: 2016,
    model: { order: 3, trend: true },
    history: 'roc',
    window: 0.25,
    period: 10,
    level: 0.05,
    harmonic: {},
    hitSigma: 3,
    hitDirection: 'loss',
  } as const;
  const judge = (text: string, more = {}) =>
    assessSeries(regularSeries(one(text).observations, null), { ...options, ...more });
  test('break, boundary, alert and segment tell one story', () => {
    const { monitor, segments, problems } = judge(rows.join('\n'));
    expect(monitor!.status).toBe('break');
    expect(monitor!.break!.time).toBeGreaterThanOrEqual(2017.5);
    expect(monitor!.break!.time).toBeLessThan(2017.9);
    expect(Math.abs(monitor!.break!.mosum)).toBeGreaterThan(monitor!.break!.boundary);
    expect(monitor!.magnitude).toBeCloseTo(-0.25, 1);
    const [first] = monitor!.alerts.filter(({ state }) => state === 'confirmed');
    expect(first!.possible.time).toBeCloseTo(2017.5 + 0.02, 1);
    expect(first!.confirmed!.time).toBeGreaterThan(first!.possible.time);
    expect(segments![0]!.break!.time).toBeGreaterThanOrEqual(2017.5);
    expect(segments![0]!.magnitude).toBeCloseTo(-0.25, 1);
    expect(problems).toEqual([]);
  });
  test('rows that are missing from the file change nothing that missing values do not', () => {
    const holes = rows.filter((_, i) => i % 4 !== 2);
    const missing = rows.map((row, i) => (i % 4 === 2 ? row.replace(/,.*/, ',NA') : row));
    const [a, b] = [judge(holes.join('\n')), judge(missing.join('\n'))];
    expect(a.monitor).toEqual(b.monitor);
    expect(a.segments).toEqual(b.segments);
  });
  test('too short a history, and nothing to monitor, are told', () => {
    const codes = (text: string, more = {}) => judge(text, more).problems.map(({ code }) => code);
    expect(codes(rows.slice(0, 20).join('\n'), { start: 2010.2 })).toContain('RASTER_SERIES_SHORT');
    expect(codes(rows.join('\n'), { start: 2030 })).toContain('RASTER_SERIES_NOT_MONITORED');
    expect(judge(rows.join('\n'), { start: null }).monitor).toBeNull();
  });
});
