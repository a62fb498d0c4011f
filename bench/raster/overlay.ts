import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  boxOf,
  createGeosPool,
  type GeosPool,
  type Polygon,
  type Position,
  readWkb,
  SpatialIndex,
  writeWkb,
} from '../../packages/geo/src/index.ts';
import { randomOf } from '../../packages/raster/src/testkit/index.ts';
import { seconds, type TaskMaker, timed } from './task.ts';

const [ACROSS, DOWN, SIDE_POSITIONS] = [15, 7, 400];
const PATCHES = 3_000;

/** 105 areas that share wavy borders, like counties; positions of a side come from one function, so that they agree. */
function areasOf(): Polygon[] {
  const wave = (a: number, b: number) =>
    0.12 * Math.sin(a * 9.1 + b * 3.7) + 0.05 * Math.sin(a * 41 + b) + 0.02 * Math.sin(a * 173 + 2 * b);
  const along = (x0: number, y0: number, dx: number, dy: number): Position[] =>
    Array.from({ length: SIDE_POSITIONS }, (_, i) => {
      const t = i / SIDE_POSITIONS;
      const [x, y] = [x0 + dx * t, y0 + dy * t];
      // Corners stay where they are; between them a side swings across its direction.
      const swing = Math.sin(Math.PI * t) * wave(dx === 0 ? y : x, dx === 0 ? x : y);
      return dx === 0 ? [75 + x + swing, 35 + y] : [75 + x, 35 + y + swing];
    });
  return Array.from({ length: ACROSS * DOWN }, (_, i) => {
    const [x, y] = [i % ACROSS, Math.floor(i / ACROSS)];
    const back = (line: Position[], end: Position) => [end, ...line.slice(1).reverse()];
    const at = (column: number, row: number): Position => [75 + column, 35 + row];
    const ring = [
      ...along(x, y, 1, 0),
      ...along(x + 1, y, 0, 1),
      ...back(along(x, y + 1, 1, 0), at(x + 1, y + 1)),
      ...back(along(x, y, 0, 1), at(x, y + 1)),
      at(x, y),
    ];
    return { type: 'Polygon', coordinates: [ring] };
  });
}

/** Stars with 12 to 60 positions, up to some 15 km across, as a province's patches of a month. */
function patchesOf(): Polygon[] {
  const random = randomOf(23);
  return Array.from({ length: PATCHES }, () => {
    const [x, y] = [75 + random() * ACROSS, 35 + random() * DOWN];
    const size = 0.002 + 0.07 * random() ** 3;
    const count = 12 + Math.floor(48 * random());
    const ring = Array.from({ length: count }, (_, i): Position => {
      const angle = (2 * Math.PI * i) / count;
      const radius = size * (0.5 + 0.5 * random());
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    });
    return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
  });
}

/** As GEOS counts it, in square degrees: both sides measure alike. */
function planeArea(polygons: readonly Position[][][]): number {
  let sum = 0;
  for (const rings of polygons)
    for (const [i, ring] of rings.entries()) {
      let twice = 0;
      for (let k = 1; k < ring.length; k++)
        twice += ring[k - 1]![0]! * ring[k]![1]! - ring[k]![0]! * ring[k - 1]![1]!;
      sum += (i === 0 ? 1 : -1) * Math.abs(twice / 2);
    }
  return sum;
}

export const overlayTask: TaskMaker = async ({ folder, peer }) => {
  const [patches, areas] = [patchesOf().map(writeWkb), areasOf().map(writeWkb)];
  const files = { patches: join(folder, 'patches.hex'), counties: join(folder, 'areas.hex') };
  const hex = (list: readonly Uint8Array[]) => list.map((one) => Buffer.from(one).toString('hex')).join('\n');
  writeFileSync(files.patches, hex(patches));
  writeFileSync(files.counties, hex(areas));
  const found = { ours: { hits: 0, area: 0 }, theirs: { pairs: 0, hits: 0, area: 0 } };
  const pools = [createGeosPool(2), createGeosPool(1)];
  // Geometries in memory on both sides, workers awake: what is timed is the overlay.
  const shapes = patches.map((wkb) => ({ wkb, box: boxOf(readWkb(wkb))! }));
  const counties = areas.map((wkb) => readWkb(wkb));
  for (const pool of pools) await Promise.all([1, 2].map(() => pool.validity(counties[0]!)));
  const run = (pool: GeosPool) =>
    timed(async () => {
      const index = new SpatialIndex(shapes, ({ box }) => box);
      const shared = await Promise.all(
        counties.map((county) =>
          pool.intersections(
            index.search(boxOf(county)!).map(({ wkb }) => wkb),
            county,
          ),
        ),
      );
      found.ours = { hits: 0, area: 0 };
      for (const wkb of shared.flat()) {
        if (wkb === null) continue;
        const geometry = readWkb(wkb);
        found.ours.hits++;
        if (geometry.type === 'Polygon') found.ours.area += planeArea([geometry.coordinates]);
        else if (geometry.type === 'MultiPolygon') found.ours.area += planeArea(geometry.coordinates);
      }
    });
  return {
    title: 'overlay, 3,000 × 105',
    ...seconds,
    digits: 3,
    contenders: [
      { label: 'ours, two workers', against: 'shapely', goal: '1 ×', run: () => run(pools[0]!) },
      { label: 'ours, one worker', against: 'shapely', run: () => run(pools[1]!) },
      {
        label: 'shapely',
        async run() {
          const answer = await peer.ask('overlay', files);
          found.theirs = answer as unknown as typeof found.theirs;
          return answer;
        },
      },
    ],
    async close() {
      for (const pool of pools) await pool.close();
      const { ours, theirs } = found;
      if (ours.hits !== theirs.hits || Math.abs(ours.area / theirs.area - 1) > 1e-9)
        throw new Error(`overlay: ${ours.hits}, ${ours.area} ≠ ${theirs.hits}, ${theirs.area}`);
      return [`${theirs.pairs} pairs of boxes, ${theirs.hits} share something, the same area on both sides`];
    },
  };
};
