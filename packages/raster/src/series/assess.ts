import type { Problem } from '@tarim/kernel';
import { rasterErrors } from '../errors.ts';
import type { RegularSeries } from './calendar.ts';
import { type Alert, CONFIRM_RULE, type ConfirmRule, confirmAlerts } from './confirm.ts';
import { criticalOf } from './critical.ts';
import { type HarmonicOptions, harmonicBreaks, type Segment } from './harmonic.ts';
import { dot } from './least-squares.ts';
import { boundary, type Monitored, monitorBreaks } from './monitor.ts';
import { dayOf, regressors, type SeasonModel, termsOf } from './season.ts';
import { problemOf } from './table.ts';

export interface AssessOptions {
  /** Decimal year at which monitoring begins; null: breaks of the whole series only. */
  readonly start: number | null;
  readonly model: SeasonModel;
  readonly history: 'all' | 'roc' | number;
  readonly window: number;
  readonly period: number;
  /** Of both the history's test and the monitoring, as R has it. */
  readonly level: number;
  readonly criticalValue?: number | null;
  /** Null: no harmonic breaks. */
  readonly harmonic: HarmonicOptions | null;
  /** An observation is a hit when it is off by so many σ of the history. */
  readonly hitSigma: number;
  readonly hitDirection: 'loss' | 'gain' | 'both';
  readonly confirm?: ConfirmRule;
}

/** A moment of the series: its decimal year, and the day that the file has for it. */
export interface Moment {
  readonly time: number;
  readonly day: string;
}

export interface MonitorReport {
  readonly status: Monitored['status'];
  readonly history: 'all' | 'roc' | 'given';
  readonly historyStart: Moment | null;
  /** Observations of the history, and of the monitoring. */
  readonly n: number;
  readonly monitored: number;
  readonly sigma: number | null;
  readonly coefficients: Readonly<Record<string, number>> | null;
  readonly criticalValue: number;
  readonly criticalSource: 'tabulated' | 'simulated' | 'given';
  /** With the moving sum and the boundary there. */
  readonly break: (Moment & { readonly mosum: number; readonly boundary: number }) | null;
  readonly magnitude: number | null;
  readonly process: ReadonlyArray<Moment & { readonly mosum: number; readonly boundary: number }>;
  readonly alerts: readonly AlertReport[];
}

export interface AlertReport {
  readonly state: Alert['state'];
  readonly possible: Moment;
  readonly probable: Moment | null;
  readonly confirmed: Moment | null;
  readonly withdrawn: Moment | null;
}

export interface SegmentReport
  extends Omit<Segment, 'start' | 'end' | 'breakTime' | 'coefficients' | 'rmse' | 'magnitude'> {
  readonly start: Moment;
  readonly end: Moment;
  readonly break: Moment | null;
  readonly magnitude: number | null;
  readonly coefficients: readonly number[];
  readonly rmse: number;
}

export interface Assessed {
  readonly monitor: MonitorReport | null;
  readonly segments: readonly SegmentReport[] | null;
  readonly problems: readonly Problem[];
}

/**
 * One series against both detectors: BFAST Monitor from a start on, with states of alerts by the observations that are off,
 * and harmonic breaks over all of it.
 * @throws TarimError RASTER_PARAMETER_INVALID
 */
export function assessSeries(series: RegularSeries, options: AssessOptions): Assessed {
  const problems: Problem[] = [];
  const monitor = options.start === null ? null : monitorOf(series, options.start, options);
  if (monitor?.status === 'short')
    problems.push(
      problemOf(rasterErrors.seriesShort, { n: monitor.n, needed: neededOf(options.model, options.window) }),
    );
  if (monitor !== null && monitor.monitored === 0)
    problems.push(problemOf(rasterErrors.seriesNotMonitored, {}));
  if (series.merged > 0) problems.push(problemOf(rasterErrors.seriesMerged, { count: series.merged }));
  const segments = options.harmonic === null ? null : segmentsOf(series, options.harmonic);
  if (segments?.length === 0) problems.push(problemOf(rasterErrors.seriesNoModel, {}));
  return { monitor, segments, problems };
}

