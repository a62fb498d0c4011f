import { createHash } from 'node:crypto';
import { HOUR_MS } from '@tarim/kernel';
import type { Counted, Total } from './amounts.ts';
import type { Cell, ReviewedSeries } from './series.ts';

/** One letter a state and an origin: months of hours are kept and sent. */
export const STATE_LETTERS = {
  valid: 'V',
  stopped: 'S',
  invalid: 'I',
  missing: 'M',
  'out-of-control': 'O',
} as const;
export const ORIGIN_LETTERS = { measured: 'm', corrected: 'c', substituted: 's', none: '-' } as const;

export interface ContentColumn {
  readonly code: string;
  readonly mean: readonly (number | null)[];
  readonly total: readonly (number | null)[];
  /** kg that stand in. */
  readonly substitute: readonly (number | null)[];
  readonly state: string;
  readonly origin: string;
}

export interface ContentDay {
  readonly code: string;
  readonly time: number;
  readonly state: string;
  readonly kg: number | null;
  readonly substitute: number | null;
}

/** What a signature stands for: the reviewed values and totals of a month. */
export interface Content {
  readonly pointId: number;
  readonly month: string;
  readonly seq: number;
  readonly from: number;
  readonly hours: number;
  /** Versions of the tables that took part. */
  readonly rules: readonly string[];
  readonly columns: readonly ContentColumn[];
  readonly days: readonly ContentDay[];
  readonly totals: readonly Total[];
}

export function columnsOf(series: ReviewedSeries, from: number, to: number): ContentColumn[] {
  const first = Math.max(0, (from - series.from) / HOUR_MS);
  const end = Math.min(series.hours, (to - series.from) / HOUR_MS);
  return series.codes.map((code) => {
    const cells = series.cells[code]!.slice(first, Math.max(first, end));
    return {
      code,
      mean: cells.map((one) => one.mean),
      total: cells.map((one) => one.total),
      substitute: cells.map(standIn),
      state: cells.map((one) => STATE_LETTERS[one.state]).join(''),
      origin: cells.map((one) => ORIGIN_LETTERS[one.origin]).join(''),
    };
  });
}

const standIn = (cell: Cell): number | null =>
  cell.origin === 'substituted' ? (cell.substitute?.kg ?? null) : null;

export const daysOf = (code: string, amounts: readonly Counted[]): ContentDay[] =>
  amounts.map((one) => ({
    code,
    time: one.time,
    state: STATE_LETTERS[one.state],
    kg: one.kg,
    substitute: one.state === 'valid' || one.state === 'stopped' ? null : (one.substitute?.kg ?? null),
  }));

/** SHA-256 of the content; keys stand in a fixed order, because content is made in one place. */
export function hashOf(content: Content): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

export interface Difference {
  readonly time: number;
  readonly code: string;
  readonly a: DifferenceSide;
  readonly b: DifferenceSide;
}
export interface DifferenceSide {
  readonly mean: number | null;
  readonly total: number | null;
  readonly substitute: number | null;
  readonly state: string;
  readonly origin: string;
}
const NOTHING: DifferenceSide = { mean: null, total: null, substitute: null, state: 'M', origin: '-' };

/** Hours in which two contents of a month differ, in time order. */
export function differences(
  a: Pick<Content, 'columns' | 'from'>,
  b: Pick<Content, 'columns' | 'from'>,
): Difference[] {
  const found: Difference[] = [];
  const codes = new Set([...a.columns, ...b.columns].map((one) => one.code));
  for (const code of codes) {
    const [left, right] = [a, b].map((one) => one.columns.find((column) => column.code === code));
    const hours = Math.max(left?.mean.length ?? 0, right?.mean.length ?? 0);
    for (let index = 0; index < hours; index++) {
      const [x, y] = [sideAt(left, index), sideAt(right, index)];
      if (JSON.stringify(x) !== JSON.stringify(y))
        found.push({ time: a.from + index * HOUR_MS, code, a: x, b: y });
    }
  }
  return found.sort((x, y) => x.time - y.time || (x.code < y.code ? -1 : 1));
}

function sideAt(column: ContentColumn | undefined, index: number): DifferenceSide {
  if (!column || index >= column.mean.length) return NOTHING;
  return {
    mean: column.mean[index] ?? null,
    total: column.total[index] ?? null,
    substitute: column.substitute[index] ?? null,
    state: column.state[index]!,
    origin: column.origin[index]!,
  };
}
