import type { Limit } from '@tarim/registry/contract';
import { describe, expect, test } from 'vitest';
import { drawnColumns, limitsOf, seriesOption } from './series-option.ts';

const t = (key: string) => key;
const column = (code: string, attr: string, unit: string | null) => ({ code, attr, name: code, unit });
const series = (columns: ReturnType<typeof column>[], rows: (number | null)[][]) => ({
  pointId: 1,
  grain: 'hour',
  source: 'rollup' as const,
  columns,
  rows: rows.map((v, i) => ({
    time: `2026-11-24T0${i}:00:00+08:00`,
    revision: 0,
    lsn: null,
    v,
    f: v.map(() => null),
  })),
  marks: {},
  truncated: false,
});
const limit = (code: string, more: Partial<Limit> = {}): Limit => ({
  id: 1,
  pointId: 1,
  code,
  basis: 'hour',
  measure: 'actual',
  upper: 50,
  standard: 'GB 13271-2014',
  effectiveFrom: '2014-07-01',
  updatedAt: '2026-01-01T00:00:00Z',
  ...more,
});
type Drawn = {
  series: {
    name: string;
    color: string;
    markLine?: { lineStyle: { color: string }; data: { name: string }[] };
  }[];
  yAxis: { max: (range: { max: number }) => number }[];
};

describe('limits', () => {
  test('say which factor they are for, in the colour of its line', () => {
    const data = series([column('SO2', 'Avg', 'mg/m³'), column('NOx', 'Avg', 'mg/m³')], [[40, 60]]);
    const { option, far } = seriesOption(data, [limit('SO2'), limit('NOx', { upper: 200 })], [], t);
    const [so2, nox] = (option as unknown as Drawn).series;
    expect(so2!.markLine!.data[0]!.name).toContain('SO₂ ');
    expect(nox!.markLine!.data[0]!.name).toContain('NOₓ ');
    expect(nox!.markLine!.lineStyle.color).toBe(nox!.color);
    expect(far).toEqual([]);
    // The axis reaches the highest limit that is drawn.
    expect((option as unknown as Drawn).yAxis[0]!.max({ max: 60 })).toBeGreaterThan(200);
  });

  test('far above the values are told, not drawn', () => {
    const data = series([column('NOx', 'Avg', 'mg/m³')], [[3]]);
    const { option, far } = seriesOption(data, [limit('NOx', { upper: 200 })], [], t);
    expect((option as unknown as Drawn).series[0]!.markLine).toBeUndefined();
    expect(far).toHaveLength(1);
    expect((option as unknown as Drawn).yAxis[0]!.max({ max: 3 })).toBeLessThan(4);
  });

  test('of another measure, period or unit do not belong to a line', () => {
    const limits = [
      limit('SO2', { measure: 'converted' }),
      limit('SO2', { basis: 'day' }),
      limit('SO2', { unit: 'µg/m³' }),
      limit('SO2', { unit: 'mg/m³' }),
    ];
    expect(limitsOf(limits, column('SO2', 'Avg', 'mg/m³'), 'hour')).toEqual([limits[3]]);
    expect(limitsOf(limits, column('SO2', 'ZsAvg', 'mg/m³'), 'hour')).toEqual([limits[0]]);
  });
});

test('a third unit is not drawn on a foreign axis', () => {
  const data = series(
    [column('a', 'Avg', 'mg/m³'), column('b', 'Avg', '%'), column('c', 'Avg', '℃'), column('d', 'Min', '%')],
    [],
  );
  const { drawn, left } = drawnColumns(data);
  expect(drawn.map((one) => one.code)).toEqual(['a', 'b']);
  expect(left.map((one) => one.code)).toEqual(['c']);
});
