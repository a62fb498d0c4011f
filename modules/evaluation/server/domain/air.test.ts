import type { RollupValue } from '@tarim/telemetry/queries';
import { describe, expect, it } from 'vitest';
import { airInputs } from './air.ts';

const value = (code: string, mean: number | null, more: Partial<RollupValue> = {}): RollupValue => ({
  code,
  mean,
  min: null,
  max: null,
  converted: null,
  total: null,
  omitted: null,
  mda8: null,
  validCount: null,
  invalid: null,
  ...more,
});
/** As the demonstration and most stations register them. */
const usual = (code: string) => (code === 'a21005' ? 'mg/m³' : 'µg/m³');
const inputs = (
  period: 'hour' | 'day',
  values: Record<string, RollupValue>,
  unitOf: (code: string) => string | null = usual,
) => airInputs(period, values, unitOf);
const rollup = (...values: RollupValue[]) => Object.fromEntries(values.map((one) => [one.code, one]));

describe('what enters an index', () => {
  it('takes the hour means of the six pollutants', () => {
    const { values, excluded } = inputs(
      'hour',
      rollup(
        value('a21026', 3),
        value('a21004', 7),
        value('a21005', 0.5),
        value('a05024', 87),
        value('a34002', 405),
        value('a34004', 90),
        value('a01001', -12),
      ),
    );
    expect(values).toEqual({ SO2: 3, NO2: 7, CO: 0.5, O3: 87, PM10: 405, 'PM2.5': 90 });
    expect(excluded).toEqual({});
  });

  it('takes the maximum 8-h mean of ozone for a day, not its mean', () => {
    const { values } = inputs('day', rollup(value('a05024', 61, { mda8: 144.375 })));
    expect(values.O3_8h).toBe(144.375);
    expect(values).not.toHaveProperty('O3');
  });

  it('names why something does not enter', () => {
    const { values, excluded } = inputs(
      'hour',
      rollup(
        value('a34002', 80, { invalid: 'INSUFFICIENT' }),
        value('a34004', null),
        value('a21026', -1),
        value('a21004', 0),
      ),
    );
    expect(values).toEqual({ SO2: null, NO2: 0, CO: null, O3: null, PM10: null, 'PM2.5': null });
    expect(excluded).toEqual({
      PM10: 'INSUFFICIENT',
      'PM2.5': 'no-value',
      SO2: 'negative',
      CO: 'not-measured',
      O3: 'not-measured',
    });
  });

  it('keeps a valid 8-h maximum although the ozone mean of the day is not valid', () => {
    const { values, excluded } = inputs(
      'day',
      rollup(value('a05024', null, { invalid: 'INSUFFICIENT', mda8: 120 })),
    );
    expect(values.O3_8h).toBe(120);
    expect(excluded).not.toHaveProperty('O3_8h');
  });

  it('tells values in the units of HJ 633, whatever unit the device reports in', () => {
    // 0.12 mg/m³ is 120 µg/m³; 500 µg/m³ of CO are 0.5 mg/m³.
    const { values, excluded, measured } = inputs(
      'hour',
      rollup(value('a21026', 0.12), value('a34002', 44), value('a21005', 500)),
      (code) => ({ a21026: 'mg/m3', a34002: 'ug/m3', a21005: 'µg/m³' })[code] ?? null,
    );
    expect(values).toMatchObject({ SO2: 120, PM10: 44, CO: 0.5 });
    expect(measured).toEqual({
      SO2: { value: 0.12, unit: 'mg/m3' },
      CO: { value: 500, unit: 'µg/m³' },
    });
    expect(Object.keys(excluded).sort()).toEqual(['NO2', 'O3', 'PM2.5']);
  });

  it('leaves out what nobody can tell in those units', () => {
    const { values, excluded } = inputs(
      'hour',
      rollup(value('a21026', 12), value('a34002', 44), value('a21005', 0.5)),
      (code) => ({ a21026: 'ppb', a21005: 'm³/h' })[code] ?? null,
    );
    expect(values).toMatchObject({ SO2: null, PM10: null, CO: null });
    expect(excluded).toMatchObject({ SO2: 'unit-unknown', PM10: 'unit-unknown', CO: 'unit-foreign' });
  });
});
