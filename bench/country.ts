/** A made-up country of points and polygons for benches: the same on every machine. */

/** West, south, east, north, degrees. */
export const COUNTRY = [73.5, 34.5, 96.5, 49] as const;

/** Mulberry32. */
export function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Place = [lon: number, lat: number];

export interface Country {
  readonly next: () => number;
  readonly towns: readonly Place[];
  place(): Place;
  /** A closed ring of 12 to 40 corners, some hundred metres to some kilometres across. */
  ring(): Place[];
}

export function countryOf(seed: number): Country {
  const next = random(seed);
  const [west, south, east, north] = COUNTRY;
  const between = (low: number, high: number) => low + next() * (high - low);
  /** Half of all lie around ten towns, as things do. */
  const towns: Place[] = Array.from(
    { length: 10 },
    (): Place => [between(west + 1, east - 1), between(south + 1, north - 1)],
  );
  const place = (): Place => {
    if (next() < 0.5) return [between(west, east), between(south, north)];
    const [lon, lat] = towns[Math.floor(next() * towns.length)]!;
    return [lon + (next() + next() - 1) * 0.8, lat + (next() + next() - 1) * 0.6];
  };
  const ring = (): Place[] => {
    const [lon, lat] = place();
    const [corners, radius] = [12 + Math.floor(next() * 29), 0.002 + next() ** 3 * 0.05];
    const outline: Place[] = Array.from({ length: corners }, (_, k) => {
      const [angle, far] = [(k / corners) * 2 * Math.PI, radius * (0.6 + 0.4 * next())];
      return [lon + far * Math.cos(angle), lat + far * Math.sin(angle)];
    });
    return [...outline, outline[0]!];
  };
  return { next, towns, place, ring };
}
