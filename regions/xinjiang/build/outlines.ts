import {
  type Areal,
  area,
  arealOf,
  boxesMeet,
  boxOf,
  type GeosPool,
  type Position,
  polygonalPart,
  polygonsOf,
  simplifyCoverage,
} from '@tarim/geo';
import type { SourceCounty } from './source.ts';
import { toWgs84 } from './source.ts';

/** Overlaps below this (square degrees, about 0.1 km²) are noise of the source's grid. */
const NOISE = 1e-5;
/** Holes below this (m²) that a dissolve leaves between neighbours are noise too. */
const LEAST_HOLE = 20e6;

/**
 * A coverage out of the source's outlines: rings repaired, and where two units overlap the smaller one keeps the ground,
 * because the source draws enclaves (the Corps cities above all) without cutting them out of the county around them.
 */
export async function cleanCoverage(
  counties: readonly SourceCounty[],
  geos: GeosPool,
): Promise<Map<string, Areal>> {
  const repaired = await Promise.all(
    counties.map(async ({ code, geometry }) => ({
      code,
      geometry: polygonalPart(await geos.makeValid(geometry))!,
    })),
  );
  const bySize = repaired.sort((a, b) => area(a.geometry) - area(b.geometry));
  const done: { code: string; geometry: Areal }[] = [];
  for (const unit of bySize) {
    let geometry = unit.geometry;
    for (const smaller of done) {
      if (!boxesMeet(boxOf(geometry), boxOf(smaller.geometry))) continue;
      const overlap = polygonalPart(await geos.intersection(geometry, smaller.geometry));
      if (!overlap || planar(overlap) < NOISE) continue;
      const cut = polygonalPart(await geos.difference(geometry, smaller.geometry));
      if (cut) geometry = cut;
    }
    done.push({ code: unit.code, geometry });
  }
  return new Map(done.map(({ code, geometry }) => [code, geometry]));
}

/** Area in square degrees. */
function planar(geometry: Areal): number {
  const ringArea = (ring: number[][]) =>
    Math.abs(
      ring.reduce((sum, [x, y], i) => sum + (i === 0 ? 0 : ring[i - 1]![0]! * y! - x! * ring[i - 1]![1]!), 0),
    ) / 2;
  return polygonsOf(geometry).reduce(
    (sum, [outer, ...holes]) => sum + ringArea(outer!) - holes.reduce((s, h) => s + ringArea(h), 0),
    0,
  );
}

/** Joins counties into groups (prefectures); cracks between neighbours are filled, real holes stay. */
export async function dissolve(
  counties: ReadonlyMap<string, Areal>,
  groupOf: (code: string) => string,
  geos: GeosPool,
): Promise<Map<string, Areal>> {
  const groups = Map.groupBy(counties, ([code]) => groupOf(code));
  const joined = await Promise.all(
    [...groups].map(async ([group, members]) => {
      const union = polygonalPart(await geos.union(members.map(([, geometry]) => geometry)));
      const filled = polygonsOf(union!).map(([outer, ...holes]) => [
        outer!,
        ...holes.filter((hole) => area({ type: 'Polygon', coordinates: [hole] }) >= LEAST_HOLE),
      ]);
      return [group, arealOf(filled)!] as const;
    }),
  );
  return new Map(joined);
}

/** Radius (degrees) in which all vertices stay where a simplified border would cross itself. */
const SPARED = 0.01;

export interface Simplified {
  readonly outlines: Map<string, Areal>;
  /** Places where full detail was kept. */
  readonly spared: number;
}

/**
 * Simplifies a coverage together and brings it to WGS 84. Where an outline would become invalid, the borders around the
 * place keep their detail and all is simplified again, so that neighbours still agree.
 */
export async function simplify(
  coverage: ReadonlyMap<string, Areal>,
  minArea: number,
  geos: GeosPool,
): Promise<Simplified> {
  const spared: [number, number][] = [];
  const keep = ([x, y]: Position) =>
    spared.some(([a, b]) => Math.abs(a - x!) < SPARED && Math.abs(b - y!) < SPARED);
  for (let round = 0; round < 40; round++) {
    const simple = simplifyCoverage([...coverage.values()], { minArea, keep });
    const verdicts = await Promise.all(simple.map((geometry) => geos.validity(geometry)));
    const places = verdicts.flatMap((verdict) => (verdict.valid ? [] : [verdict.at as [number, number]]));
    if (places.length > 0) {
      spared.push(...places);
      continue;
    }
    const outlines = [...coverage.keys()].map((code, i) => [code, toWgs84(simple[i]!)] as const);
    return { outlines: new Map(outlines.sort(([a], [b]) => (a < b ? -1 : 1))), spared: spared.length };
  }
  throw new Error('the outlines do not become valid');
}
