import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { toNumber } from '../rational.ts';
import { convertExact } from './convert.ts';
import { evaluateEmission } from './evaluate.ts';
import type { EmissionInput } from './types.ts';

const codes = (input: EmissionInput) => evaluateEmission(input).problems.map((one) => one.code);
const COAL = { standard: 'GB 13223-2011', process: 'coal-boiler', stage: 'new' };
const ULTRA = { standard: '超低排放', process: 'coal-power-boiler' };

describe('worked examples', () => {
  test('O2-1: meets the standard, lies above the target', () => {
    const { in: input, out } = example('O2-1');
    const result = evaluateEmission({ standards: [COAL, ULTRA], values: { SO2: input.C, O2: input.O2 } });
    expect(result.judgements.map((one) => [one.standard, one.upper, one.verdict])).toEqual([
      ['GB 13223-2011', 100, out.GB13223_100],
      ['超低排放', 35, 'above-target'],
    ]);
    for (const one of result.judgements) expect(one.value).toBeCloseTo(out.C_ref, 3);
    expect([result.verdict, result.targets]).toEqual(['meets', 'above-target']);
    expect(result.governing.SO2).toEqual({ standard: 'GB 13223-2011', avg: 'hour', upper: 100 });
  });
  test.each([
    ['O2-2', { standard: 'GB 13271-2014', process: 'gas-boiler', stage: 'new' }, 'NOx', 'meets'],
    ['O2-3', { standard: 'GB 18484-2020' }, 'SO2', 'meets'],
    ['O2-4', { standard: 'GB 4915-2013', process: 'kiln', stage: 'general' }, 'NOx', 'meets'],
    ['O2-5', { standard: 'GB 29620-2013', process: 'drying-firing' }, 'SO2', 'meets'],
  ] as const)('%s', (id, choice, item, verdict) => {
    const { in: input, out } = example(id);
    const [one] = evaluateEmission({
      standards: [choice],
      values: { [item]: input.C, O2: input.O2 },
    }).judgements;
    expect(one!.value).toBeCloseTo(out.C_ref, 3);
    expect(one!.verdict).toBe(verdict);
  });
  test('CEMS-1: a day of 22 hours, hour and day limits', () => {
    const { in: input } = example('CEMS-1');
    const result = evaluateEmission({
      standards: [{ standard: 'GB 18485-2014' }],
      converted: true,
      hourly: { NOx: [...input.NOx_hours, null, null] },
    });
    const day = result.judgements.find((one) => one.avg === 'day')!;
    expect(day.value).toBeCloseTo(247.273, 3);
    expect([day.verdict, result.verdict, result.judgements.length]).toEqual(['meets', 'meets', 23]);
    const ofHours = (n: number) =>
      evaluateEmission({
        standards: [{ standard: 'GB 18485-2014' }],
        converted: true,
        hourly: { NOx: input.NOx_hours.slice(0, n) },
      });
    expect(ofHours(20).judgements.some((one) => one.avg === 'day')).toBe(true);
    expect(ofHours(19).judgements.some((one) => one.avg === 'day')).toBe(false);
    expect(ofHours(19).problems.map((one) => one.code)).toContain('EMISSION_DAY_TOO_FEW_HOURS');
  });
});

describe('conversion is exact', () => {
  test('a value whose conversion is the limit meets it', () => {
    const oxygen = { kind: 'oxygen', percent: 6 } as const;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 0, max: 200 }), (tenths, o2) => {
        // C/10·150/(210−o2) in whole numbers, against the double nearest to the exact fraction.
        const { value } = convertExact(tenths / 10, o2 / 10, oxygen);
        expect(value!.n * BigInt(210 - o2) * 10n).toBe(BigInt(tenths) * 150n * value!.d);
        expect(toNumber(value!)).toBeCloseTo((tenths * 15) / (210 - o2), 9);
      }),
    );
  });
  test('air enriched with oxygen, and what cannot be converted', () => {
    const reference = { kind: 'oxygen', percent: 11 } as const;
    expect(toNumber(convertExact(30, 20, reference, 30).value!)).toBe(30);
    for (const [o2, problem] of [
      [null, 'O2_MISSING'],
      [21, 'O2_TOO_HIGH'],
      [-1, 'O2_NEGATIVE'],
    ] as const)
      expect(convertExact(1, o2, reference)).toMatchObject({ value: null, problem });
    const none = evaluateEmission({ standards: [COAL], values: { SO2: 900 } });
    expect([none.verdict, none.judgements[0]!.value]).toEqual(['not-judged', null]);
    expect(none.problems[0]!.code).toBe('EMISSION_NOT_CONVERTED');
  });
});

