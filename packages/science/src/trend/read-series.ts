import type { Problem } from '@tarim/kernel';
import { problem } from '../problems.ts';
import { TREND_PROBLEMS as P } from './problems.ts';

export interface TrendInput {
  /** One value a period, in the order of time, evenly spaced; null: none. Half the detection limit stands for `{lt}`. */
  readonly values?: ReadonlyArray<number | { readonly lt: number } | null>;
  /** Instead of `values`: in any order; `t` on any even scale, years for instance. */
  readonly points?: ReadonlyArray<{
    readonly t: number;
    readonly value: number | { readonly lt: number } | null;
    readonly season?: string | number;
  }>;
  /** Two-sided level of Mann–Kendall and of Sen's interval: 0.1, 0.05 (when absent), 0.01. */
  readonly alpha?: number;
}

export interface SeriesPoint {
  readonly t: number;
  readonly value: number;
  readonly season: string | null;
}

/** Points that have a value, in the order of time. Periods of `values` count from 1. */
export function readSeries(input: TrendInput): { points: SeriesPoint[]; problems: Problem[] } {
  const given: readonly unknown[] = Array.isArray(input.points)
    ? input.points
    : Array.isArray(input.values)
      ? input.values.map((value, i) => ({ t: i + 1, value }))
      : [];
  const points: SeriesPoint[] = [];
  const problems: Problem[] = [];
  for (const [i, raw] of given.entries()) {
    const { t, value, season } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<
      string,
      unknown
    >;
    if (value === null) continue;
    const figure = figureOf(value);
    if (figure === null) problems.push(problem(P.value, { number: i + 1 }, `${i}.value`));
    else if (!isFigure(t)) problems.push(problem(P.time, { number: i + 1 }, `${i}.t`));
    else points.push({ t, value: figure, season: seasonOf(season) });
  }
  return { points: points.sort((a, b) => a.t - b.t), problems };
}

/** Differences and sums of figures below stay within the numbers of a machine. */
const LARGEST = 1e15;
const isFigure = (x: unknown): x is number => typeof x === 'number' && Math.abs(x) <= LARGEST;

function figureOf(value: unknown): number | null {
  if (isFigure(value)) return value;
  const lt = typeof value === 'object' && value !== null ? (value as { lt?: unknown }).lt : undefined;
  return isFigure(lt) && lt > 0 ? lt / 2 : null;
}

function seasonOf(season: unknown): string | null {
  return typeof season === 'string' || typeof season === 'number' ? String(season) : null;
}
