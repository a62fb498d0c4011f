import type { Problem } from '@tarim/kernel';
import type { Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { SPATIAL_PROBLEMS as P } from './problems.ts';
import { figure, isFigure, readOption, readRows, type SpatialAnswer } from './read.ts';
import { wilson } from './wilson.ts';

export interface WindCase {
  /** Where the wind comes from, degrees clockwise from north; null in calm. */
  readonly direction: number | null;
  /** m/s */
  readonly speed: number | null;
  /** Concentration in any unit. */
  readonly value: number | null;
}

export interface WindSourceInput {
  readonly cases: readonly WindCase[];
  /** Sectors of the circle, the first around north; 16 when absent. */
  readonly sectors?: number;
  /** Concentrations above it are counted; absent: the percentile. */
  readonly threshold?: number | null;
  /** Percentile of the cases with wind that is the threshold; 75 when absent. */
  readonly percentile?: number;
  /** Below it, and at 0, the air is calm and has no direction, m/s; 0.5 when absent. */
  readonly calmBelow?: number;
  /** Upper ends of the bins of speed, m/s, the last one open; 1, 2, 3, 4, 6, 8 when absent. */
  readonly speedBins?: readonly number[];
  /** Fewer cases in a bin have no rate; 5 when absent. */
  readonly minCases?: number;
}

export interface WindRate {
  readonly cases: number;
  readonly above: number;
  /** Mean concentration. */
  readonly mean: number | null;
  /** above/cases; null: too few cases. */
  readonly probability: number | null;
}

export interface WindSector extends WindRate {
  /** Middle, degrees. */
  readonly direction: number;
  /** Wilson's interval of the probability, 95 %. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** The whole interval lies above the share of all cases: worth a look upwind. No proof of a source. */
  readonly lead: boolean | null;
}

export interface WindBin extends WindRate {
  readonly direction: number;
  readonly speedFrom: number;
  /** null: open */
  readonly speedTo: number | null;
}

export interface WindSourceResult extends SpatialAnswer {
  /** Cases with wind. */
  readonly n: number;
  readonly calms: WindRate;
  readonly threshold: number | null;
  /** Share of the cases with wind that lie above the threshold. */
  readonly share: number | null;
  readonly sectors: readonly WindSector[];
  /** Direction × speed (CBPF and the bivariate polar plot); bins with cases only. */
  readonly bins: readonly WindBin[];
}

interface Case {
  readonly direction: number;
  readonly speed: number;
  readonly value: number;
}

const FEWEST = 20;
const SPEEDS = [1, 2, 3, 4, 6, 8];

/**
 * Where high concentrations come from, by the wind (风向扇区溯源):
 *
 *     CPF(θ) = m_θ / n_θ          L. L. Ashbaugh, W. C. Malm, W. Z. Sadeh, Atmos. Environ. 19 (1985) 1263–1270
 *     CBPF(θ, u) = m_θ,u / n_θ,u   I. Uria-Tellechea, D. C. Carslaw, Environ. Model. Softw. 59 (2014) 1–9
 *
 * n: cases with wind from the sector (and of the speed), m: those above the threshold. Calms have no direction and are told apart.
 * A lead where Wilson's interval lies above the share of all; hours that follow one another are no independent cases, so that the
 * intervals are narrower than they should be.
 */
export function evaluateWindSource(input: WindSourceInput): WindSourceResult {
  const problems: Problem[] = [];
  const sectors = readOption(input, 'sectors', 16, { least: 4, most: 72, whole: true }, problems);
  const percentile = readOption(input, 'percentile', 75, { least: 1, most: 99 }, problems);
  const calmBelow = readOption(input, 'calmBelow', 0.5, { least: 0, most: 10 }, problems);
  const minCases = readOption(input, 'minCases', 5, { least: 1, most: 1e6, whole: true }, problems);
  const given = readOption(input, 'threshold', null, { least: -1e15, most: 1e15 }, problems);
  const speedBins = readSpeeds(input.speedBins, problems);
  const { winds, calm } = readCases(input.cases, calmBelow, problems);
  const threshold =
    given ??
    percentileOf(
      winds.map((one) => one.value),
      percentile,
    );
  if (calm.length > 0) problems.push(problem(P.calms, { count: calm.length, speed: calmBelow }));
  if (winds.length < FEWEST || threshold === null) {
    problems.push(problem(P.few, { n: winds.length, name: 'cases', minimum: FEWEST }, 'cases'));
    const calms = rateOf(calm, threshold ?? Number.POSITIVE_INFINITY, minCases);
    return {
      n: winds.length,
      calms,
      threshold,
      share: null,
      sectors: [],
      bins: [],
      rules: [],
      steps: [],
      problems,
    };
  }
  const share = winds.filter((one) => one.value > threshold).length / winds.length;
  const width = 360 / sectors;
  const bySector = Array.from({ length: sectors }, (): Case[] => []);
  for (const one of winds) bySector[sectorOf(one.direction, width, sectors)]!.push(one);
  const told = bySector.map((list, k) => sectorOfCases(list, k * width, threshold, share, minCases));
  const bins = bySector.flatMap((list, k) => binsOf(list, k * width, speedBins, threshold, minCases));
  const few = told.filter((one) => one.cases > 0 && one.probability === null).length;
  if (few > 0) problems.push(problem(P.fewCases, { count: few, minimum: minCases }));
  return {
    n: winds.length,
    calms: rateOf(calm, threshold, minCases),
    threshold,
    share,
    sectors: told,
    bins,
    rules: [],
    steps: stepsOf(told, threshold, share, winds.length, given === null ? percentile : null),
    problems,
  };
}

/** Sectors lie around their middle: the first from −width/2 to width/2. */
function sectorOf(direction: number, width: number, sectors: number): number {
  return Math.floor((direction + width / 2) / width) % sectors;
}

function sectorOfCases(
  list: readonly Case[],
  direction: number,
  threshold: number,
  share: number,
  minCases: number,
): WindSector {
  const rate = rateOf(
    list.map((one) => one.value),
    threshold,
    minCases,
  );
  const interval = rate.probability === null ? null : wilson(rate.above, rate.cases);
  return {
    direction,
    ...rate,
    lower: interval?.lower ?? null,
    upper: interval?.upper ?? null,
    lead: interval ? interval.lower > share : null,
  };
}

function binsOf(
  list: readonly Case[],
  direction: number,
  ends: readonly number[],
  threshold: number,
  minCases: number,
): WindBin[] {
  const bySpeed = Array.from({ length: ends.length + 1 }, (): number[] => []);
  for (const { speed, value } of list) {
    const bin = ends.findIndex((end) => speed < end);
    bySpeed[bin < 0 ? ends.length : bin]!.push(value);
  }
  return bySpeed.flatMap((values, k) =>
    values.length === 0
      ? []
      : [
          {
            direction,
            speedFrom: ends[k - 1] ?? 0,
            speedTo: ends[k] ?? null,
            ...rateOf(values, threshold, minCases),
          },
        ],
  );
}

function rateOf(values: readonly number[], threshold: number, minCases: number): WindRate {
  const cases = values.length;
  const above = values.filter((one) => one > threshold).length;
  return {
    cases,
    above,
    mean: cases > 0 ? values.reduce((sum, one) => sum + one, 0) / cases : null,
    probability: cases < minCases ? null : above / cases,
  };
}

/** Linear between ranks 1 + (n − 1)·p, as HJ 663 does; null of none. */
function percentileOf(values: readonly number[], percent: number): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const rank = ((sorted.length - 1) * percent) / 100;
  const low = sorted[Math.floor(rank)]!;
  const high = sorted[Math.ceil(rank)]!;
  return low + (high - low) * (rank - Math.floor(rank));
}

