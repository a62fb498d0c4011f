import type { Problem } from '@tarim/kernel';
import type { Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { SPATIAL_PROBLEMS as P } from './problems.ts';
import { figure, isFigure, type Place, readPlaces, type SpatialAnswer } from './read.ts';

/** What a cell is judged by. */
export const AIR_GRID_COLUMNS = ['station', 'satellite', 'source'] as const;
export type AirGridColumn = (typeof AIR_GRID_COLUMNS)[number];

/**
 * Shares of the score. Ours: nothing prescribes them. Stations measure what people breathe, a satellite sees the whole column on clear
 * days only, a register of sources says where it may come from.
 */
export const AIR_GRID_WEIGHTS: Readonly<Record<AirGridColumn, number>> & { readonly basis: 'ours' } = {
  station: 0.4,
  satellite: 0.3,
  source: 0.3,
  basis: 'ours',
};

export interface AirGridCell extends Place {
  readonly id?: string | number | null;
  /** Interpolated station value less that of its surroundings (站点残差), any unit. */
  readonly station?: number | null;
  /** Column of a satellite product (NO₂, AOD …), any unit. */
  readonly satellite?: number | null;
  /** Density of sources, any unit. */
  readonly source?: number | null;
}

export interface AirGridInput {
  readonly cells: readonly AirGridCell[];
  readonly weights?: Partial<Record<AirGridColumn, number>>;
}

export interface AirGridScore {
  readonly index: number;
  readonly id: string | null;
  /** From 1; equal scores have the same. */
  readonly rank: number;
  readonly score: number;
  /** Standardised values; null: the cell has none. */
  readonly parts: Readonly<Record<AirGridColumn, number | null>>;
  /** Weight of the columns that the cell has, of all that take part, 0 … 1. */
  readonly completeness: number;
}

export interface AirGridResult extends SpatialAnswer {
  /** Used, Σ = 1 over the columns that take part. */
  readonly weights: Readonly<Record<AirGridColumn, number>>;
  /** `ours`: the weights are not prescribed; `given`: the caller's. */
  readonly basis: 'ours' | 'given';
  /** The highest first; cells without any value are left out. */
  readonly cells: readonly AirGridScore[];
}

const SHOWN = 5;

/**
 * Ranking of the cells of an air hot-spot grid (热点网格): score = Σ wₖzₖ / Σ wₖ over the columns that a cell has, z = (x − mean)/deviation
 * over all cells that have it (n − 1). What is missing neither raises nor lowers a cell, and is told by `completeness`. The method is
 * ours; a high rank says where to look first, not that anybody emits.
 */
export function rankAirGrid(input: AirGridInput): AirGridResult {
  const problems: Problem[] = [];
  const cells = readPlaces(input.cells, 'cells', 'planar', problems);
  const { weights: given, basis } = readWeights(input.weights, problems);
  const columns = AIR_GRID_COLUMNS.map((column) => {
    const values = cells.map(({ row, index }) => {
      const value = row[column];
      if (isFigure(value)) return value;
      if (value !== undefined && value !== null)
        problems.push(
          problem(P.value, { name: 'cells', number: index + 1, member: column }, `cells.${index}.${column}`),
        );
      return null;
    });
    return { column, ...standardise(values) };
  });
  for (const { column, deviation } of columns)
    if (deviation === null && given[column] > 0)
      problems.push(problem(P.column, { column }, `cells.${column}`));
  const all = columns.reduce((sum, one) => (one.deviation === null ? sum : sum + given[one.column]), 0);
  const share = (column: AirGridColumn, deviation: number | null) =>
    deviation === null || all === 0 ? 0 : given[column] / all;
  const weights = Object.fromEntries(
    columns.map((one) => [one.column, share(one.column, one.deviation)]),
  ) as Record<AirGridColumn, number>;
  const scored = cells.flatMap(({ id, index }, i) => {
    const parts = Object.fromEntries(columns.map((one) => [one.column, one.z[i]!])) as AirGridScore['parts'];
    const there = AIR_GRID_COLUMNS.filter((column) => parts[column] !== null && weights[column] > 0);
    const completeness = there.reduce((sum, column) => sum + weights[column], 0);
    if (!(completeness > 0)) return [];
    const score = there.reduce((sum, column) => sum + weights[column] * parts[column]!, 0) / completeness;
    return [{ index, id, score, parts, completeness }];
  });
  const ranked = ranks(scored);
  return {
    weights,
    basis,
    cells: ranked,
    rules: [],
    steps: [...columns.flatMap(columnStep), ...ranked.slice(0, SHOWN).map((one) => cellStep(one, weights))],
    problems,
  };
}

function standardise(values: readonly (number | null)[]): {
  z: (number | null)[];
  mean: number;
  deviation: number | null;
} {
  const there = values.filter((one) => one !== null);
  const mean = there.reduce((sum, one) => sum + one, 0) / there.length;
  const deviation = Math.sqrt(there.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (there.length - 1));
  // A column of equal values tells nothing; rounding must not make a deviation of it.
  if (!(deviation > 1e-12 * Math.abs(mean))) return { z: values.map(() => null), mean, deviation: null };
  return { z: values.map((one) => (one === null ? null : (one - mean) / deviation)), mean, deviation };
}

function ranks(scored: readonly Omit<AirGridScore, 'rank'>[]): AirGridScore[] {
  const sorted = scored.toSorted((a, b) => b.score - a.score || a.index - b.index);
  let rank = 0;
  return sorted.map((one, i) => {
    if (i === 0 || one.score !== sorted[i - 1]!.score) rank = i + 1;
    return { ...one, rank };
  });
}

function readWeights(
  given: unknown,
  problems: Problem[],
): { weights: Readonly<Record<AirGridColumn, number>>; basis: 'ours' | 'given' } {
  if (given === undefined || given === null) return { weights: AIR_GRID_WEIGHTS, basis: 'ours' };
  const row = given as Partial<Record<AirGridColumn, unknown>>;
  const list = AIR_GRID_COLUMNS.map((column) => row[column] ?? 0);
  const right = list.every((one): one is number => isFigure(one) && one >= 0) && list.some((one) => one > 0);
  if (right) {
    const [station, satellite, source] = list as [number, number, number];
    return { weights: { station, satellite, source }, basis: 'given' };
  }
  const told = { name: 'weights', words: 'numbers from 0 on, one above', fallback: '0.4, 0.3, 0.3' };
  problems.push(problem(P.option, told, 'weights'));
  return { weights: AIR_GRID_WEIGHTS, basis: 'ours' };
}

function columnStep({
  column,
  mean,
  deviation,
}: {
  column: string;
  mean: number;
  deviation: number | null;
}): Step[] {
  if (deviation === null) return [];
  return [
    {
      of: column,
      rule: 'z = (x − x̄)/s',
      formula: `x̄ = ${figure(mean)}, s = ${figure(deviation)}`,
      result: null,
    },
  ];
}

function cellStep(
  { id, index, score, parts, completeness }: AirGridScore,
  weights: AirGridResult['weights'],
): Step {
  const terms = AIR_GRID_COLUMNS.flatMap((column) =>
    parts[column] === null || weights[column] === 0
      ? []
      : [`${figure(weights[column])}×${figure(parts[column])}`],
  );
  return {
    of: id ?? String(index + 1),
    rule: 'Σwz/Σw (ours)',
    formula: `(${terms.join(' + ')})/${figure(completeness)}`,
    result: figure(score),
  };
}
