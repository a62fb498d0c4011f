import { expect, test } from 'vitest';
import { demoGauges, demoPlantTable } from './demo-bureau.ts';
import { loadScenario } from './scenario.ts';

const scenario = loadScenario('xinjiang-demo');
const NOW = Date.UTC(2026, 10, 26, 4, 20);

test('gauges answer for whole hours, the same for the same moment, and say that they are simulated', () => {
  const rows = demoGauges(scenario, NOW);
  const stations = new Set(rows.map((one) => one.stcd));
  expect(stations.size).toBeGreaterThan(10);
  expect(rows).toHaveLength(stations.size * 24);
  expect(rows.at(-1)!.tm).toBe('2026-11-26 12:00');
  expect(rows.every((one) => one.stnm.includes('模拟'))).toBe(true);
  const later = demoGauges(scenario, NOW + 3_600_000);
  // What was told of an hour stays what it was.
  expect(later.find((one) => one.tm === '2026-11-26 12:00')).toEqual(
    rows.find((one) => one.tm === '2026-11-26 12:00'),
  );
});

test('the table of plants has a line a county, and its slips', () => {
  const lines = demoPlantTable(scenario, '2026-11-26').trim().split('\r\n').slice(1);
  const codes = lines.map((line) => line.split(',')[0]);
  expect(codes.length - new Set(codes).size).toBe(1);
  expect(lines.filter((line) => line.includes('停运'))).toHaveLength(1);
  expect(lines.filter((line) => Number(line.split(',').at(-1)) > 70)).toHaveLength(1);
});
