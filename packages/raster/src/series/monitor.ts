import { TarimError } from '@tarim/kernel';
import { rasterErrors } from '../errors.ts';
import { mosumCritical } from './critical.ts';
import { stableHistory } from './history.ts';
import { dot, LeastSquares } from './least-squares.ts';
import { regressors, type SeasonModel, termsOf } from './season.ts';

export interface MonitorOptions {
  /** Decimal year at which monitoring begins. */
  readonly start: number;
  /** By default three harmonics with trend. */
  readonly model?: SeasonModel;
  /** `all` of the past, the stable part of it (`roc`, the default), or from a decimal year on. */
  readonly history?: 'all' | 'roc' | number;
  /** Window as a share of the history; by default 0.25. */
  readonly window?: number;
  /** History and monitoring together, in histories; by default 10. Decides the critical value only. */
  readonly period?: number;
  readonly level?: number;
  /** In place of the tabulated one. */
  readonly criticalValue?: number;
}

export interface Monitored {
  /** `short`: too few observations in the history to judge. */
  readonly status: 'stable' | 'break' | 'short';
  readonly historyStart: number | null;
  /** Observations of the history. */
  readonly n: number;
  readonly sigma: number | null;
  /** Intercept, trend, cosines, sines. */
  readonly coefficients: readonly number[] | null;
  /** Moving sums from the start of monitoring on, and their times. */
  readonly process: readonly number[];
  readonly times: readonly number[];
  readonly criticalValue: number;
  /** Time of the first observation whose moving sum leaves the boundary. */
  readonly breakTime: number | null;
  /** Median of observed less predicted over all of the monitoring. */
  readonly magnitude: number | null;
}

/**
 * BFAST Monitor (Verbesselt, Zeileis & Herold 2012, Remote Sensing of Environment 123:98) as R's package has it: a season
 * fitted to the stable history, moving sums of residuals of the monitoring against c·√(2·log⁺(i/n)). Missing values are
 * left out before observations are counted; the trend counts them.
 * @param times decimal years, rising
 * @param values null or NaN where nothing was seen
 * @throws TarimError RASTER_PARAMETER_INVALID
 */
export function monitorBreaks(
  times: ArrayLike<number>,
  values: ArrayLike<number | null>,
  {
    start,
    model = { order: 3, trend: true },
    history = 'roc',
    window = 0.25,
    period = 10,
    level = 0.05,
    criticalValue,
  }: MonitorOptions,
): Monitored {
  if (times.length !== values.length)
    throw new TarimError(rasterErrors.parameter, {
      name: 'values',
      reason: `${values.length} ≠ ${times.length}`,
    });
  const critical = criticalValue ?? mosumCritical(window, period, level);
  const seen: { time: number; value: number; row: Float64Array }[] = [];
  for (let i = 0; i < times.length; i++) {
    const [time, value] = [times[i]!, values[i]];
    if (i > 0 && !(time >= times[i - 1]!))
      throw new TarimError(rasterErrors.parameter, { name: 'times', reason: `${time} < ${times[i - 1]}` });
    if (value === null || value === undefined || !Number.isFinite(value)) continue;
    seen.push({ time, value, row: regressors(model, time, i + 1) });
  }
  const end = lowerBound(seen, start);
  let from = typeof history === 'number' ? lowerBound(seen, history) : 0;
  if (history === 'roc') {
    const past = seen.slice(0, end);
    from = stableHistory(
      past.map(({ row }) => row),
      past.map(({ value }) => value),
      level,
    );
  }
  const n = end - from;
  const reach = Math.floor(window * n);
  const fit = new LeastSquares(termsOf(model));
  for (let i = from; i < end; i++) fit.add(seen[i]!.row, seen[i]!.value);
  const coefficients = fit.coefficients();
  const short: Monitored = {
    status: 'short',
    historyStart: seen[from]?.time ?? null,
    n,
    sigma: null,
    coefficients: null,
    process: [],
    times: [],
    criticalValue: critical,
    breakTime: null,
    magnitude: null,
  };
  if (reach <= 1 || n <= termsOf(model) || !coefficients) return short;
  const sigma = Math.sqrt(fit.squares / (n - termsOf(model)));
  const residuals = seen.slice(from).map(({ value, row }) => value - dot(coefficients, row));
  const process: number[] = [];
  let breakTime: number | null = null;
  let sum = 0;
  for (let i = n - reach; i < n; i++) sum += residuals[i]!;
  for (let i = n; i < residuals.length; i++) {
    sum += residuals[i]! - residuals[i - reach]!;
    const moved = sum / (sigma * Math.sqrt(n));
    process.push(moved);
    // The number of an observation counts from 1.
    if (breakTime === null && Math.abs(moved) > boundary(critical, (i + 1) / n))
      breakTime = seen[from + i]!.time;
  }
  return {
    ...short,
    status: breakTime === null ? 'stable' : 'break',
    sigma,
    coefficients: [...coefficients],
    process,
    times: seen.slice(end).map(({ time }) => time),
    breakTime,
    magnitude: median(residuals.slice(n)),
  };
}

/** c·√(2·log⁺ x), where log⁺ is 1 up to e. */
export const boundary = (critical: number, x: number): number =>
  critical * Math.sqrt(2 * (x <= Math.E ? 1 : Math.log(x)));

function lowerBound(seen: ReadonlyArray<{ readonly time: number }>, time: number): number {
  const at = seen.findIndex((one) => one.time >= time);
  return at < 0 ? seen.length : at;
}

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
