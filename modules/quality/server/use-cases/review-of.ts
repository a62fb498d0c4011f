import { beijingDate, TarimError } from '@tarim/kernel';
import type { Context, DbOrTx } from '@tarim/platform';
import type { RegisteredPoint } from '@tarim/registry/queries';
import { captureRate, quarterOf, quarterSpan } from '@tarim/science';
import { type Counted, dayAmounts, hourAmounts, isPollutant, totalOf } from '../domain/amounts.ts';
import { type Content, columnsOf, daysOf, hashOf } from '../domain/content.ts';
import { fold } from '../domain/fold.ts';
import { monthSpan } from '../domain/months.ts';
import type { BaseSeries, ReviewedSeries } from '../domain/series.ts';
import { type LocalTable, type TableInForce, tableOn } from '../domain/tables.ts';
import { qualityErrors as E } from '../errors.ts';
import { operationsOf, type StoredOperation } from '../sql/operations.ts';
import { localTables } from '../sql/tables.ts';
import { baseSeries } from './base-series.ts';

/** The review of a month as computed from records and operations; of its quarter, too, because α is. */
export interface Review {
  readonly point: RegisteredPoint;
  readonly month: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly tables: readonly LocalTable[];
  readonly base: BaseSeries;
  readonly operations: readonly StoredOperation[];
  /** Of the quarter so far. */
  readonly series: ReviewedSeries;
  readonly raw: ReviewedSeries;
  readonly content: Content;
  readonly hash: string;
  readonly rules: readonly TableInForce[];
}

/** @throws TarimError QUALITY_MONTH_AHEAD */
export async function reviewOf(
  ctx: Context,
  point: RegisteredPoint,
  month: string,
  seq = Infinity,
  db: DbOrTx = ctx.db,
): Promise<Review> {
  const span = monthSpan(month);
  const now = ctx.clock.now();
  if (span.start > now) throw new TarimError(E.monthAhead, { month });
  const tables = await localTables(db);
  const quarter = quarterSpan(quarterOf(span.start));
  const [base, operations] = await Promise.all([
    baseSeries(db, point.id, { from: quarter.start, to: quarter.end }, now, tables),
    operationsOf(db, [point.id]),
  ]);
  const series = fold(base, operations, seq);
  const rules = rulesOf(point.kind, month, tables);
  const content = contentOfSeries(point, month, series, rules, tables);
  return {
    point,
    month,
    span,
    tables,
    base,
    operations,
    series,
    raw: fold(base, []),
    content,
    hash: hashOf(content),
    rules,
  };
}

export const pollutantsOf = (point: RegisteredPoint, series: ReviewedSeries): string[] =>
  series.codes.filter((code) => isPollutant(point.kind, code));

export function waterShare(tables: readonly LocalTable[], month: string): number {
  return Number(tableOn(tables, 'water-substitution', `${month}-01`).rows[0]?.validShare ?? 75);
}

/** Amounts of a factor in the period that its rule goes by: hours of flue gas, days of wastewater. */
export function amountsOf(
  point: Pick<RegisteredPoint, 'kind'>,
  series: ReviewedSeries,
  code: string,
  share: number,
): Counted[] {
  return point.kind === 'outlet-water' ? dayAmounts(series, code, share) : hourAmounts(series, code);
}

function rulesOf(kind: string, month: string, tables: readonly LocalTable[]): TableInForce[] {
  const keys =
    kind === 'outlet-water'
      ? (['water-substitution', 'device-flags'] as const)
      : (['gas-substitution', 'device-flags'] as const);
  return keys.map((key) => tableOn(tables, key, `${month}-01`));
}

function contentOfSeries(
  point: RegisteredPoint,
  month: string,
  series: ReviewedSeries,
  rules: readonly TableInForce[],
  tables: readonly LocalTable[],
): Content {
  const { start, end } = monthSpan(month);
  // A month before the first record has no hours.
  const from = series.from >= end ? start : Math.max(start, series.from);
  const share = waterShare(tables, month);
  const columns = columnsOf(series, from, end);
  const codes = pollutantsOf(point, series);
  const inside = (one: Counted) => one.time >= start && one.time < end;
  return {
    pointId: point.id,
    month,
    seq: series.seq,
    from,
    hours: columns[0]?.state.length ?? 0,
    rules: rules.map((one) => one.version),
    columns,
    days:
      point.kind === 'outlet-water'
        ? codes.flatMap((code) => daysOf(code, dayAmounts(series, code, share).filter(inside)))
        : [],
    totals: codes.map((code) => totalOf(code, amountsOf(point, series, code, share), start, end)),
  };
}

/** α of the quarter so far, by factor; hours of amounts for both media. */
export function alphaOf(series: ReviewedSeries, code: string): number | null {
  const amounts = hourAmounts(series, code);
  return captureRate('', amounts).alpha;
}

export const dateOf = (ms: number): string => beijingDate(ms);
