import { TarimError } from '@tarim/kernel';
import { rasterErrors } from '../errors.ts';
import type { Crossed } from './crossing-job.ts';

/** Weight of a class, 0 (untouched) to 1 or whatever scale the table has; tables differ by author and are data. */
export type Weights = ReadonlyMap<number, number>;

export interface Disturbance {
  readonly zone: number;
  /** Σ weight × area / Σ area over the classes that have a weight; null when none has. */
  readonly index: number | null;
  /** Square metres of all classes of the zone, and the share of it that has a weight. */
  readonly area: number;
  readonly weightedShare: number;
  readonly classes: ReadonlyArray<{
    readonly code: number;
    readonly area: number;
    readonly weight: number | null;
  }>;
}

/**
 * Index of human disturbance (人类干扰指数) of each zone: mean weight of its classes by area. Published weights differ, so the
 * table is given and kept beside the figure; classes without a weight are told and not guessed.
 * @param pairs zone and class, with areas (`transitionOf`)
 * @throws TarimError RASTER_PARAMETER_INVALID
 */
export function disturbanceOf(pairs: readonly Crossed[], weights: Weights): Disturbance[] {
  for (const [code, weight] of weights)
    if (!(Number.isFinite(weight) && weight >= 0))
      throw new TarimError(rasterErrors.parameter, { name: 'weights', reason: `${code}: ${weight}` });
  const zones = Map.groupBy(pairs, ({ first }) => first);
  return [...zones]
    .sort(([a], [b]) => a - b)
    .map(([zone, own]) => {
      const classes = own.map(({ second, area }) => ({
        code: second,
        area,
        weight: weights.get(second) ?? null,
      }));
      const area = classes.reduce((sum, one) => sum + one.area, 0);
      const known = classes.filter((one) => one.weight !== null);
      const weighted = known.reduce((sum, one) => sum + one.area, 0);
      return {
        zone,
        index: weighted === 0 ? null : known.reduce((sum, one) => sum + one.weight! * one.area, 0) / weighted,
        area,
        weightedShare: area === 0 ? 0 : weighted / area,
        classes,
      };
    });
}
