import type { Areal } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { type Role, type Zonal, zonalOf } from '@tarim/raster';
import { imageryErrors as E } from '../errors.ts';
import type { Bench } from './bench.ts';
import { type ComparedScene, sceneOf } from './detect.ts';

export interface ZonalParams {
  readonly scene: ComparedScene;
  /** Those that the expressions name. */
  readonly roles: readonly Role[];
  readonly areas: readonly Areal[];
  /** Expressions over roles: `{ndvi: '(N - R) / (N + R)'}`. */
  readonly values: Readonly<Record<string, string>>;
}
/** In the order of the areas; null of one that lies beyond the scene. */
export type ZonalResult = readonly (Zonal | null)[];

/** Means over areas, one after the other. @throws TarimError IMAGERY_CANCELLED, of reading */
export async function zonalMeans(
  { scene, roles, areas, values }: ZonalParams,
  bench: Bench,
): Promise<ZonalResult> {
  const { sources, inputs, masks } = sceneOf(scene, roles, {});
  const bands = sources.map((source, i) => ({ source, input: inputs[i]! }));
  const found: (Zonal | null)[] = [];
  for (const [i, area] of areas.entries()) {
    // The wish to stop comes between two areas.
    await new Promise((resolve) => setImmediate(resolve));
    if (bench.signal.aborted) throw new TarimError(E.cancelled);
    found.push(zonalOf(area, bands, values, { masks }));
    bench.progress((i + 1) / areas.length);
  }
  return found;
}
