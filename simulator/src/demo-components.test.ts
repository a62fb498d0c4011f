import { DAY_MS, HOUR_MS } from '@tarim/kernel';
import { vocCell } from '@tarim/science';
import { vocSpecies } from '@tarim/standards';
import { expect, test } from 'vitest';
import { demoComponents } from './demo-components.ts';
import { demoRegistry } from './demo-registry.ts';
import { loadScenario } from './scenario.ts';

const FROM = Date.parse('2026-11-23T00:00:00+08:00');

test('components are of the component stations, of the list, believable, and the same again', () => {
  const scenario = loadScenario('xinjiang-demo');
  const hours = [...demoComponents(scenario, FROM, FROM + DAY_MS)];
  const stations = demoRegistry(scenario).points.filter((one) => one.purposes?.includes('component'));
  expect(new Set(hours.map((one) => one.station))).toEqual(new Set(stations.map((one) => one.code)));
  for (const { time, values } of hours) {
    expect(time % HOUR_MS).toBe(0);
    expect(Object.keys(values).filter((key) => vocSpecies(key) === null)).toEqual([]);
    const figures = Object.values(values).map((value) => vocCell(String(value)));
    expect(figures.every((one) => one !== null && one.value! >= 0 && one.value! < 100)).toBe(true);
  }
  expect([...demoComponents(scenario, FROM, FROM + DAY_MS)]).toEqual(hours);
});

test('stations at a road say so', () => {
  const points = demoRegistry(loadScenario('xinjiang-demo')).points;
  const roads = points.filter((one) => one.purposes?.includes('traffic'));
  expect(roads.map((one) => [one.code, /交通空气站/.test(one.name)])).toEqual([
    ['SIM-AIR-024', true],
    ['SIM-AIR-043', true],
  ]);
});