/** Observations without which the moving sum has no length, or the model no freedom. */
const neededOf = (model: SeasonModel, window: number): number =>
  Math.max(termsOf(model) + 1, Math.ceil(2 / window));

function momentIn({ times, labels }: RegularSeries): (time: number) => Moment {
  const at = new Map(Array.from(times, (time, i) => [time, i] as const));
  return (time) => {
    const i = at.get(time);
    return { time, day: (i === undefined ? null : labels[i]) ?? dayOf(time) };
  };
}

function monitorOf(series: RegularSeries, start: number, options: AssessOptions): MonitorReport {
  const { model, history, window, period, level } = options;
  const critical =
    options.criticalValue === null || options.criticalValue === undefined
      ? criticalOf(window, period, level)
      : { value: options.criticalValue, source: 'given' as const };
  // A start between two periods must not lose the one that it names to rounding.
  const from = start - 1e-6;
  const found = monitorBreaks(series.times, series.values, {
    start: from,
    model,
    history: typeof history === 'number' ? history - 1e-6 : history,
    window,
    period,
    level,
    criticalValue: critical.value,
  });
  const moment = momentIn(series);
  const { n, sigma, coefficients } = found;
  const process = found.process.map((mosum, i) => ({
    ...moment(found.times[i]!),
    mosum,
    boundary: boundary(critical.value, (n + i + 1) / n),
  }));
  return {
    status: found.status,
    history: typeof history === 'number' ? 'given' : history,
    historyStart: found.historyStart === null ? null : moment(found.historyStart),
    n,
    monitored: series.values.reduce(
      (sum, value, i) => sum + (series.times[i]! >= from && !Number.isNaN(value) ? 1 : 0),
      0,
    ),
    sigma,
    coefficients: coefficients && named(model, coefficients),
    criticalValue: critical.value,
    criticalSource: critical.source,
    break: found.breakTime === null ? null : process.find(({ time }) => time === found.breakTime)!,
    magnitude: found.magnitude,
    process,
    alerts:
      coefficients && sigma !== null ? alertsOf(series, from, coefficients, sigma, options, moment) : [],
  };
}

function named({ order, trend }: SeasonModel, coefficients: readonly number[]): Record<string, number> {
  const harmonics = (word: string) => Array.from({ length: order }, (_, k) => `${word}${k + 1}`);
  const names = ['intercept', ...(trend ? ['trend'] : []), ...harmonics('cos'), ...harmonics('sin')];
  return Object.fromEntries(names.map((name, i) => [name, coefficients[i]!]));
}

function alertsOf(
  { times, values }: RegularSeries,
  from: number,
  coefficients: readonly number[],
  sigma: number,
  { model, hitSigma, hitDirection, confirm = CONFIRM_RULE }: AssessOptions,
  moment: (time: number) => Moment,
): AlertReport[] {
  const observations: Array<{ time: number; hit: boolean }> = [];
  for (let i = 0; i < times.length; i++) {
    const [time, value] = [times[i]!, values[i]!];
    if (time < from || Number.isNaN(value)) continue;
    const off = (value - dot(coefficients, regressors(model, time, i + 1))) / sigma;
    const hit =
      hitDirection === 'loss'
        ? off < -hitSigma
        : hitDirection === 'gain'
          ? off > hitSigma
          : Math.abs(off) > hitSigma;
    observations.push({ time, hit });
  }
  const or = (time: number | null) => (time === null ? null : moment(time));
  return confirmAlerts(observations, confirm).map((one) => ({
    state: one.state,
    possible: moment(one.possible),
    probable: or(one.probable),
    confirmed: or(one.confirmed),
    withdrawn: or(one.withdrawn),
  }));
}

function segmentsOf(series: RegularSeries, options: HarmonicOptions): SegmentReport[] {
  const moment = momentIn(series);
  return harmonicBreaks(series.times, [series.values], options).map((one) => ({
    start: moment(one.start),
    end: moment(one.end),
    observations: one.observations,
    break: one.breakTime === null ? null : moment(one.breakTime),
    magnitude: one.magnitude?.[0] ?? null,
    coefficients: one.coefficients[0]!,
    rmse: one.rmse[0]!,
    pending: one.pending,
  }));
}
