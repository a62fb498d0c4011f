import {
  type Areal,
  area,
  arealOf,
  boxOf,
  type GeosPool,
  type Position,
  polygonalPart,
  polygonsOf,
} from '@tarim/geo';
import type { SourceCounty } from './source.ts';

const YULI = '652823';
const QIEMO = '652825';
/** Published area of Qiemo County in km² (county and prefecture yearbooks give 138 600 to 138 700). */
const QIEMO_AREA_KM2 = 138_650;

/** Units whose outline is partly our own approximation; marked so in the result. */
export const APPROXIMATE: ReadonlySet<string> = new Set([YULI, QIEMO]);

/**
 * The source gives most of Yuli (尉犁) to Qiemo (且末): 191 000 km² instead of 138 600. The parts that do not touch Qiemo
 * go back whole; the desert part, drawn in one piece with Qiemo, is cut along the parallel that leaves Qiemo its
 * published area. The line is no boundary of anybody.
 */
export async function correct(counties: readonly SourceCounty[], geos: GeosPool): Promise<SourceCounty[]> {
  const of = (code: string) => counties.find((county) => county.code === code)!;
  const [main, ...stray] = polygonsOf(of(QIEMO).geometry).sort((a, b) => size(b) - size(a));
  const whole: Areal = { type: 'Polygon', coordinates: main! };
  const parallel = await parallelFor(whole, geos);
  const noded = counties.map((county) => ({ ...county, geometry: withCrossings(county.geometry, parallel) }));
  const node = (geometry: Areal) => withCrossings(geometry, parallel);
  const north = polygonalPart(await geos.difference(node(whole), southOf(parallel)));
  const yuli = await geos.union([of(YULI).geometry, ...stray.map(asPolygon), north!].map(node));
  const geometries = new Map<string, Areal>([
    [QIEMO, polygonalPart(await geos.intersection(node(whole), southOf(parallel)))!],
    [YULI, polygonalPart(yuli)!],
  ]);
  return noded.map((county) => ({ ...county, geometry: geometries.get(county.code) ?? county.geometry }));
}

const asPolygon = (rings: Position[][]): Areal => ({ type: 'Polygon', coordinates: rings });
const size = (rings: Position[][]): number => area(asPolygon(rings));
const southOf = (y: number): Areal =>
  asPolygon([
    [
      [60, 0],
      [120, 0],
      [120, y],
      [60, y],
      [60, 0],
    ],
  ]);

async function parallelFor(whole: Areal, geos: GeosPool): Promise<number> {
  let [, low, , high] = boxOf(whole);
  for (let step = 0; step < 20; step++) {
    const middle = (low + high) / 2;
    const south = polygonalPart(await geos.intersection(whole, southOf(middle)));
    if (south && area(south) / 1e6 > QIEMO_AREA_KM2) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** Adds a vertex wherever a border between the two counties' longitudes crosses the parallel: the same one on both sides. */
function withCrossings(geometry: Areal, y: number): Areal {
  const ring = (positions: Position[]) =>
    positions.flatMap((q, i) => {
      const p = positions[i - 1];
      if (!p || p[1]! < y === q[1]! < y || p[1] === y || q[1] === y) return [q];
      const [a, b] = p[1]! < q[1]! ? [p, q] : [q, p];
      return [[a[0]! + ((b[0]! - a[0]!) * (y - a[1]!)) / (b[1]! - a[1]!), y], q];
    });
  return arealOf(polygonsOf(geometry).map((rings) => rings.map(ring)))!;
}
