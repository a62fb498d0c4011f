import { afterAll, describe, expect, test } from 'vitest';
import { boxOf } from '../box.ts';
import { gaussKrugerZone, transform } from '../crs.ts';
import { area } from '../geodesy.ts';
import type { Areal, Geometry, Position } from '../geojson.ts';
import { readWkb, writeWkb } from '../wkb.ts';
import { createGeosPool } from './pool.ts';
import type { SPATIAL_RELATIONS } from './protocol.ts';

const pool = createGeosPool(2);
afterAll(() => pool.close());

const square = (x: number, y: number, size: number): Areal => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
      [x, y],
    ],
  ],
});
const planarArea = (geometry: Geometry | null) => {
  const ring = ((geometry as Areal).coordinates[0] ?? []) as Position[];
  return Math.abs(
    ring.reduce((sum, [x, y], i) => sum + (i === 0 ? 0 : ring[i - 1]![0]! * y! - x! * ring[i - 1]![1]!), 0) /
      2,
  );
};

describe('GEOS in worker threads', () => {
  test('overlay of two squares that share a quarter', async () => {
    const [a, b] = [square(0, 0, 2), square(1, 1, 2)];
    expect(planarArea(await pool.intersection(a, b))).toBe(1);
    expect(planarArea(await pool.difference(a, b))).toBe(3);
    expect(planarArea(await pool.union([a, b]))).toBe(7);
  });

  test('empty results are null', async () => {
    expect(await pool.intersection(square(0, 0, 1), square(5, 5, 1))).toBeNull();
    expect(await pool.union([])).toBeNull();
  });

  test('a bow tie is invalid at its crossing and comes back as two triangles', async () => {
    const bowTie: Areal = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [2, 2],
          [2, 0],
          [0, 2],
          [0, 0],
        ],
      ],
    };
    expect(await pool.validity(bowTie)).toEqual({ valid: false, reason: 'Self-intersection', at: [1, 1] });
    const repaired = await pool.makeValid(bowTie);
    expect(repaired?.type).toBe('MultiPolygon');
    expect((await pool.validity(repaired!)).valid).toBe(true);
  });

  test('a kilometre around a point, buffered in metres, has the area of its 32-gon', async () => {
    const zone = gaussKrugerZone(87.6, 3);
    const centre = transform({ type: 'Point', coordinates: [87.6, 43.8] } as Geometry, 'EPSG:4490', zone);
    const circle = transform((await pool.buffer(centre, 1000, 8))!, zone, 'EPSG:4490');
    const polygon = 0.5 * 32 * 1000 ** 2 * Math.sin((2 * Math.PI) / 32);
    expect(area(circle) / polygon).toBeCloseTo(1, 3);
    expect(boxOf(circle)[0]).toBeLessThan(87.6);
  });

  test('many tasks at once each get their own answer', async () => {
    const areas = await Promise.all(
      Array.from({ length: 200 }, async (_, i) =>
        planarArea(await pool.intersection(square(0, 0, 300), square(0, 0, i + 1))),
      ),
    );
    expect(areas).toEqual(Array.from({ length: 200 }, (_, i) => (i + 1) ** 2));
  });

  test('what GEOS refuses is a coded error, and the pool goes on', async () => {
    const open: Areal = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ],
      ],
    };
    await expect(pool.intersection(open, square(0, 0, 1))).rejects.toMatchObject({
      code: 'GEO_OPERATION_FAILED',
    });
    expect(planarArea(await pool.union([square(0, 0, 1)]))).toBe(1);
  });

  test('a task that takes too long is given up, and the next one gets a new worker', async () => {
    const own = createGeosPool(1, { timeoutMs: 1 });
    for (let i = 0; i < 2; i++) {
      await expect(own.validity(square(0, 0, 1))).rejects.toMatchObject({
        code: 'GEO_OPERATION_FAILED',
        params: { reason: 'it took longer than 0.001 s' },
      });
    }
    await own.close();
  });

  test('after closing, tasks are refused', async () => {
    const own = createGeosPool(1);
    await own.validity(square(0, 0, 1));
    await own.close();
    await expect(own.validity(square(0, 0, 1))).rejects.toMatchObject({ code: 'GEO_POOL_CLOSED' });
  });
});

test('relations of many geometries to one', async () => {
  const to = square(0, 0, 10);
  const asked = [square(2, 2, 2), square(8, 8, 4), square(10, 0, 5), square(20, 20, 1), to].map(writeWkb);
  const ask = (relation: (typeof SPATIAL_RELATIONS)[number]) => pool.relate(asked, relation, to);
  expect(await ask('intersects')).toEqual([true, true, true, false, true]);
  expect(await ask('disjoint')).toEqual([false, false, false, true, false]);
  expect(await ask('within')).toEqual([true, false, false, false, true]);
  expect(await ask('touches')).toEqual([false, false, true, false, false]);
  expect(await ask('overlaps')).toEqual([false, true, false, false, false]);
  expect(await ask('equals')).toEqual([false, false, false, false, true]);
  expect(await pool.relate([], 'within', to)).toEqual([]);
});

test('patterns of the nine intersections, distances and lengths', async () => {
  const to = square(0, 0, 10);
  const asked = [square(2, 2, 2), square(10, 0, 5), square(13, 14, 1)].map(writeWkb);
  // Within, as OGC 06-103r4 §6.1.15.3 writes it; and meeting in a line of the borders.
  expect(await pool.relatePattern(asked, 'T*F**F***', to)).toEqual([true, false, false]);
  expect(await pool.relatePattern(asked, 'F***1****', to)).toEqual([false, true, false]);
  // 3-4-5: from the corner (10, 10) to (13, 14).
  expect(await pool.measure(asked, 'distance', to)).toEqual([0, 0, 5]);
  const line: Geometry = {
    type: 'LineString',
    coordinates: [
      [0, 0],
      [3, 4],
      [3, 5],
    ],
  };
  expect(await pool.measure([writeWkb(line)], 'length', line)).toEqual([6]);
  await expect(pool.relatePattern(asked, 'nonsense!', to)).rejects.toMatchObject({
    code: 'GEO_OPERATION_FAILED',
  });
});

test('what many geometries share with one is what each intersection alone gives', async () => {
  const to: Areal = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [5, 4],
        [0, 10],
        [0, 0],
      ],
    ],
  };
  const asked = [square(1, 1, 2), square(8, 1, 4), square(4, 3, 2), square(20, 20, 1), square(10, 2, 3), to];
  const shared = await pool.intersections(asked.map(writeWkb), to);
  const alone = await Promise.all(asked.map((one) => pool.intersection(one, to)));
  const areaOf = (geometry: Geometry | null) => (geometry && 'coordinates' in geometry ? area(geometry) : 0);
  expect(shared.map((wkb) => areaOf(wkb && readWkb(wkb)))).toEqual(
    alone.map((one) => expect.closeTo(areaOf(one), 3)),
  );
  expect(shared[0]).toEqual(writeWkb(asked[0]!));
  expect(shared[3]).toBeNull();
  expect(await pool.intersections([], to)).toEqual([]);
});
