import { expect, test } from 'vitest';
import { arrivalOption, cutAt } from './arrival.ts';

const steady = Array.from({ length: 50 }, (_, i) => 1_500 + (i % 7) * 20);

test('everyday traffic is not cut', () => {
  expect(cutAt(steady)).toBeNull();
  expect(cutAt([])).toBeNull();
  expect(cutAt([0, 0, 9_000])).toBeNull();
});

test('a backfill does not press the everyday flat: the axis ends a little above the usual', () => {
  const cut = cutAt([...steady, 112_000, 98_000])!;
  expect(cut).toBeGreaterThan(Math.max(...steady));
  expect(cut).toBeLessThan(3_000);
  const { yAxis, series } = arrivalOption(
    [...steady, 112_000].map((frames, i) => ({ minute: `2026-11-24T12:${i % 60}`, frames })),
    { frames: '' },
  ) as unknown as { yAxis: { max: number }; series: [{ data: { itemStyle: { color: string } }[] }] };
  expect(yAxis.max).toBe(2_500);
  const colours = series[0].data.map((one) => one.itemStyle.color);
  expect(new Set(colours.slice(0, -1)).size).toBe(1);
  expect(colours.at(-1)).not.toBe(colours[0]);
});
