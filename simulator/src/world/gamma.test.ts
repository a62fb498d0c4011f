import { HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import { evaluateStation } from '@tarim/science';
import { expect, test } from 'vitest';
import { expandScenario } from '../expand.ts';
import { loadScenario } from '../scenario.ts';
import { gammaAt } from './gamma.ts';
import { measureOver } from './period.ts';

const stations = expandScenario(loadScenario('xinjiang-demo')).filter((one) => one.kind === 'radiation');
const [rainy, worked] = stations;
/** 2026-11-01T00:00 in Beijing. */
const START = Date.parse('2026-10-31T16:00:00Z');

/** Hours of a station as the calculator takes them. */
const hoursOf = (device: (typeof stations)[number], from: number, count: number) =>
  Array.from({ length: count }, (_, i) => {
    const time = from + i * HOUR_MS;
    const { values } = measureOver(device, time, HOUR_MS);
    return { time, value: values.r01001!, rain: values.r01002! };
  });
/** Twelve days after thirty days of history, judged by the rule of science. */
function judged(device: (typeof stations)[number]) {
  const hours = hoursOf(device, START, 42 * 24);
  return evaluateStation({ history: hours.slice(0, 30 * 24), hours: hours.slice(30 * 24) }).hours;
}

test('rain at the first station is suspected as such, and is no alarm', () => {
  const hours = judged(rainy!);
  expect(hours.filter(({ name }) => name === 'rain-suspected').length).toBeGreaterThan(3);
  expect(hours.filter(({ level }) => (level ?? 0) >= 3)).toEqual([]);
});

test('work with a source near the second station is an alarm from its second hour on, without a drop of rain', () => {
  const high = judged(worked!).filter(({ level }) => (level ?? 0) >= 2);
  // Three hours once a week: attention, alarm, alarm.
  expect(new Set(high.map(({ wet }) => wet))).toEqual(new Set([false]));
  expect(high.map(({ name }) => name).slice(0, 3)).toEqual(['attention', 'alarm', 'alarm']);
  expect(high.length % 3).toBe(0);
});

test('radon progeny fall by half in half an hour after rain has ended', () => {
  const device = { ...rainy!, index: 0 };
  const minutes = Array.from({ length: 3 * 24 * 60 }, (_, i) => START + i * MINUTE_MS);
  const end = minutes.find(
    (at) => gammaAt(device, at).values.r01002! > 0 && gammaAt(device, at + MINUTE_MS).values.r01002 === 0,
  )!;
  // Without the noise of the counter: the mean of many minutes, of the same hours with and without rain.
  const mean = (from: number) =>
    Array.from({ length: 10 }, (_, i) => gammaAt(device, from + i * MINUTE_MS).values.r01001!).reduce(
      (a, b) => a + b,
      0,
    ) / 10;
  const dry = mean(end + 6 * HOUR_MS);
  const [first, later] = [mean(end) - dry, mean(end + 30 * MINUTE_MS) - dry];
  expect(first).toBeGreaterThan(8);
  expect(later / first).toBeGreaterThan(0.3);
  expect(later / first).toBeLessThan(0.7);
});
