import { expect, test } from 'vitest';
import { runTarim } from '../run.fixture.ts';

const ask = async (name: string, lines: readonly object[], ...argv: string[]) => {
  const text = lines.map((one) => `${JSON.stringify(one)}\n`);
  const { code, lines: answers } = await runTarim(['evaluate', name, ...argv], text);
  expect(code).toBe(0);
  return answers();
};

test('a year and the year before fit into one line; steps only with --explain', async () => {
  const days = (year: number) =>
    Array.from({ length: 365 }, (_, i) => ({
      date: new Date(Date.UTC(year, 0, i + 1)).toISOString().slice(0, 10),
      values: { a21026: 8.25, a21004: 21.5, a21005: 0.75, O3_8h: 90.5, a34002: 41.25, a34004: 20.5 },
    }));
  const line = { id: 'y', period: '2025', days: days(2025), previous: { days: days(2023), period: '2023' } };
  expect(JSON.stringify(line).length).toBeGreaterThan(1 << 16);
  const [year, nothing] = await ask('air-period', [line, { id: 2 }]);
  expect([year.id, year.withDust.verdict, year.steps]).toEqual(['y', 'meets', undefined]);
  expect(year.withDust.pollutants['PM2.5'].mean.value).toBe(20.5);
  expect(year.change.withDust.PM10.difference).toBe(0);
  expect([nothing.id, nothing.problems[0].code]).toEqual([2, 'AIR_PERIOD_INVALID']);
  const [explained] = await ask('air-period', [line], '--explain');
  expect(explained.steps.length).toBeGreaterThan(10);
});

test('composite index of published concentrations', async () => {
  const concentrations = { SO2: 8, NO2: 30, PM10: 95, 'PM2.5': 48, CO: 2.1, O3: 132 };
  const [answer] = await ask('air-period', [{ period: '2024', concentrations }]);
  expect(answer).toMatchObject({ id: null, composite: { rounded: 4.96, largest: ['PM2.5'] }, problems: [] });
});

test('hours of dust', async () => {
  const PM10 = [80, 90, 85, 95, 100, 90, 200, 450, 600, 320, 150, 98, 92];
  const [proposed, official, nothing] = await ask('sand-dust', [
    { id: 1, start: '2026-04-01 00:00', PM10 },
    { id: 2, start: '2026-04-01 00:00', PM10, official: [{ from: '2026-04-01 06:00', to: 'soon' }] },
    { id: 3, start: 'x', PM10 },
  ]);
  expect(proposed).toMatchObject({
    source: 'proposed',
    events: [{ to: '2026-04-01T11:00:00+08:00', hours: 5 }],
  });
  expect(official).toMatchObject({ source: 'official', events: [] });
  expect(official.problems[0].code).toBe('SAND_DUST_EVENT_INVALID');
  expect(nothing.problems[0].code).toBe('SAND_DUST_START_INVALID');
});
