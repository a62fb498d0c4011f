import { QUANTILES } from './normal.ts';

export interface TrendPoint {
  /** Any even scale: years, days. Slopes are per unit of it. */
  readonly t: number;
  readonly value: number;
}

/** Sen's slope (Sen 斜率): the median of the slopes of all pairs, and its confidence interval. */
export interface SenSlope {
  readonly slope: number;
  readonly lower: number | null;
  readonly upper: number | null;
  /** 1 − α */
  readonly level: number;
  /** Median of value − slope × t. */
  readonly intercept: number;
}

export function slopesOf(points: readonly TrendPoint[]): number[] {
  const slopes: number[] = [];
  for (const [j, later] of points.entries())
    for (const earlier of points.slice(0, j))
      slopes.push((later.value - earlier.value) / (later.t - earlier.t));
  // Two values of one time have no slope, and times that a machine can hardly tell apart none that it can write.
  return slopes.filter(Number.isFinite).sort((a, b) => a - b);
}

/**
 * @param varS variance of the Mann–Kendall score of the same values
 * @returns null when no two values have different times
 */
export function senSlope(
  points: readonly TrendPoint[],
  slopes: readonly number[],
  varS: number,
  alpha: number,
): SenSlope | null {
  const quantile = QUANTILES[String(alpha)];
  if (slopes.length === 0 || quantile === undefined) return null;
  const slope = median(slopes);
  // Gilbert 1987, 16.5.2: ranks (N − C)/2 and (N + C)/2 + 1, interpolated; beyond the ends there is no bound.
  const c = quantile * Math.sqrt(varS);
  const rank = (slopes.length - c) / 2;
  const rests = points.map(({ t, value }) => value - slope * t).sort((a, b) => a - b);
  return {
    slope,
    lower: atRank(slopes, rank),
    upper: atRank(slopes, slopes.length - rank + 1),
    level: 1 - alpha,
    intercept: median(rests),
  };
}

/** @param sorted one or more, ascending */
function median(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  return Number.isInteger(middle) ? (sorted[middle - 1]! + sorted[middle]!) / 2 : sorted[Math.floor(middle)]!;
}

/** The value of a rank that counts from 1, between two of them in proportion. */
function atRank(sorted: readonly number[], rank: number): number | null {
  const down = Math.floor(rank);
  const low = sorted[down - 1];
  const high = rank === down ? low : sorted[down];
  return low === undefined || high === undefined ? null : low + (high - low) * (rank - down);
}
