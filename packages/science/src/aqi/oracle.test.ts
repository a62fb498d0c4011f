import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateAqi } from './evaluate.ts';

/**
 * A second, tiny implementation straight from the printed tables of HJ 633-2012 and HJ 633-2026 (table 1), typed in here and not
 * read from packages/standards: whole numbers and decimal text only, no code shared with what it checks.
 */
const INDEX = [0, 50, 100, 150, 200, 300, 400, 500];
const COMMON: Record<string, number[]> = {
  'day SO2': [0, 50, 150, 475, 800, 1600, 2100, 2620],
  'day NO2': [0, 40, 80, 180, 280, 565, 750, 940],
  'day CO': [0, 2, 4, 14, 24, 36, 48, 60],
  'day O3_8h': [0, 100, 160, 215, 265, 800],
  'hour SO2': [0, 150, 500, 650, 800],
  // Note to table 1 of 2012: SO2 1 h above 800 is told by the 24-h mean, O3 8 h above 800 by the 1-h value.
  'hour SO2_24h': [0, 50, 150, 475, 800, 1600, 2100, 2620],
  'day O3': [0, 160, 200, 300, 400, 800, 1000, 1200],
  'hour NO2': [0, 100, 200, 700, 1200, 2340, 3090, 3840],
  'hour CO': [0, 5, 10, 35, 60, 90, 120, 150],
  'hour O3': [0, 160, 200, 300, 400, 800, 1000, 1200],
};
const PM: Record<string, Record<string, number[]>> = {
  'HJ 633-2012': {
    PM10: [0, 50, 150, 250, 350, 420, 500, 600],
    'PM2.5': [0, 35, 75, 115, 150, 250, 350, 500],
  },
  'HJ 633-2026': {
    PM10: [0, 50, 120, 250, 350, 420, 500, 600],
    'PM2.5': [0, 35, 60, 115, 150, 250, 350, 500],
  },
};
type Period = 'hour' | 'day';
type Edition = 'HJ 633-2012' | 'HJ 633-2026';
const NAMES: Record<Period, string[]> = {
  day: ['SO2', 'NO2', 'CO', 'O3_8h', 'PM10', 'PM2.5'],
  hour: ['SO2', 'NO2', 'CO', 'O3', 'PM10', 'PM2.5'],
};
/** Taken by 2012 where the first has no index. */
const INSTEAD: Record<Period, [string, string]> = { hour: ['SO2', 'SO2_24h'], day: ['O3_8h', 'O3'] };
const tableOf = (edition: Edition, period: Period, name: string) =>
  PM[edition]![name] ?? COMMON[`${period} ${name}`]!;

/** GB/T 8170: thousandths to whole numbers (CO: tenths), half to even. Answers tenths of µg/m³. */
function roundedTenths(thousandths: number, name: string): number {
  const unit = name === 'CO' ? 100 : 1_000;
  const down = Math.floor(thousandths / unit);
  const rest = thousandths % unit;
  const up = rest * 2 > unit || (rest * 2 === unit && down % 2 === 1);
  return (down + (up ? 1 : 0)) * (unit / 100);
}

/** Null: no index. */
function indexOf(edition: Edition, period: Period, name: string, thousandths: number): number | null {
  const tenths = roundedTenths(thousandths, name);
  const table = tableOf(edition, period, name);
  const at = table.findIndex((limit, i) => i > 0 && tenths <= limit * 10);
  if (at < 0) {
    if (table.length === INDEX.length) return 500;
    // SO2 of an hour and O3 of eight hours above 800: 2012 has none, 2026 keeps the last one.
    return edition === 'HJ 633-2012' ? null : INDEX[table.length - 1]!;
  }
  const width = (table[at]! - table[at - 1]!) * 10;
  const rise = (INDEX[at]! - INDEX[at - 1]!) * (tenths - table[at - 1]! * 10);
  return INDEX[at - 1]! + Math.trunc((rise + width - 1) / width);
}

function oracle(edition: Edition, period: Period, given: Record<string, number | null>) {
  const iaqi: Record<string, number> = {};
  const names = [...NAMES[period]];
  const [short, instead] = INSTEAD[period];
  const gone = given[short] != null && indexOf(edition, period, short, given[short]!) === null;
  if (gone) names[names.indexOf(short)] = instead;
  for (const name of names) {
    const index = given[name] == null ? null : indexOf(edition, period, name, given[name]!);
    if (index !== null) iaqi[name] = index;
  }
  const missing = NAMES[period].filter((name) => given[name] == null);
  const partialAqi = Object.keys(iaqi).length === 0 ? null : Math.max(...Object.values(iaqi));
  const withheld = edition === 'HJ 633-2026' && missing.length > 0 && (partialAqi ?? 0) <= 100;
  const aqi = withheld || (gone && given[instead] == null) ? null : partialAqi;
  const primary = aqi === null || aqi <= 50 ? [] : names.filter((name) => iaqi[name] === aqi);
  const level = aqi === null ? null : [50, 100, 150, 200, 300, 500].findIndex((top) => aqi <= top) + 1;
  return { standard: edition, iaqi, aqi, partialAqi, primary, level, missing };
}

