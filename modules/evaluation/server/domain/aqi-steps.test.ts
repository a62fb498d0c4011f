import { describe, expect, it } from 'vitest';
import type { AqiRow } from '../sql/aqi.ts';
import { aqiSteps, segmentFormula } from './aqi-steps.ts';

const IAQI = [0, 50, 100, 150, 200, 300, 400, 500];
const PM10 = [0, 50, 120, 250, 350, 420, 500, 600];
const O3_8H = [0, 100, 160, 215, 265, 800, null, null];

describe('the formula a person would write down', () => {
  it('is that of the segment the concentration lies in', () => {
    // AQI26-H-3614A (published CNEMC hour): PM10 405 → 279
    const formula = segmentFormula(IAQI, PM10, 405);
    expect(formula).toBe('⌈(300−200)/(420−350)×(405−350)+200⌉');
    expect(Math.ceil((100 / 70) * 55 + 200)).toBe(279);
  });

  it('takes a breakpoint for the end of its segment', () => {
    expect(segmentFormula(IAQI, PM10, 120)).toBe('⌈(100−50)/(120−50)×(120−50)+50⌉');
    expect(segmentFormula(IAQI, PM10, 0)).toBe('⌈(50−0)/(50−0)×(0−0)+0⌉');
  });

  it('is none beyond the table', () => {
    expect(segmentFormula(IAQI, PM10, 730)).toBeNull();
    expect(segmentFormula(IAQI, O3_8H, 850)).toBeNull();
    expect(segmentFormula(IAQI, [], 1)).toBeNull();
  });
});

describe('the steps', () => {
  const row: AqiRow = {
    subject: 7,
    period: 'hour',
    time: Date.parse('2026-04-18T13:00:00+08:00'),
    standard: 'HJ 633-2026',
    ruleVersion: 'x',
    inputs: { values: { PM10: 404.6, O3: null }, excluded: { O3: 'not-measured' }, rollup: 0 },
    result: { values: { PM10: 405, O3: null }, iaqi: { PM10: 279, O3: null }, problems: [] },
    aqi: 279,
    partialAqi: 279,
    level: 5,
    primary: ['PM10'],
    revision: 0,
    computedAt: 0,
  };
  const table = { iaqi: IAQI, breakpoints: { PM10 }, effectiveFrom: '2026-03-01' };

  it('name edition, rounding, index, what was left out, maximum and primary pollutant', () => {
    const text = aqiSteps(row, table, 'zh').map((step) =>
      [step.title, step.formula, step.result].filter(Boolean).join(' | '),
    );
    expect(text).toEqual([
      '适用标准 | 数据日期 2026-04-18，适用 HJ 633-2026（2026-03-01 起施行）',
      'PM10  404.6 → 405（GB/T 8170） | ⌈(300−200)/(420−350)×(405−350)+200⌉ | IAQI = 279',
      'O3 | 不参与：不监测该项',
      'AQI | max(279) | 279',
      '首要污染物 | PM10',
    ]);
  });

  it('tell why nothing is published', () => {
    const steps = aqiSteps({ ...row, aqi: null, partialAqi: 96, level: null, primary: [] }, table, 'en');
    expect(steps.at(-1)!.result).toContain('no AQI is published');
  });

  it('tell that a table ended and that this is why there is no AQI', () => {
    const problems = [{ code: 'AQI_NO_INDEX', message: '' }];
    const result = { values: { O3_8h: 850 }, iaqi: { O3_8h: null, PM10: 20 }, problems };
    const steps = aqiSteps(
      { ...row, result, aqi: null, partialAqi: 20, level: null, primary: [] },
      table,
      'zh',
    );
    expect(steps.at(-1)!.result).toContain('不能得出 AQI');
  });

  it('tell how many stations made the city', () => {
    const city = {
      ...row,
      inputs: { ...row.inputs, stations: [{ pointId: 1, revision: 0, values: {} }], stationCount: 3 },
    };
    expect(aqiSteps(city, table, 'zh')[1]!.result).toContain('3 个公开站点中 1 个有数据');
  });
});
