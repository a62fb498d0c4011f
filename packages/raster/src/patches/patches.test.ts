import { createGeosPool } from '@tarim/geo';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type BitMask, countSet, isSet, maskOf } from './bits.ts';
import { closed, dilated, eroded, type Neighbourhood, opened } from './morphology.ts';
import { componentsOf, maskOfRuns, runsOf, sieved } from './runs.ts';
import { ringArea, traceOutlines } from './trace.ts';

/** Sets the cells of a window that are not 0 in `cells` (bytes, row by row); `x` is a multiple of 32. */
function setWindow(
  mask: BitMask,
  x: number,
  y: number,
  width: number,
  height: number,
  cells: ArrayLike<number>,
): void {
  const { stride, words } = mask;
  for (let row = 0; row < height; row++) {
    const from = row * width;
    for (let column = 0; column < width; column += 32) {
      const end = Math.min(32, width - column);
      let word = 0;
      for (let bit = 0; bit < end; bit++) if (cells[from + column + bit] !== 0) word |= 1 << bit;
      words[(y + row) * stride + ((x + column) >>> 5)] = word >>> 0;
    }
  }
}

const pool = createGeosPool(1);
afterAll(() => pool.close());

function drawn(rows: readonly string[]): BitMask {
  const mask = maskOf(rows[0]!.length, rows.length);
  setWindow(
    mask,
    0,
    0,
    mask.width,
    mask.height,
    [...rows.join('')].map((one) => Number(one === '#')),
  );
  return mask;
}
const told = (mask: BitMask): string[] =>
  Array.from({ length: mask.height }, (_, y) =>
    Array.from({ length: mask.width }, (_, x) => (isSet(mask, x, y) ? '#' : '.')).join(''),
  );

/** Masks of any size across words, dense enough for holes and corners that touch. */
const masks = fc
  .tuple(
    fc.integer({ min: 1, max: 70 }),
    fc.integer({ min: 1, max: 14 }),
    fc.double({ min: 0.2, max: 0.9, noNaN: true }),
  )
  .chain(([width, height, density]) =>
    fc
      .array(fc.double({ min: 0, max: 1, noNaN: true }), {
        minLength: width * height,
        maxLength: width * height,
      })
      .map((values) => {
        const mask = maskOf(width, height);
        setWindow(
          mask,
          0,
          0,
          width,
          height,
          values.map((value) => Number(value < density)),
        );
        return mask;
      }),
  );

const offsets = (n: Neighbourhood) =>
  [-1, 0, 1]
    .flatMap((dy) => [-1, 0, 1].map((dx) => [dx, dy] as const))
    .filter(([x, y]) => n === 8 || x === 0 || y === 0);

test('morphology agrees with its definition, cell by cell', () => {
  fc.assert(
    fc.property(masks, fc.constantFrom<Neighbourhood>(4, 8), (mask, n) => {
      const [grown, shrunk] = [dilated(mask, n), eroded(mask, n)];
      const inside = (x: number, y: number) => x >= 0 && y >= 0 && x < mask.width && y < mask.height;
      for (let y = 0; y < mask.height; y++)
        for (let x = 0; x < mask.width; x++) {
          const around = offsets(n).map(([dx, dy]) => [x + dx, y + dy] as const);
          expect(isSet(grown, x, y)).toBe(around.some(([i, j]) => inside(i, j) && isSet(mask, i, j)));
          expect(isSet(shrunk, x, y)).toBe(around.every(([i, j]) => !inside(i, j) || isSet(mask, i, j)));
        }
      // Opening takes away only, closing adds only, and neither does more the second time.
      const [open, close] = [opened(mask, n), closed(mask, n)];
      expect(open.words.every((word, i) => (word & ~mask.words[i]!) === 0)).toBe(true);
      expect(close.words.every((word, i) => (mask.words[i]! & ~word) === 0)).toBe(true);
      expect(opened(open, n).words).toEqual(open.words);
      expect(closed(close, n).words).toEqual(close.words);
    }),
    { numRuns: 40 },
  );
});

/** Components by flooding, the plainest way. */
function flooded(mask: BitMask, n: Neighbourhood): number[] {
  const seen = new Set<number>();
  const sizes: number[] = [];
  for (let start = 0; start < mask.width * mask.height; start++) {
    if (seen.has(start) || !isSet(mask, start % mask.width, Math.floor(start / mask.width))) continue;
    const stack = [start];
    seen.add(start);
    let size = 0;
    while (stack.length > 0) {
      const at = stack.pop()!;
      size++;
      for (const [dx, dy] of offsets(n)) {
        const [x, y] = [(at % mask.width) + dx, Math.floor(at / mask.width) + dy];
        if (x < 0 || y < 0 || x >= mask.width || y >= mask.height || !isSet(mask, x, y)) continue;
        const to = y * mask.width + x;
        if (!seen.has(to)) {
          seen.add(to);
          stack.push(to);
        }
      }
    }
    sizes.push(size);
  }
  return sizes;
}

test('runs give the mask back, and components are those of flooding', () => {
  fc.assert(
    fc.property(masks, fc.constantFrom<Neighbourhood>(4, 8), (mask, n) => {
      const runs = runsOf(mask);
      const components = componentsOf(runs, n);
      expect(maskOfRuns(runs, components, () => true).words).toEqual(mask.words);
      expect([...components.cells]).toEqual(flooded(mask, n));
      const inverse = runsOf(mask, true);
      expect(countSet(mask) + inverse.to.reduce((sum, to, i) => sum + to - inverse.from[i]!, 0)).toBe(
        mask.width * mask.height,
      );
    }),
    { numRuns: 150 },
  );
});

test('sieve: specks go, small holes close, large ones and bays stay', () => {
  const mask = drawn([
    '#.######....', //
    '..#....#.##.',
    '..#.##.#.##.',
    '..#....#....',
    '..######...#',
  ]);
  expect(told(sieved(mask, 4))).toEqual([
    '..######....', //
    '..#....#.##.',
    '..#....#.##.',
    '..#....#....',
    '..######....',
  ]);
  expect(told(sieved(mask, 3, 100)).slice(1, 4)).toEqual(['..######.##.', '..######.##.', '..######....']);
});

describe('outlines', () => {
  const polygonOf = (rings: readonly Int32Array[]) => ({
    type: 'Polygon' as const,
    coordinates: rings.map((ring) => {
      const positions = Array.from({ length: ring.length / 2 }, (_, i) => [ring[2 * i]!, ring[2 * i + 1]!]);
      return [...positions, positions[0]!];
    }),
  });
  test('cells that touch by a corner and close a ring: a hole that meets the outside in a point', () => {
    const mask = drawn(['###', '#.#', '##.', '###']);
    const runs = runsOf(mask);
    const outlines = traceOutlines(runs, componentsOf(runs, 4), () => true);
    expect(outlines).toHaveLength(1);
    expect(outlines[0]!.rings).toHaveLength(2);
  });
  test('valid simple features of just the cells, for any mask', async () => {
    await fc.assert(
      fc.asyncProperty(masks, async (mask) => {
        const runs = runsOf(mask);
        const components = componentsOf(runs, 4);
        for (const { component, rings } of traceOutlines(runs, components, () => true)) {
          const [outer, ...holes] = rings.map((ring) => Math.abs(ringArea(ring)) / 2);
          expect(outer! - holes.reduce((a, b) => a + b, 0)).toBe(components.cells[component]);
          for (const hole of holes) expect(hole).toBeLessThan(outer!);
          expect(await pool.validity(polygonOf(rings))).toEqual({ valid: true });
        }
      }),
      { numRuns: 60 },
    );
  });
});
