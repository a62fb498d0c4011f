import { roundHalfEven } from '@tarim/science';
import type { RankedFigures } from '../../contract.ts';

/** Places by a figure (名次): 1 is the best, equal figures share a place and the next is left out; null without a figure. */
export function places(values: readonly (number | null)[], best: 'low' | 'high'): (number | null)[] {
  const better = (a: number, b: number) => (best === 'low' ? a < b : a > b);
  return values.map((value) =>
    value === null ? null : 1 + values.filter((other) => other !== null && better(other, value)).length,
  );
}

const DIGITS: Readonly<Record<keyof RankedFigures, number>> = {
  composite: 3,
  goodRatio: 1,
  pm25: 1,
  pm10: 1,
  o3: 1,
};

/** 区域均值: the arithmetic mean of the figures of its cities, each counting alike; cities without one do not enter. */
export function meanOfCities(cities: readonly RankedFigures[]): RankedFigures {
  const mean = (key: keyof RankedFigures): number | null => {
    const values = cities.map((city) => city[key]).filter((value) => value !== null);
    return values.length === 0
      ? null
      : roundHalfEven(values.reduce((sum, value) => sum + value, 0) / values.length, DIGITS[key]);
  };
  return {
    composite: mean('composite'),
    goodRatio: mean('goodRatio'),
    pm25: mean('pm25'),
    pm10: mean('pm10'),
    o3: mean('o3'),
  };
}
