import { TarimError } from '@tarim/kernel';
import { rasterErrors } from '../errors.ts';

/**
 * Critical values of monitoring by OLS-MOSUM: simulated by Zeileis, Leisch, Kleiber & Hornik (2005, J. Appl. Econometrics
 * 20:99–121) and printed by R's strucchange for these cases. Window (share of the history), length of history and
 * monitoring together (in histories), level.
 */
const MOSUM: ReadonlyArray<readonly [window: number, period: number, level: number, value: number]> = [
  [0.25, 10, 0.05, 1.341824510076],
  [0.25, 10, 0.01, 1.5216],
  [0.5, 10, 0.05, 1.902],
  [0.5, 10, 0.01, 2.2091],
  [1, 10, 0.05, 2.7459],
  [1, 10, 0.01, 3.2769],
  [0.25, 2, 0.05, 1.2276],
  [0.25, 2, 0.01, 1.4333],
];

/** @throws TarimError RASTER_PARAMETER_INVALID for a case that is not tabulated: then the value has to be given */
export function mosumCritical(window: number, period: number, level: number): number {
  const found = MOSUM.find(([h, p, l]) => h === window && p === period && l === level);
  if (!found)
    throw new TarimError(rasterErrors.parameter, {
      name: 'criticalValue',
      reason: `no tabulated value for window ${window}, period ${period}, level ${level}`,
    });
  return found[3];
}

/** Of Rec-CUSUM against λ(1 + 2t): Brown, Durbin & Evans 1975. */
export const REC_CUSUM: Readonly<Record<number, number>> = { 0.1: 0.8499, 0.05: 0.9479, 0.01: 1.143 };