/** What has no value takes no part without a word; what is no wind is told. */
function readCases(
  given: unknown,
  calmBelow: number,
  problems: Problem[],
): { winds: Case[]; calm: number[] } {
  const winds: Case[] = [];
  const calm: number[] = [];
  for (const { row, index } of readRows(given, 'cases', problems)) {
    const { direction, speed, value } = row;
    if (value === null || speed === null) continue;
    const wrong = (member: string) =>
      problems.push(
        problem(P.value, { name: 'cases', number: index + 1, member }, `cases.${index}.${member}`),
      );
    if (!isFigure(value)) wrong('value');
    else if (!isFigure(speed) || speed < 0 || speed > 200) wrong('speed');
    else if (speed === 0 || speed < calmBelow) calm.push(value);
    else if (typeof direction !== 'number' || !(direction >= 0 && direction <= 360)) wrong('direction');
    else winds.push({ direction: direction % 360, speed, value });
  }
  return { winds, calm };
}

function readSpeeds(given: unknown, problems: Problem[]): readonly number[] {
  if (given === undefined || given === null) return SPEEDS;
  const rising = (list: unknown[]): list is number[] =>
    list.every((one, i) => isFigure(one) && one > ((list[i - 1] as number | undefined) ?? 0));
  if (Array.isArray(given) && given.length > 0 && given.length <= 50 && rising(given)) return given;
  problems.push(
    problem(
      P.option,
      { name: 'speedBins', words: 'rising numbers above 0', fallback: SPEEDS.join(', ') },
      'speedBins',
    ),
  );
  return SPEEDS;
}

function stepsOf(
  sectors: readonly WindSector[],
  threshold: number,
  share: number,
  n: number,
  percentile: number | null,
): Step[] {
  const rule = 'Ashbaugh 1985';
  return [
    {
      of: 'C₀',
      rule,
      formula: percentile === null ? '—' : `P${percentile}, n = ${n}`,
      result: figure(threshold),
    },
    { of: 'm/n', rule, formula: `Σm/${n}`, result: figure(share) },
    ...sectors.flatMap(({ direction, above, cases, probability, lower, upper }) =>
      probability === null || lower === null || upper === null
        ? []
        : [
            {
              of: `CPF(${figure(direction)}°)`,
              rule,
              formula: `${above}/${cases} ∈ [${figure(lower)}, ${figure(upper)}] (Wilson, 95 %)`,
              result: figure(probability),
            },
          ],
    ),
  ];
}
