import { chiSquareQuantile } from '../chi-square.ts';
import { dot, LeastSquares } from './least-squares.ts';
import { median } from './monitor.ts';

export interface HarmonicOptions {
  /** Observations in a row that have to be off for a break; by default 6. */
  readonly consecutive?: number;
  /** Share of χ² beyond which an observation is off; by default 0.99. */
  readonly change?: number;
  /** And beyond which a single one is thrown away as cloud or shadow; by default 1 − 10⁻⁶. */
  readonly outlier?: number;
  /** Clear observations and years that a model is begun with; by default 12 and 1. */
  readonly leastObservations?: number;
  readonly leastYears?: number;
}

export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly observations: number;
  /** Of each band: intercept, slope a year, then cosine and sine of each harmonic; time from the segment's start. */
  readonly coefficients: readonly (readonly number[])[];
  readonly rmse: readonly number[];
  /** First observation of those in a row that were off; null when the series ends without. */
  readonly breakTime: number | null;
  /** Median of observed less predicted over them, a band each. */
  readonly magnitude: readonly number[] | null;
  /** At the end of a series: how many of the needed observations in a row are off already. */
  readonly pending: number;
}

interface Observation {
  readonly time: number;
  readonly values: readonly number[];
}

/**
 * Breaks of one or several bands together against a model of season and trend that grows with the observations, in the
 * manner of CCDC and COLD (Zhu & Woodcock 2014; Zhu et al. 2020), thresholds as USGS runs it. It differs from them on
 * purpose: least squares in place of LASSO, no masking of its own (Tmask), no branches for snow and for cloudy places: clouds
 * are masked before.
 * @param times decimal years, rising
 * @param bands values of each band, null or NaN where nothing was seen
 */
export function harmonicBreaks(
  times: ArrayLike<number>,
  bands: ReadonlyArray<ArrayLike<number | null>>,
  {
    consecutive = 6,
    change = 0.99,
    outlier = 1 - 1e-6,
    leastObservations = 12,
    leastYears = 1,
  }: HarmonicOptions = {},
): Segment[] {
  const seen = observationsOf(times, bands);
  const scale = bands.map((_, band) => typicalStep(seen, band));
  const [off, wild] = [chiSquareQuantile(change, bands.length), chiSquareQuantile(outlier, bands.length)];
  const segments: Segment[] = [];
  let begin = 0;
  while (begin < seen.length) {
    const started = beginModel(seen, begin, scale, off, leastObservations, leastYears);
    if (!started) break;
    const { kept } = started;
    let { model } = started;
    let fittedSpan = kept.at(-1)!.time - kept[0]!.time;
    let at = started.next;
    let broken: Observation[] | null = null;
    let pending = 0;
    while (at < seen.length) {
      const ahead = seen.slice(at, at + consecutive);
      const scores = ahead.map((one) => scoreOf(model, one, scale));
      if (scores.every((score) => score > off) && sameWay(model, ahead, scale)) {
        if (ahead.length === consecutive) broken = ahead;
        else pending = ahead.length;
        break;
      }
      const one = ahead[0]!;
      at++;
      if (scores[0]! > wild) continue;
      kept.push(one);
      const span = one.time - kept[0]!.time;
      // A long model is fitted anew only when it has grown by a third: its season is known.
      if (kept.length <= 24 || span >= fittedSpan * 1.33) {
        model = fit(kept, scale.length);
        fittedSpan = span;
      }
    }
    model = fit(kept, scale.length);
    segments.push({
      start: kept[0]!.time,
      end: kept.at(-1)!.time,
      observations: kept.length,
      coefficients: model.bands.map(({ coefficients }) => [...coefficients]),
      rmse: model.bands.map(({ rmse }) => rmse),
      breakTime: broken ? broken[0]!.time : null,
      magnitude: broken
        ? scale.map(
            (_, band) => median(broken.map((one) => one.values[band]! - predict(model, one.time, band)))!,
          )
        : null,
      pending,
    });
    if (!broken) break;
    begin = at;
  }
  return segments;
}

function observationsOf(
  times: ArrayLike<number>,
  bands: ReadonlyArray<ArrayLike<number | null>>,
): Observation[] {
  const seen: Observation[] = [];
  for (let i = 0; i < times.length; i++) {
    const values = bands.map((band) => band[i] ?? Number.NaN);
    // Of two acquisitions of a moment the first one counts.
    if (values.every(Number.isFinite) && times[i] !== seen.at(-1)?.time)
      seen.push({ time: times[i]!, values });
  }
  return seen;
}

