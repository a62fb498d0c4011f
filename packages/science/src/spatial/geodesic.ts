import { EARTH_RADIUS } from './points.ts';
import type { Place } from './read.ts';

/** CGCS2000 (GB 22021-2008). */
const A = 6_378_137;
const F = 1 / 298.257222101;
const B = A * (1 - F);
const DEGREE = Math.PI / 180;
const ROUNDS = 200;

export interface GeodesicInverse {
  /** m */
  readonly distance: number;
  /** Where to go at the start, degrees clockwise from north, 0 … 360. */
  readonly bearing: number;
  /** `sphere` between nearly antipodal points, where the series does not converge. */
  readonly by: 'ellipsoid' | 'sphere';
}

/**
 * Geodesic between two places in degrees (大地线反算) on the ellipsoid of CGCS2000: T. Vincenty, Survey Review 23/176 (1975) 88–93, half a
 * millimetre of error at most. `packages/geo` has Karney's; science stands beside it and knows nothing of it.
 */
export function geodesicInverse(from: Place, to: Place): GeodesicInverse {
  const l = (to.x - from.x) * DEGREE;
  const u1 = Math.atan((1 - F) * Math.tan(from.y * DEGREE));
  const u2 = Math.atan((1 - F) * Math.tan(to.y * DEGREE));
  const [sin1, cos1, sin2, cos2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = l;
  for (let round = 0; round < ROUNDS; round++) {
    const [sinL, cosL] = [Math.sin(lambda), Math.cos(lambda)];
    const across = cos2 * sinL;
    const along = cos1 * sin2 - sin1 * cos2 * cosL;
    const sinS = Math.hypot(across, along);
    const cosS = sin1 * sin2 + cos1 * cos2 * cosL;
    if (sinS === 0 && cosS < 0) break;
    if (sinS === 0) return { distance: 0, bearing: 0, by: 'ellipsoid' };
    const sigma = Math.atan2(sinS, cosS);
    const sinA = (cos1 * cos2 * sinL) / sinS;
    const cosSqA = 1 - sinA * sinA;
    // On the equator: cos α = 0.
    const cos2m = cosSqA < 1e-15 ? 0 : cosS - (2 * sin1 * sin2) / cosSqA;
    const c = (F / 16) * cosSqA * (4 + F * (4 - 3 * cosSqA));
    const before = lambda;
    lambda = l + (1 - c) * F * sinA * (sigma + c * sinS * (cos2m + c * cosS * (2 * cos2m * cos2m - 1)));
    if (Math.abs(lambda - before) > 1e-13) continue;
    const uSq = (cosSqA * (A * A - B * B)) / (B * B);
    const big = 1 + (uSq / 16_384) * (4_096 + uSq * (uSq * (320 - 175 * uSq) - 768));
    const small = (uSq / 1_024) * (256 + uSq * (uSq * (74 - 47 * uSq) - 128));
    const cubic = (small / 6) * cos2m * (4 * sinS * sinS - 3) * (4 * cos2m * cos2m - 3);
    const rest = small * sinS * (cos2m + (small / 4) * (cosS * (2 * cos2m * cos2m - 1) - cubic));
    return {
      distance: B * big * (sigma - rest),
      bearing: turned(Math.atan2(across, along)),
      by: 'ellipsoid',
    };
  }
  return onSphere(from, to);
}

function onSphere(from: Place, to: Place): GeodesicInverse {
  const [p1, p2, dl] = [from.y * DEGREE, to.y * DEGREE, (to.x - from.x) * DEGREE];
  const across = Math.cos(p2) * Math.sin(dl);
  const along = Math.cos(p1) * Math.sin(p2) - Math.sin(p1) * Math.cos(p2) * Math.cos(dl);
  const cos = Math.sin(p1) * Math.sin(p2) + Math.cos(p1) * Math.cos(p2) * Math.cos(dl);
  return {
    distance: EARTH_RADIUS * Math.atan2(Math.hypot(across, along), cos),
    bearing: turned(Math.atan2(across, along)),
    by: 'sphere',
  };
}

/** Radians to 0 … 360 degrees. */
const turned = (radians: number) => (radians / DEGREE + 360) % 360;
