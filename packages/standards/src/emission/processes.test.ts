import { describe, expect, test } from 'vitest';
import { listStandards } from '../standards.ts';
import { emissionProcesses } from './processes.ts';
import { stackRow } from './stack-rates.ts';

const EMISSION = listStandards().filter((one) => one.use === 'emission-limit');
/** One that is known but was not obtained has nothing to read. */
const STANDARDS = EMISSION.filter((one) => one.confidence !== 'unverified');
const numbers = (code: string, process: string, stage: string) => {
  const found = emissionProcesses(code).find((one) => one.process === process && one.stage === stage);
  return Object.fromEntries(found!.limits.map((one) => [`${one.item} ${one.avg}`, one.upper]));
};

describe('every emission standard is read', () => {
  test.each(STANDARDS.map((one) => one.code))('%s', (code) => {
    const processes = emissionProcesses(code);
    expect(processes.length).toBeGreaterThan(0);
    expect(new Set(processes.map((one) => `${one.process} ${one.stage}`)).size).toBe(processes.length);
    for (const { process, stage, limits, reference } of processes) {
      expect(limits.length, `${process} ${stage}`).toBeGreaterThan(0);
      const keys = limits.map((one) => `${one.item} ${one.avg}`);
      expect(new Set(keys).size, `${process} ${stage}`).toBe(keys.length);
      for (const { upper, lower } of limits) expect(upper ?? lower).toBeGreaterThan(0);
      if (reference?.kind === 'oxygen') expect(reference.percent).toBeLessThan(21);
    }
  });
  test('one that was not obtained has no values at all, and no day on which it took effect', () => {
    const [one, ...others] = EMISSION.filter((each) => each.confidence === 'unverified');
    expect(others).toEqual([]);
    expect([one!.code, one!.effectiveFrom, one!.data.limits]).toEqual(['DB65 4275-2019', null, null]);
    expect(emissionProcesses(one!.code)).toEqual([]);
  });
  test('what is no emission standard has none', () => {
    expect([emissionProcesses('GB 3095-2012'), emissionProcesses('toString')]).toEqual([[], []]);
  });
});

describe('figures as printed', () => {
  test('power stations, boilers, cement, incineration', () => {
    expect(numbers('GB 13223-2011', 'coal-boiler', 'existing')).toEqual({
      'PM hour': 30,
      'SO2 hour': 200,
      'NOx hour': 100,
      'Hg hour': 0.03,
    });
    expect(numbers('GB 13223-2011', 'coal-boiler-w-flame', 'new')['NOx hour']).toBe(200);
    expect(numbers('GB 13223-2011', 'gas-turbine', 'special')).toEqual({
      'PM hour': 5,
      'SO2 hour': 35,
      'NOx hour': 50,
    });
    expect(numbers('GB 13271-2014', 'gas-boiler', 'special')).toEqual({
      'PM hour': 20,
      'SO2 hour': 50,
      'NOx hour': 150,
    });
    expect(numbers('GB 4915-2013', 'kiln', 'special')['NOx hour']).toBe(320);
    expect(numbers('GB 18484-2020', 'incinerator', 'any')).toMatchObject({
      'HF hour': 4,
      'HF day': 2,
      'Tl measured': 0.05,
    });
  });
  test('a trade of GB 8978 has its own rows and the others of all', () => {
    expect(numbers('GB 8978-1996', '石油化工', 'level2')).toMatchObject({
      'COD day': 120,
      'NH3-N day': 50,
      'SS day': 150,
    });
    expect(numbers('GB 8978-1996', 'other', 'level1')).toMatchObject({
      'COD day': 100,
      'NH3-N day': 15,
      'pH day': 9,
    });
  });
  test('sewage plants: cold water, age of the plant', () => {
    const of = (process: string, stage: string) => numbers('GB 18918-2002', process, stage);
    expect([of('plant', '1A')['NH3-N day'], of('plant', '1A-cold')['NH3-N day']]).toEqual([5, 8]);
    expect([of('plant', '1A')['TP day'], of('plant-before-2006', '1A')['TP day']]).toEqual([0.5, 1]);
    expect(of('plant', '3')).not.toHaveProperty('NH3-N day');
  });
  test('rates of GB 16297 rise with height, and level 3 lies above level 2', () => {
    for (const item of ['SO2', 'PM', '苯', 'Ni', 'HCN']) {
      const { rate_kg_h: rates } = stackRow(item)!;
      for (const [i, { h, level2, level3 }] of rates.entries()) {
        expect(level3, `${item} ${h}`).toBeGreaterThan(level2);
        if (i > 0) expect([h > rates[i - 1]!.h, level2 > rates[i - 1]!.level2]).toEqual([true, true]);
      }
    }
    expect(stackRow('O2')).toBeNull();
  });
});