const TIME: Record<Edition, number> = {
  'HJ 633-2012': Date.parse('2026-02-28T23:59:59.999+08:00'),
  'HJ 633-2026': Date.parse('2026-03-01T00:00:00+08:00'),
};
const EDITIONS = ['HJ 633-2012', 'HJ 633-2026'] as const;
/** Thousandths to the number that a person would write. */
const written = (given: Record<string, number | null>) =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, value === null ? null : value / 1_000]),
  );
const ours = (edition: Edition, period: Period, given: Record<string, number | null>) => {
  const { standard, iaqi, aqi, partialAqi, primary, level, missing } = evaluateAqi({
    period,
    time: TIME[edition],
    values: written(given),
  });
  return { standard, iaqi, aqi, partialAqi, primary, level, missing };
};

const CASES = EDITIONS.flatMap((edition) =>
  (['hour', 'day'] as const).flatMap((period) =>
    NAMES[period].map((name) => [edition, period, name] as const),
  ),
);

describe.each(CASES)('%s %s %s', (edition, period, name) => {
  test('every breakpoint has its own index; one step above it begins the next line', () => {
    const table = tableOf(edition, period, name);
    const step = name === 'CO' ? 100 : 1_000;
    table.forEach((limit, i) => {
      expect(ours(edition, period, { [name]: limit * 1_000 }).iaqi[name]).toBe(INDEX[i]);
      const above = indexOf(edition, period, name, limit * 1_000 + step);
      expect(ours(edition, period, { [name]: limit * 1_000 + step }).iaqi[name] ?? null).toBe(above);
      if (i < table.length - 1) expect(above).toBeGreaterThan(INDEX[i]!);
    });
  });
  test('half a unit is rounded to even before the index', () => {
    const half = name === 'CO' ? 50 : 500;
    for (const limit of tableOf(edition, period, name).slice(1))
      for (const value of [limit * 1_000 - half, limit * 1_000 + half, limit * 1_000 + half + 1])
        expect(ours(edition, period, { [name]: value })).toEqual(oracle(edition, period, { [name]: value }));
  });
  test('far above the table', () => {
    const short = tableOf(edition, period, name).length < INDEX.length;
    const expected = !short ? 500 : edition === 'HJ 633-2012' ? null : name === 'SO2' ? 200 : 300;
    for (const value of [5_000, 1e6, 1e12])
      expect(evaluateAqi({ period, time: TIME[edition], values: { [name]: value } }).iaqi[name] ?? null).toBe(
        expected,
      );
  });
});

describe('any set of concentrations', () => {
  const value = fc.option(
    fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 300_000 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 4_500_000 }) },
      // On and around breakpoints, where ties of two pollutants are likely.
      {
        weight: 2,
        arbitrary: fc
          .tuple(
            fc.constantFrom(
              ...Object.values(COMMON).flat(),
              35,
              60,
              75,
              115,
              120,
              150,
              250,
              350,
              420,
              500,
              600,
            ),
            fc.constantFrom(-1_000, -500, -100, -50, 0, 0, 50, 100, 500, 1_000),
          )
          .map(([limit, off]) => Math.max(0, limit * 1_000 + off)),
      },
    ),
    { freq: 12 },
  );
  test.each(EDITIONS)('%s agrees with the second implementation', (edition) => {
    let ties = 0;
    let withheld = 0;
    let replaced = 0;
    for (const period of ['hour', 'day'] as const)
      fc.assert(
        fc.property(
          fc.record(Object.fromEntries([...NAMES[period], INSTEAD[period][1]].map((name) => [name, value]))),
          (given: Record<string, number | null>) => {
            const expected = oracle(edition, period, given);
            if (expected.primary.length > 1) ties++;
            if (expected.aqi === null && expected.partialAqi !== null) withheld++;
            if (expected.iaqi[INSTEAD[period][1]] !== undefined) replaced++;
            expect(ours(edition, period, given)).toEqual(expected);
          },
        ),
        { numRuns: 1_500, seed: 633 },
      );
    // The runs really met what is hard.
    expect(ties).toBeGreaterThan(5);
    expect(withheld).toBeGreaterThan(5);
    if (edition === 'HJ 633-2012') expect(replaced).toBeGreaterThan(50);
    else expect(replaced).toBe(0);
  });
});
