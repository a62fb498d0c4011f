import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateAirPeriod } from './evaluate.ts';
import type { PollutantFigures } from './types.ts';

/**
 * The figures of a year once more, in whole numbers and straight from GB 3095-2012 (class II) and HJ 663-2013; nothing is shared with
 * what it checks. Values are in tenths (µg/m³; CO in tenths of mg/m³).
 */
const RULES = {
  SO2: { p: 98, year: 60, day: 150, s: 60, by: 'mean' },
  NO2: { p: 98, year: 40, day: 80, s: 40, by: 'mean' },
  PM10: { p: 95, year: 70, day: 150, s: 70, by: 'mean' },
  'PM2.5': { p: 95, year: 35, day: 75, s: 35, by: 'mean' },
  CO: { p: 95, year: null, day: 4, s: 4, by: 'p' },
  O3: { p: 90, year: null, day: 160, s: 160, by: 'p' },
} as const;
type Name = keyof typeof RULES;
const NAMES = Object.keys(RULES) as Name[];
const TYPICAL: Record<Name, number> = { SO2: 80, NO2: 380, PM10: 690, 'PM2.5': 345, CO: 12, O3: 1_000 };

const DATES = Array.from({ length: 365 }, (_, i) =>
  new Date(Date.UTC(2025, 0, i + 1)).toISOString().slice(0, 10),
);

/** A year that lies around its limits: each day some percent of a typical one. */
const year = fc
  .tuple(
    fc.record(
      Object.fromEntries(NAMES.map((one) => [one, fc.integer({ min: 60, max: 150 })])) as Record<
        Name,
        fc.Arbitrary<number>
      >,
    ),
    fc.array(fc.integer({ min: 10, max: 260 }), { minLength: 17, maxLength: 31 }),
  )
  .map(([scale, percents]) =>
    DATES.map(
      (_, day) =>
        Object.fromEntries(
          NAMES.map((one, n) => [
            one,
            Math.floor((TYPICAL[one] * scale[one] * percents[(day * (n + 1)) % percents.length]!) / 10_000),
          ]),
        ) as Record<Name, number>,
    ),
  );

/** Thousandths of a tenth of the percentile. */
function percentileOf(tenths: readonly number[], p: number): number {
  const sorted = tenths.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * p;
  const low = sorted[(at - (at % 100)) / 100]!;
  const high = sorted[Math.min(sorted.length - 1, (at - (at % 100)) / 100 + 1)]!;
  return low * 1_000 + (high - low) * (at % 100) * 10;
}

describe('a year of 2025, by hand', () => {
  test('means, percentiles, verdicts, composite index and days above the limits', () => {
    fc.assert(
      fc.property(year, (days) => {
        const input = days.map(({ O3, ...one }, i) => ({
          date: DATES[i]!,
          values: Object.fromEntries(
            [...Object.entries(one), ['O3_8h', O3]].map(([key, v]) => [key, Number(v) / 10]),
          ),
        }));
        const { withDust } = evaluateAirPeriod({ period: '2025', days: input });
        let composite = 0;
        let meets = true;
        for (const name of NAMES) {
          const { p, year: limit, day, s, by } = RULES[name];
          const tenths = days.map((one) => one[name]);
          const total = tenths.reduce((a, b) => a + b, 0);
          const high = percentileOf(tenths, p);
          const figures: PollutantFigures = withDust!.pollutants[name];
          expect(figures.percentile!.value).toBeCloseTo(high / 10_000, 9);
          const exceeds = high > day * 10_000 || (limit !== null && total > limit * 10 * 365);
          expect([name, figures.verdict]).toEqual([name, exceeds ? 'exceeds' : 'meets']);
          meets &&= !exceeds;
          if (limit !== null) expect(figures.mean!.value).toBeCloseTo(total / 3_650, 9);
          expect(figures.exceedDays).toBe(tenths.filter((one) => one > day * 10).length);
          composite += (by === 'mean' ? total / 3_650 : high / 10_000) / s;
        }
        expect(withDust!.verdict).toBe(meets ? 'meets' : 'exceeds');
        expect(withDust!.composite!.value).toBeCloseTo(composite, 9);
      }),
      { numRuns: 40 },
    );
  });
});