describe('several standards, several kinds of limit', () => {
  test('a combined outlet: the strictest after each conversion governs', () => {
    const result = evaluateEmission({
      standards: [COAL, { standard: 'GB 13271-2014', process: 'coal-boiler', stage: 'special' }],
      values: { a21002: 90, PM: 15, a19001: 9 },
    });
    // At 9 % oxygen: 90·15/12 = 112.5 of 100, and 90 of 200.
    expect(
      result.judgements.filter((one) => one.item === 'NOx').map((one) => [one.value, one.verdict]),
    ).toEqual([
      [112.5, 'exceeds'],
      [90, 'meets'],
    ]);
    expect(result.governing.NOx!.standard).toBe('GB 13223-2011');
    expect(result.verdict).toBe('exceeds');
    expect(result.missing).toEqual(['SO2', 'Hg']);
  });
  test('ammonia by the temperature of the water, pH from both sides', () => {
    const plant = (waterTemperature: number | undefined, values: Record<string, number>) =>
      evaluateEmission({
        standards: [{ standard: 'GB 18918-2002', process: 'plant', stage: '1A' }],
        period: 'day',
        waterTemperature,
        values,
      });
    expect(plant(12, { 'NH3-N': 8 }).verdict).toBe('meets');
    expect(plant(12.1, { 'NH3-N': 8 }).verdict).toBe('exceeds');
    expect(plant(undefined, { w21003: 6 }).problems.map((one) => one.code)).toContain(
      'EMISSION_WATER_TEMPERATURE',
    );
    expect(plant(20, { pH: 5.9 }).judgements[0]).toMatchObject({
      lower: 6,
      verdict: 'exceeds',
      exceedMultiple: null,
    });
    expect(plant(20, { pH: 9 }).verdict).toBe('meets');
  });
  test('hydrocarbons beside a workshop: an hour and any single value', () => {
    const standards = [{ standard: 'GB 37822-2019', stage: 'special' }];
    expect(evaluateEmission({ standards, values: { NMHC: 6.1 } }).verdict).toBe('exceeds');
    expect(evaluateEmission({ standards, period: 'any', values: { a24088: 19 } }).verdict).toBe('meets');
    expect(codes({ standards, period: 'day', values: { NMHC: 1 } })).toContain('EMISSION_NO_LIMIT');
  });
});

describe('amounts are of what was measured', () => {
  test('an hour, a day with gaps, wastewater', () => {
    const hour = evaluateEmission({ standards: [COAL], values: { SO2: 100, O2: 9 }, flow: 50_000 });
    expect(hour.amounts).toEqual([{ item: 'SO2', rate: 5, kg: 5, hours: 1, hoursMissing: 0 }]);
    const day = evaluateEmission({
      standards: [COAL],
      hourly: { SO2: [100, null, 200], O2: [9, 9, 9] },
      flow: [50_000, 50_000, 10_000],
    });
    expect(day.amounts).toEqual([{ item: 'SO2', rate: null, kg: 7, hours: 2, hoursMissing: 1 }]);
    const water = evaluateEmission({
      standards: [{ standard: 'GB 18596-2001' }],
      period: 'day',
      values: { COD: 50, pH: 7 },
      flow: 200,
    });
    expect(water.amounts.map((one) => [one.item, one.kg])).toEqual([['COD', 10]]);
  });
});

describe('what is doubtful or wrong is told', () => {
  test.each([
    [{ standard: 'GB 28662-2012', process: 'sinter-head', stage: 'new' }, 'EMISSION_LIMITS_UNVERIFIED'],
    [{ standard: 'GB 16171-2012', process: 'pushing', stage: 'new' }, 'EMISSION_LIMITS_UNVERIFIED'],
    [{ standard: 'GB 0-1', process: 'x' }, 'EMISSION_STANDARD_UNKNOWN'],
    [{ standard: 'GB 13223-2011', process: 'x' }, 'EMISSION_PROCESS_UNKNOWN'],
    [{ standard: 'GB 13223-2011', process: 'coal-boiler' }, 'EMISSION_STAGE_UNKNOWN'],
  ])('%o: %s', (choice, code) => {
    expect(codes({ standards: [choice], values: { PM: 1, O2: 16 } })).toContain(code);
  });
  test('a code that usually comes in another unit', () => {
    const choice = { standard: 'GB 8978-1996', process: 'workshop' };
    expect(codes({ standards: [choice], period: 'day', values: { w20111: 0.06 } })).toEqual([
      'EMISSION_CODE_UNIT',
    ]);
    const usual = { w01018: 50, w01001: 7, w21003: 4, w01002: 20 };
    const plant = { standard: 'GB 18918-2002', process: 'plant', stage: '1A' };
    expect(codes({ standards: [plant], period: 'day', waterTemperature: 20, values: usual })).toEqual([
      'EMISSION_LIMITS_UNVERIFIED',
    ]);
  });
  test('data older than the standard', () => {
    const time = Date.parse('2011-12-31T23:59:59+08:00');
    expect(codes({ standards: [COAL], time, values: { PM: 1, O2: 6 } })).toEqual([
      'EMISSION_STANDARD_NOT_YET',
    ]);
    expect(codes({ standards: [COAL], time: time + 1_000, values: { PM: 1, O2: 6 } })).toEqual([]);
  });
  test('nothing is thrown', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (one, other) => {
        const input = {
          standards: [COAL, one, { ...COAL, stage: other }],
          values: one,
          hourly: other,
          flow: one,
          period: other,
        };
        expect(Array.isArray(evaluateEmission(input as never).judgements)).toBe(true);
        const more = {
          ...input,
          period: 'hour',
          values: { SO2: one, O2: other },
          hourly: { SO2: [one], O2: other },
        } as never;
        expect(evaluateEmission(more).problems.length).toBeGreaterThan(0);
      }),
    );
  });
});
