import { deviation, type Summary } from '@tarim/raster';
import type { BandRole, SceneBand } from '../../contract.ts';
import { COMMON_NAMES, type SceneScaling } from '../domain/bands.ts';
import type { Survey } from './survey.ts';

/** Bands of a finished COG with statistics of their values, which were taken while it was written. */
export const sceneBandsOf = (
  roles: readonly BandRole[],
  { scale, offset }: Pick<SceneScaling, 'scale' | 'offset'>,
  summaries: readonly Summary[],
  { percentiles }: Survey,
): SceneBand[] => {
  const value = (stored: number) => scale * stored + offset;
  return roles.map((role, i) => {
    const summary = summaries[i]!;
    const [p2, p98] = percentiles[i]!;
    return {
      number: i + 1,
      name: COMMON_NAMES[role],
      role,
      scale,
      offset,
      statistics:
        summary.count === 0
          ? null
          : {
              count: summary.count,
              min: value(summary.min),
              max: value(summary.max),
              mean: value(summary.mean),
              deviation: scale * deviation(summary),
              p2: value(p2),
              p98: value(p98),
            },
    };
  });
};
