import { describe, expect, test } from 'vitest';
import { dilate, hiddenCells } from './masks.ts';
import { randomOf } from './testkit/random.ts';

describe('what hides the ground', () => {
  test('Sentinel-2 scene classification, by its twelve classes', () => {
    const classes = Uint8Array.from({ length: 12 }, (_, i) => i);
    expect([...hiddenCells(classes, 'scl')]).toEqual([2, 1, 0, 1, 0, 0, 0, 0, 1, 1, 1, 0]);
    expect([...hiddenCells(classes, 'scl', { snow: true })].at(-1)).toBe(1);
  });
  /** Values that products of Landsat 8 and 9, Collection 2, have, with what their bits say. */
  test.each([
    [1, 'fill', 2],
    [21_824, 'clear, lows set', 0],
    [21_952, 'water, lows set', 0],
    [22_080, 'cloud perhaps, but not flagged', 0],
    [22_280, 'cloud', 1],
    [23_888, 'shadow', 1],
    [23_952, 'shadow over water', 1],
    [24_088, 'cloud and shadow', 1],
    [54_596, 'cirrus', 1],
    [55_052, 'cirrus and cloud', 1],
  ])('QA_PIXEL %i: %s', (value, _, wanted) => {
    expect(hiddenCells(Uint16Array.of(value), 'qa-pixel')[0]).toBe(wanted);
  });
  test('QA_PIXEL 30048, high confidence of snow: only where the theme asks', () => {
    expect(hiddenCells(Uint16Array.of(30_048), 'qa-pixel')[0]).toBe(0);
    expect(hiddenCells(Uint16Array.of(30_048), 'qa-pixel', { snow: true })[0]).toBe(1);
  });
  test('masks of others: zero or not', () => {
    expect([...hiddenCells(Uint8Array.of(0, 1, 7), 'hide-nonzero')]).toEqual([0, 1, 1]);
    expect([...hiddenCells(Uint8Array.of(0, 1, 7), 'keep-nonzero')]).toEqual([2, 0, 0]);
  });
});

test.each([1, 1.5, 3, 6.7])('dilation by %d cells is what distances say', (radius) => {
  const random = randomOf(3);
  const [width, height] = [41, 33];
  const hidden = Uint8Array.from({ length: width * height }, () =>
    random() < 0.01 ? 1 : random() < 0.01 ? 2 : 0,
  );
  const grown = dilate(hidden, width, height, radius);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let near = false;
      for (let v = 0; v < height; v++)
        for (let u = 0; u < width; u++)
          if (hidden[v * width + u] === 1 && (u - x) ** 2 + (v - y) ** 2 <= radius ** 2) near = true;
      const at = y * width + x;
      expect(grown[at]).toBe(hidden[at] !== 0 ? hidden[at] : near ? 1 : 0);
    }
  expect(dilate(hidden, width, height, 0.5)).toBe(hidden);
});
