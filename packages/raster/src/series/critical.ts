import { TarimError } from '@tarim/kernel';
import { chiSquare } from '../chi-square.ts';
import { rasterErrors } from '../errors.ts';
import { normalOf, randomOf } from '../random.ts';

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

/** Of the simulation: paths, and steps of one history's length. */
const PATHS = 4_000;
const STEPS = 100;
/** The largest of a path seen at steps lies lower than the largest of the path: −ζ(½)/√(2π) deviations of a step (Siegmund 1985). */
const BETWEEN = 0.5826;

/**
 * Critical value of a case that is not tabulated, by simulation of the limit that the tabulated ones were simulated from: the
 * largest of |W(t) − W(t − h) − h·W(1)| / √(2·log⁺ t) for 1 < t ≤ period. Where the window is tabulated at 5 %, the simulation
 * only gives the ratio to that value, so that its own error nearly cancels. The seed is fixed: the same case gives the same value.
 * Within 2 % of the tabulated values.
 * @throws TarimError RASTER_PARAMETER_INVALID
 */
export function simulatedMosumCritical(window: number, period: number, level: number): number {
  const wrong = (name: string, reason: string) => new TarimError(rasterErrors.parameter, { name, reason });
  if (!(window > 0 && window <= 1)) throw wrong('window', `${window}: 0–1`);
  if (!(period > 1 && period <= 10)) throw wrong('period', `${period}: 1–10`);
  if (!(level >= 0.001 && level <= 0.5)) throw wrong('level', `${level}: 0.001–0.5`);
  const largest = largestOfPaths(window, period);
  const known = MOSUM.find(([h, p, l]) => h === window && p === period && l === 0.05);
  const own = upper(largest, level);
  return known ? (own / upper(largest, 0.05)) * known[3] : own;
}

/** Tabulated where it is, otherwise simulated; which of them it was. */
export function criticalOf(
  window: number,
  period: number,
  level: number,
): { value: number; source: 'tabulated' | 'simulated' } {
  const known = MOSUM.find(([h, p, l]) => h === window && p === period && l === level);
  return known
    ? { value: known[3], source: 'tabulated' }
    : { value: simulatedMosumCritical(window, period, level), source: 'simulated' };
}

const upper = (sorted: Float64Array, level: number): number =>
  sorted[Math.max(0, Math.ceil((1 - level) * sorted.length) - 1)]! + BETWEEN / Math.sqrt(STEPS);

function largestOfPaths(window: number, period: number): Float64Array {
  const normal = normalOf(randomOf(20_050_315));
  const reach = Math.max(1, Math.floor(window * STEPS));
  const total = Math.floor(period * STEPS);
  const path = new Float64Array(total + 1);
  const scale = Float64Array.from({ length: total + 1 }, (_, i) => {
    const t = i / STEPS;
    return 1 / (Math.sqrt(STEPS) * Math.sqrt(2 * (t <= Math.E ? 1 : Math.log(t))));
  });
  const largest = new Float64Array(PATHS);
  for (let k = 0; k < PATHS; k++) {
    let at = 0;
    for (let i = 1; i <= total; i++) {
      at += normal();
      path[i] = at;
    }
    const drift = (reach / STEPS) * path[STEPS]!;
    let most = 0;
    for (let i = STEPS + 1; i <= total; i++) {
      const moved = Math.abs(path[i]! - path[i - reach]! - drift) * scale[i]!;
      if (moved > most) most = moved;
    }
    largest[k] = most;
  }
  return largest.sort();
}

/**
 * How likely a stable history leaves ±x(1 + 2t) by chance (Brown, Durbin & Evans 1975, as strucchange computes it for
 * Rec-CUSUM).
 */
export function recCusumProbability(x: number): number {
  if (x < 0.3) return 1 - 0.1465 * x;
  const p =
    2 *
    (1 -
      normalShare(3 * x) +
      Math.exp(-4 * x * x) * (normalShare(x) + normalShare(5 * x) - 1) -
      Math.exp(-16 * x * x) * (1 - normalShare(x)));
  return Math.min(1, Math.max(0, p));
}

/** Φ by way of χ² with one degree of freedom. */
const normalShare = (x: number): number => (1 + Math.sign(x) * chiSquare(x * x, 1)) / 2;
