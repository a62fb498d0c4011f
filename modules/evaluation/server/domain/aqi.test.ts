import { describe, expect, it } from 'vitest';
import { indexTable, judgeAir } from './aqi.ts';
import { segmentFormula } from './aqi-steps.ts';

const SPRING = Date.parse('2026-04-18T13:00:00+08:00');

describe('judging air', () => {
  it.each([
    // Published CNEMC station-hours of spring 2026.
    [{ SO2: 3, NO2: 7, CO: 0.5, O3: 87, PM10: 405, 'PM2.5': 90 }, 279, 5, ['PM10']],
    [{ SO2: 9, NO2: 15, CO: 0.2, O3: 94, PM10: 66, 'PM2.5': 41 }, 62, 2, ['PM10', 'PM2.5']],
    [{ SO2: 6, NO2: 17, CO: 0.6, O3: 194, PM10: 44, 'PM2.5': 31 }, 93, 2, ['O3']],
  ])('%j → %i', (values, aqi, level, primary) => {
    expect(judgeAir('hour', SPRING, values)).toMatchObject({
      standard: 'HJ 633-2026',
      aqi,
      partialAqi: aqi,
      level,
      primary,
    });
  });

  it('names every pollutant of the index, also those that are missing', () => {
    const { aqi, partialAqi, result } = judgeAir('hour', SPRING, {
      SO2: 3,
      NO2: 7,
      CO: 0.5,
      O3: 110,
      PM10: null,
      'PM2.5': 58,
    });
    expect([aqi, partialAqi]).toEqual([null, 96]);
    expect(result.values).toEqual({ SO2: 3, NO2: 7, CO: 0.5, O3: 110, PM10: null, 'PM2.5': 58 });
    expect(result.iaqi.PM10).toBeNull();
  });

  it('claims no level before 2026 for a day whose ozone lies above the 8-h table', () => {
    // A rollup does not know the highest hourly mean, which 2012 would take instead.
    const day = judgeAir('day', Date.parse('2025-06-01T00:00:00+08:00'), { O3_8h: 850, PM10: 20 });
    expect(day).toMatchObject({ standard: 'HJ 633-2012', aqi: null, level: null, partialAqi: 20 });
    expect(day.result.problems.map((one) => one.code)).toContain('AQI_NO_INDEX');
  });

  it('explains with the table it judged by', () => {
    const { result } = judgeAir('hour', SPRING, { PM10: 405 });
    const formula = segmentFormula(
      indexTable('hour', SPRING).iaqi,
      indexTable('hour', SPRING).breakpoints.PM10!,
      405,
    )!;
    const [, hi, lo, bhi, blo, c, , plus] = /\((\d+)−(\d+)\)\/\((\d+)−(\d+)\)×\((\d+)−(\d+)\)\+(\d+)/
      .exec(formula)!
      .map(Number);
    expect(Math.ceil(((hi! - lo!) / (bhi! - blo!)) * (c! - blo!) + plus!)).toBe(result.iaqi.PM10);
  });
});
