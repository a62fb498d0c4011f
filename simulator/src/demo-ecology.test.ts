import { expect, test } from 'vitest';
import { demoEcology } from './demo-ecology.ts';
import { loadScenario } from './scenario.ts';

const NOW = Date.parse('2026-11-20T12:00:00+08:00');
const scenario = loadScenario('xinjiang-demo');

test('the same scenario at the same time gives the same ecology', () => {
  expect(demoEcology(scenario, NOW)).toEqual(demoEcology(scenario, NOW));
});

test('three years of both methods for the counties, and surveys of all groups on days that are past', () => {
  const { statuses, surveys } = demoEcology(scenario, NOW);
  expect(new Set(statuses.map((one) => one.year))).toEqual(new Set([2023, 2024, 2025]));
  expect(new Set(statuses.map((one) => one.unitPath)).size).toBe(105);
  expect(statuses.filter((one) => one.input.event)).toHaveLength(1);
  // Habitats never add up to more than the ground there is.
  for (const { input } of statuses) {
    const sum = Object.values(input.habitat ?? {}).reduce((all, one) => all + one, 0);
    expect(sum).toBeLessThanOrEqual(input.area! * 1.001);
  }
  expect(new Set(surveys.map((one) => one.group)).size).toBe(4);
  expect(surveys.every((one) => one.surveyedOn <= '2026-11-20')).toBe(true);
  expect(surveys.every((one) => one.taxa.every((taxon) => taxon.count > 0))).toBe(true);
  const names = surveys.map((one) => new Set(one.taxa.map((taxon) => taxon.name)).size === one.taxa.length);
  expect(names.every(Boolean)).toBe(true);
});
