import { describe, expect, it } from 'vitest';
import { CASE_SCORING, FINE_RANGES, fineRange, STATUTORY_TERMS, statutoryTerm } from './enforcement.ts';
import { VISIT_PARAMETERS } from './visits.ts';

describe('tables of enforcement', () => {
  it('has ranges that can be: least below most, each key once', () => {
    expect(new Set(FINE_RANGES.map(({ key }) => key)).size).toBe(FINE_RANGES.length);
    for (const { key, tiers } of FINE_RANGES)
      for (const { min, max } of tiers) expect((min ?? 0) < max, key).toBe(true);
  });

  // 生态环境法典, ranges of fines on units in ten thousands as they stand in its articles; null: no least.
  it.each([
    [
      '1095/report',
      [
        [20, 100],
        [100, 1_000],
      ],
    ],
    [
      '1095/form',
      [
        [10, 50],
        [50, 500],
      ],
    ],
    ['1095/registration', [[null, 5]]],
    ['1096', [[50, 200]]],
    [
      '1097',
      [
        [10, 50],
        [50, 200],
      ],
    ],
    [
      '1099',
      [
        [5, 50],
        [50, 200],
      ],
    ],
    [
      '1100',
      [
        [20, 100],
        [100, 200],
      ],
    ],
    [
      '1102',
      [
        [20, 100],
        [2, 20],
      ],
    ],
    [
      '1103',
      [
        [10, 100],
        [2, 20],
      ],
    ],
    ['1104/a', [[2, 5]]],
    ['1104/b', [[5, 20]]],
    ['1104/c', [[10, 100]]],
    ['1105', [[20, 50]]],
    ['1106', [[null, 5]]],
    [
      '1107',
      [
        [10, 100],
        [2, 20],
      ],
    ],
    ['1108', [[10, 100]]],
    [
      '1109/general',
      [
        [2, 10],
        [10, 50],
      ],
    ],
    [
      '1109/protected',
      [
        [10, 50],
        [50, 100],
      ],
    ],
    ['1110', [[2, 20]]],
    ['1086', [[2, 20]]],
    ['1088', [[10, 100]]],
    ['1089', [[2, 20]]],
    ['1090', [[2, 20]]],
    [
      '1091',
      [
        [10, 50],
        [50, 200],
      ],
    ],
    ['1093', [[2, 20]]],
    ['1229', [[5, 20]]],
    ['1230/equipment', [[2, 20]]],
    [
      '1230/fraud',
      [
        [10, 50],
        [50, 200],
      ],
    ],
    ['1233', [[2, 20]]],
    ['1234', [[50, 500]]],
    ['1235', [[1, 5]]],
    [
      '1236',
      [
        [30, 100],
        [100, 200],
        [200, 1_000],
        [1_000, 2_000],
      ],
    ],
    ['1237/a', [[5, 50]]],
    ['1237/b', [[20, 200]]],
  ] as const)('%s has the ranges of its article', (key, ranges) => {
    const units = fineRange(key, '2026-08-15')!.tiers.filter(({ who }) => who === 'unit');
    expect(units.map(({ min, max }) => [min === null ? null : min / 10_000, max / 10_000])).toEqual(ranges);
  });

  it('answers for the day of the act only', () => {
    expect(fineRange('1107', '2026-08-14')).toBeNull();
    // 生态环境法典 1107: 10 to 100 ten thousands.
    expect(fineRange('1107', '2026-08-15')?.tiers[0]).toMatchObject({ min: 100_000, max: 1_000_000 });
  });

  it('counts days as the law says: 2, 3, 5 and 7 days of 行政处罚法 are working days (art. 85)', () => {
    for (const { act, length, unit } of STATUTORY_TERMS)
      if (act === '行政处罚法' && [2, 3, 5, 7].includes(length)) expect(unit).toBe('workday');
    expect(statutoryTerm('decision')).toMatchObject({ length: 90, unit: 'calendarDay' });
    expect(() => statutoryTerm('nothing')).toThrow();
  });

  it('keeps the terms of complaints and permits, and tells which of them are settings', () => {
    // 信访工作条例 22–23, 34: 15 days, 60 and 30 more; 排污许可管理条例 14: 60 days before the end.
    expect(statutoryTerm('complaint-accept').length).toBe(15);
    expect(statutoryTerm('complaint-handle')).toMatchObject({ length: 60, extensions: [{ length: 30 }] });
    expect(statutoryTerm('permit-renewal-ask')).toMatchObject({ length: 60, confidence: 'official-text' });
    expect(statutoryTerm('complaint-retaliation').confidence).toBe('unverified');
    expect(new Set(STATUTORY_TERMS.map(({ key }) => key)).size).toBe(STATUTORY_TERMS.length);
  });

  it('has the 25 fatal items, and marks that add up to 100', () => {
    expect(CASE_SCORING.fatal.map(({ no }) => no)).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
    for (const items of Object.values(CASE_SCORING.items))
      expect(items.reduce((sum, { marks }) => sum + marks, 0)).toBe(100);
  });
});

describe('parameters of visits', () => {
  it('are proposals: never law, weights that add up to one', () => {
    const { weights } = VISIT_PARAMETERS.assignment;
    expect(weights.distance + weights.load + weights.speciality).toBeCloseTo(1, 12);
    expect(VISIT_PARAMETERS.confidence).toBe('unverified');
  });
});
