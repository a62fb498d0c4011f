import geodesic from 'geographiclib-geodesic';
import type { Position } from 'geojson';

/** CGCS2000: semi-major axis and flattening (GB 22021-2008). */
const ELLIPSOID = new geodesic.Geodesic.Geodesic(6_378_137, 1 / 298.257222101);

/** Metres along geodesics through the positions `[lon, lat]`. */
export function lengthOf(line: readonly Position[]): number {
  return line.slice(1).reduce((sum, to, i) => {
    const from = line[i]!;
    return sum + ELLIPSOID.Inverse(from[1]!, from[0]!, to[1]!, to[0]!).s12!;
  }, 0);
}

/** m² of the ring of geodesics through the positions; the last is joined to the first. */
export function areaOf(ring: readonly Position[]): number {
  const polygon = ELLIPSOID.Polygon(false);
  for (const [lon, lat] of ring) polygon.AddPoint(lat!, lon!);
  return Math.abs(polygon.Compute(false, true).area!);
}
