import type { Polygon, Position } from '@tarim/geo';

/** Numbers in 0…1 that are the same for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** An irregular round area: corners at equal angles, each at a distance of its own. `radius` in degrees of latitude. */
export function blob([lon, lat]: Position, radius: number, corners: number, next: () => number): Polygon {
  const stretch = 1 / Math.cos((lat! * Math.PI) / 180);
  const ring = Array.from({ length: corners }, (_, at): Position => {
    const angle = (2 * Math.PI * at) / corners;
    const reach = radius * (0.65 + 0.35 * next());
    return [round(lon! + reach * stretch * Math.cos(angle)), round(lat! + reach * Math.sin(angle))];
  });
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** A place near another, at most `radius` degrees of latitude away. */
export function near([lon, lat]: Position, radius: number, next: () => number): Position {
  const [angle, reach] = [2 * Math.PI * next(), radius * Math.sqrt(next())];
  const stretch = 1 / Math.cos((lat! * Math.PI) / 180);
  return [lon! + reach * stretch * Math.cos(angle), lat! + reach * Math.sin(angle)];
}
