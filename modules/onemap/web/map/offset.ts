import type { OffsetSystem } from '@tarim/geo/crs';
import type { Feature } from 'geojson';

/** How coordinates that somebody brings are meant; ours is CGCS2000, which WGS 84 equals at the scale of a map. */
export const GIVEN_SYSTEMS = ['CGCS2000', 'GCJ-02', 'BD-09'] as const;
export type GivenSystem = (typeof GIVEN_SYSTEMS)[number];

/** Of a converted feature: where its coordinates come from and how far they may be off, metres. */
export const CONVERTED = 'convertedFrom';

/**
 * Features of an offset map (GCJ-02, BD-09) at their true place, as near as that is known; each is marked, for the offset has no
 * published inverse. The conversion is fetched when it is wanted.
 */
export async function atTruePlace(features: readonly Feature[], given: GivenSystem): Promise<Feature[]> {
  if (given === 'CGCS2000') return [...features];
  const { fromOffset } = await import('@tarim/geo/crs');
  return features.map((one) => {
    const { geometry, origin } = fromOffset(one.geometry as never, given as OffsetSystem);
    const properties = { ...one.properties, [CONVERTED]: `${origin.system} ±${origin.accuracyMetres} m` };
    return { ...one, geometry: geometry as Feature['geometry'], properties };
  });
}
