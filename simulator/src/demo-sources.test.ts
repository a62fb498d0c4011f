import { OUTFALL_STATES } from '@tarim/sources/contract';
import { expect, test } from 'vitest';
import { demoSources } from './demo-sources.ts';
import { loadScenario } from './scenario.ts';

const NOW = Date.parse('2026-11-20T12:00:00+08:00');
const scenario = loadScenario('xinjiang-demo');

test('the same scenario at the same time gives the same sources', () => {
  expect(demoSources(scenario, NOW)).toEqual(demoSources(scenario, NOW));
});

test('there is something of everything, all of it named as made up and none of it in the future', () => {
  const { outfalls, inspections, passes, catchments } = demoSources(scenario, NOW);
  expect(new Set(outfalls.map((one) => one.state))).toEqual(new Set(OUTFALL_STATES));
  const late = outfalls.filter(
    (one) => one.state === 'traced' && one.plan && one.plan.deadline < '2026-11-20',
  );
  expect(late.length).toBeGreaterThan(0);
  expect(new Set(outfalls.map((one) => one.code)).size).toBe(outfalls.length);
  expect(new Set(catchments.map((one) => one.name)).size).toBe(12);
  expect(inspections.length + passes.length).toBeGreaterThan(5_000);
  expect([...inspections, ...passes].every((one) => one.at <= NOW)).toBe(true);
  const names = [...outfalls, ...catchments].map((one) => one.name);
  expect(
    [...names, ...inspections.map((one) => one.station), ...passes.map((one) => one.site)].every((one) =>
      one.includes('模拟'),
    ),
  ).toBe(true);
});
