import { expect, test } from 'vitest';
import { roseOf } from './rose-sectors.ts';

test('north is around 0°, calm has no direction, means per sector', () => {
  const rose = roseOf([
    { speed: 2, direction: 355, value: 40 },
    { speed: 1.5, direction: 11, value: 60 },
    // 11.25 is the border: the next sector.
    { speed: 8, direction: 11.25, value: null },
    { speed: 0.2, direction: 90, value: 500 },
  ]);
  expect([rose.hours, rose.calm, rose.sectors.length]).toEqual([4, 1, 16]);
  expect(rose.sectors[0]).toEqual({
    direction: 0,
    hours: 2,
    share: 50,
    meanSpeed: 1.75,
    bySpeed: [1, 1, 0, 0, 0],
    meanConcentration: 50,
  });
  expect(rose.sectors[1]).toMatchObject({
    direction: 22.5,
    hours: 1,
    bySpeed: [0, 0, 0, 0, 1],
    meanConcentration: null,
  });
});

test('no hours, an empty rose', () => {
  expect(
    roseOf([]).sectors.every((one) => one.hours === 0 && one.share === 0 && one.meanSpeed === null),
  ).toBe(true);
});