/** Median step between neighbours in time: residuals are not taken for smaller than this. */
function typicalStep(seen: readonly Observation[], band: number): number {
  const steps = seen.slice(1).map((one, i) => Math.abs(one.values[band]! - seen[i]!.values[band]!));
  return Math.max(median(steps) ?? 0, 1e-9);
}

interface Model {
  readonly origin: number;
  readonly harmonics: number;
  readonly bands: ReadonlyArray<{ readonly coefficients: Float64Array; readonly rmse: number }>;
}

const rowOf = (time: number, origin: number, harmonics: number): Float64Array => {
  const row = new Float64Array(2 + 2 * harmonics);
  row[0] = 1;
  row[1] = time - origin;
  for (let k = 1; k <= harmonics; k++) {
    row[2 * k] = Math.cos(2 * Math.PI * k * time);
    row[2 * k + 1] = Math.sin(2 * Math.PI * k * time);
  }
  return row;
};

/** Four coefficients from 12 observations on, six from 18, eight from 24. */
function fit(kept: readonly Observation[], bands: number): Model {
  const harmonics = kept.length >= 24 ? 3 : kept.length >= 18 ? 2 : 1;
  const origin = kept[0]!.time;
  const rows = kept.map(({ time }) => rowOf(time, origin, harmonics));
  const size = 2 + 2 * harmonics;
  return {
    origin,
    harmonics,
    bands: Array.from({ length: bands }, (_, band) => {
      const squares = new LeastSquares(size);
      for (const [i, row] of rows.entries()) squares.add(row, kept[i]!.values[band]!);
      const coefficients = squares.coefficients() ?? new Float64Array(size);
      return { coefficients, rmse: Math.sqrt(squares.squares / Math.max(1, kept.length - size)) };
    }),
  };
}

const predict = ({ origin, harmonics, bands }: Model, time: number, band: number): number =>
  dot(bands[band]!.coefficients, rowOf(time, origin, harmonics));

/** Σ (residual / RMSE)² over the bands, ~ χ² while nothing changes. */
const scoreOf = (model: Model, { time, values }: Observation, scale: readonly number[]): number =>
  values.reduce((sum, value, band) => {
    const spread = Math.max(model.bands[band]!.rmse, scale[band]!);
    return sum + ((value - predict(model, time, band)) / spread) ** 2;
  }, 0);

/**
 * Whether observations are off in one direction, as COLD asks by the angle between them: a cloud just before a change, or
 * clouds and shadows in turn, are no part of it.
 */
function sameWay(model: Model, ahead: readonly Observation[], scale: readonly number[]): boolean {
  const off = ahead.map(({ time, values }) =>
    values.map((value, band) => (value - predict(model, time, band)) / scale[band]!),
  );
  const middle = scale.map((_, band) => median(off.map((one) => one[band]!))!);
  return off.every((one) => dot(one, middle) > 0);
}

/** The first window long enough whose model neither drifts nor begins or ends with what does not belong to it. */
function beginModel(
  seen: readonly Observation[],
  begin: number,
  scale: readonly number[],
  off: number,
  leastObservations: number,
  leastYears: number,
): { kept: Observation[]; model: Model; next: number } | null {
  for (let from = begin; from < seen.length; from++) {
    let to = from + leastObservations;
    while (to <= seen.length && (seen[to - 1]?.time ?? Infinity) - seen[from]!.time < leastYears) to++;
    if (to > seen.length) return null;
    const kept = withoutSpikes(seen.slice(from, to), scale);
    if (kept.length < leastObservations) continue;
    const model = fit(kept, scale.length);
    const [first, last] = [kept[0]!, kept.at(-1)!];
    const drift = scale.reduce((sum, least, band) => {
      const { coefficients, rmse } = model.bands[band]!;
      const spread = Math.max(rmse, least);
      const slope = Math.abs(coefficients[1]! * (last.time - first.time)) / (3 * spread);
      const ends = [first, last].map(
        (one) => Math.abs(one.values[band]! - predict(model, one.time, band)) / (3 * spread),
      );
      return sum + (slope + Math.max(...ends)) ** 2;
    }, 0);
    if (drift <= off) return { kept, model, next: to };
  }
  return null;
}

/** Without single observations that stand out from both their neighbours the same way by six typical steps. */
function withoutSpikes(window: readonly Observation[], scale: readonly number[]): Observation[] {
  return window.filter((one, i) => {
    const [before, after] = [window[i - 1], window[i + 1]];
    if (!before || !after) return true;
    return !scale.some((step, band) => {
      const [a, b] = [one.values[band]! - before.values[band]!, one.values[band]! - after.values[band]!];
      return Math.sign(a) === Math.sign(b) && Math.min(Math.abs(a), Math.abs(b)) > 6 * step;
    });
  });
}
