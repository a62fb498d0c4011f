import { describe, expect, test } from 'vitest';
import { loadScenario } from '../scenario.ts';
import { type PastAirDay, pastAirDays } from './past-air.ts';

const at = (date: string) => Date.parse(`${date}T00:00:00+08:00`);
const scenario = loadScenario('xinjiang-demo');
const URUMQI = { code: '650100', unitPath: '/650000/650100/', lon: 87.63, lat: 43.79 };
const HOTAN = { code: '653200', unitPath: '/650000/653200/', lon: 79.92, lat: 37.11 };
const days = (city: typeof URUMQI) => [...pastAirDays(scenario, city, at('2024-01-01'), at('2024-12-31'))];
const meanOf = (all: readonly PastAirDay[], months: readonly string[], key: 'PM2.5' | 'PM10' | 'O3_8h') => {
  const some = all.filter((one) => months.includes(one.date.slice(5, 7)));
  return some.reduce((sum, one) => sum + one[key], 0) / some.length;
};

describe('past days of a city', () => {
  test('every day once, the same each time', () => {
    const year = days(URUMQI);
    expect([year.length, year[0]!.date, year[59]!.date, year.at(-1)!.date]).toEqual([
      366,
      '2024-01-01',
      '2024-02-29',
      '2024-12-31',
    ]);
    expect(days(URUMQI)).toEqual(year);
  });
  test('winters are worse in the north, ozone in summer, dust in the south', () => {
    const [north, south] = [days(URUMQI), days(HOTAN)];
    expect(meanOf(north, ['12', '01'], 'PM2.5')).toBeGreaterThan(2 * meanOf(north, ['06', '07'], 'PM2.5'));
    expect(meanOf(north, ['06', '07'], 'O3_8h')).toBeGreaterThan(meanOf(north, ['12', '01'], 'O3_8h'));
    expect(north.filter((one) => one.dust)).toEqual([]);
    const dusty = south.filter((one) => one.dust);
    expect(dusty.length).toBeGreaterThan(20);
    expect(meanOf(south, ['03', '04', '05'], 'PM10')).toBeGreaterThan(
      1.2 * meanOf(south, ['12', '01'], 'PM10'),
    );
    expect(dusty.every((one) => one.PM10 > 150)).toBe(true);
  });
});
