import { expect, test } from 'vitest';
import { decayConstant, doseCoefficients, PLUME_TABLES } from './plume.ts';
import { gammaConstant, halfValueLayers } from './radiation.ts';
import { RADIATION_EMERGENCY } from './radiation-emergency.ts';
import { ACCIDENT_STANDARD, RADIATION_CLOCKS } from './radiation-law.ts';

test('constants and layers by any name of the nuclide; where there is none, null', () => {
  expect([
    gammaConstant('铱-192')?.uSv_m2_per_GBq_h,
    gammaConstant('192Ir', 'practice')?.uSv_m2_per_GBq_h,
  ]).toEqual([139.1, 130]);
  expect([halfValueLayers('Co-60')?.lead_mm, halfValueLayers('Cs-137')?.steel_mm]).toEqual([12.4, null]);
  expect([gammaConstant('Sr-90'), halfValueLayers('Ra-226')]).toEqual([null, null]);
});

test('six sigma sets, each with six classes', () => {
  const { sets, wind_profile } = PLUME_TABLES.data;
  expect(sets.map((one) => one.id).sort()).toEqual([
    'briggs_rural',
    'briggs_urban',
    'eimutis_konicek',
    'isc3_rural_pasquill_gifford',
    'puff_slade_ccps',
    'turner_1970_fit',
  ]);
  for (const { y } of sets)
    for (const figures of Object.values(y)) if (Array.isArray(figures)) expect(figures).toHaveLength(6);
  // ISC3 defaults.
  expect([wind_profile.rural, wind_profile.urban]).toEqual([
    [0.07, 0.07, 0.1, 0.15, 0.35, 0.55],
    [0.15, 0.15, 0.2, 0.25, 0.3, 0.3],
  ]);
});

test('dose coefficients: ICRP 119 adult inhalation of Cs-137; λ of Ir-192', () => {
  expect(doseCoefficients('137Cs')?.inhalation_adult_Sv_per_Bq).toEqual({ F: 4.6e-9, M: 9.7e-9, S: 3.9e-8 });
  // ln 2 / (73.827 · 86400 s)
  expect(decayConstant('Ir-192')! / 1.08667e-7).toBeCloseTo(1, 4);
  expect([doseCoefficients('Xx-1'), decayConstant('Xx-1')]).toEqual([null, null]);
});

test('cordons 30, 100, 300, 400 m; turn-back 50, 500, 1000 mSv', () => {
  expect(RADIATION_EMERGENCY.data.cordons.map((one) => one.radius_m)).toEqual([30, 100, 300, 400]);
  expect(RADIATION_EMERGENCY.data.turn_back.map((one) => one.mSv)).toEqual([50, 500, 1_000]);
});

test('each grade has a rule and a response; each clock an amount of its unit, a source and a known word of trust', () => {
  const { grades, rules, response } = ACCIDENT_STANDARD.data;
  for (const { grade } of grades) {
    expect(rules.some((one) => one.grade === grade)).toBe(true);
    expect(response.filter((one) => one.grade === grade)).toHaveLength(1);
  }
  const { rows } = RADIATION_CLOCKS.data;
  expect(new Set(rows.map((one) => one.id)).size).toBe(rows.length);
  for (const { id, amount, unit, source } of rows) {
    const fits = unit === 'date' ? /^\d\d-\d\d$/.test(String(amount)) : Number.isInteger(amount);
    expect([id, fits, source.length > 0]).toEqual([id, true, true]);
  }
});
