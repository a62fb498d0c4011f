import { expect, test } from 'vitest';
import { runTarim } from '../run.fixture.ts';

const ask = async (name: string, ...lines: object[]) => {
  const { lines: answers } = await runTarim(
    ['evaluate', name],
    lines.map((one) => `${JSON.stringify(one)}\n`),
  );
  return answers();
};

test('emission: the time of the data, the standards that are known', async () => {
  const standards = [{ standard: 'GB 18485-2014' }];
  const [old, wrong] = await ask(
    'emission',
    { id: 1, standards, time: '2014-06-30', values: { CO: 101, O2: 11 } },
    { id: 2, standards: [{ standard: 'GB 13271-2014', process: 'oven' }], values: { CO: 1 } },
  );
  expect([old.id, old.verdict]).toEqual([1, 'exceeds']);
  expect(old.problems.map((one: { code: string }) => one.code)).toContain('EMISSION_STANDARD_NOT_YET');
  expect(wrong.problems[0].message).toContain('coal-boiler, oil-boiler, gas-boiler');
});

test('stack and furnace', async () => {
  const [stack] = await ask('stack', { item: 'SO2', height: 35, rate: 20.1, concentration: 1 });
  expect([stack.rate.limit, stack.verdict, stack.steps]).toEqual([20, 'exceeds', undefined]);
  const [day] = await ask('furnace', { hourly: { a21005: Array(24).fill(80.5) }, temperatures: [840] });
  expect([day.verdict, day.temperature.verdict]).toEqual(['exceeds', 'meets']);
});

test('ecology', async () => {
  const [ei, eqi, other] = await ask(
    'ecology',
    { method: 'EI', indices: { bio: 48.2, veg: 41.5, water: 22.7, land_stress: 33.1, pollution_load: 1.4 } },
    { method: 'EQI', eqi: 59.95, previous: 59.77 },
    { method: 'X' },
  );
  expect([ei.EI, ei.grade, eqi.class, eqi.change.zh]).toEqual([50.545, '一般', '二类', '基本稳定']);
  expect(other.problems[0].code).toBe('EVALUATE_METHOD_UNKNOWN');
});
