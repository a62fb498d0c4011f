import { beijingDate, HOUR_MS, periodStart } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { pointParameters } from '@tarim/registry/queries';
import { type RollupRow, type RollupValue, rollupSeries } from '@tarim/telemetry/queries';
import type { BaseCell, BaseSeries } from '../domain/series.ts';
import { type LocalTable, tableOn } from '../domain/tables.ts';

const LONG_AGO = Date.UTC(2000, 0, 1);
const NO_RECORD: BaseCell = { mean: null, total: null, state: 'missing', why: 'NO_RECORD' };
const NO_VALUE: BaseCell = { mean: null, total: null, state: 'missing', why: 'NO_VALUE' };
const STOPPED: BaseCell = { mean: null, total: null, state: 'stopped', why: 'FLAG_F' };
/** Reasons by which telemetry says that a value is not there, rather than bad. */
const ABSENT = new Set(['NO_VALUE']);
const FLAG = 'FLAG_';

/**
 * Hours of an outlet in [from, to) as telemetry rolled them up, from its first hour on and up to the last that is over. An hour
 * without a roll-up is missing: an outlet that reports owes every hour.
 */
export async function baseSeries(
  db: DbOrTx,
  pointId: number,
  span: { from: number; to: number },
  now: number,
  tables: readonly LocalTable[],
): Promise<BaseSeries> {
  return (await baseSeriesOf(db, [pointId], span, now, tables)).get(pointId)!;
}

/** The same of many outlets, in as many statements as of one. */
export async function baseSeriesOf(
  db: DbOrTx,
  pointIds: readonly number[],
  span: { from: number; to: number },
  now: number,
  tables: readonly LocalTable[],
): Promise<Map<number, BaseSeries>> {
  const to = Math.min(span.to, periodStart('hour', now));
  const [before, parameters, rows] = await Promise.all([
    // A month's roll-up is there when one of its hours is: who reported before owes the whole span.
    rollupSeries(db, { pointIds, period: 'month', from: LONG_AGO, to: periodStart('month', span.from) }),
    pointParameters(db, pointIds),
    rollupSeries(db, {
      pointIds,
      period: 'hour',
      from: span.from,
      to: Math.max(span.from, to),
      limit: Math.ceil((span.to - span.from) / HOUR_MS) * pointIds.length,
    }),
  ]);
  const earlier = new Set(before.map((row) => row.pointId));
  return new Map(
    pointIds.map((pointId) => {
      const own = rows.filter((row) => row.pointId === pointId);
      const registered = parameters.filter((one) => one.pointId === pointId).map((one) => one.code);
      const from = earlier.has(pointId) ? span.from : (own[0]?.time ?? to);
      return [pointId, seriesOf(own, registered, from, to, tables)];
    }),
  );
}

function seriesOf(
  rows: readonly RollupRow[],
  registered: readonly string[],
  from: number,
  to: number,
  tables: readonly LocalTable[],
): BaseSeries {
  if (from >= to) return { from, hours: 0, codes: registered, cells: emptyCells(registered) };
  const seen = new Set(rows.flatMap((row) => Object.keys(row.values)));
  const codes = [...new Set([...registered, ...[...seen].sort()])];
  const hours = (to - from) / HOUR_MS;
  const cells: Record<string, BaseCell[]> = {};
  for (const code of codes) cells[code] = new Array<BaseCell>(hours).fill(NO_RECORD);
  const flagsOn = new Map<string, ReturnType<typeof tableOn>['rows']>();
  for (const row of rows) {
    const index = (row.time - from) / HOUR_MS;
    const date = beijingDate(row.time);
    const flags = flagsOn.get(date) ?? tableOn(tables, 'device-flags', date).rows;
    flagsOn.set(date, flags);
    for (const code of codes) cells[code]![index] = cellOf(row, row.values[code], flags);
  }
  return { from, hours, codes, cells };
}

const emptyCells = (codes: readonly string[]) =>
  Object.fromEntries(codes.map((code) => [code, [] as BaseCell[]]));

function cellOf(
  row: RollupRow,
  value: RollupValue | undefined,
  flags: readonly Readonly<Record<string, string | number>>[],
): BaseCell {
  if (!value) return row.expected > 0 && row.stopped >= row.expected ? STOPPED : NO_VALUE;
  const { mean, total, invalid } = value;
  if (invalid === null || invalid === 'NO_FLOW')
    return { mean, total: invalid === null ? total : 0, state: 'valid', why: invalid };
  if (ABSENT.has(invalid)) return { mean, total, state: 'missing', why: invalid };
  if (!invalid.startsWith(FLAG)) return { mean, total, state: 'invalid', why: invalid };
  const effect = flags.find((one) => one.flag === invalid.slice(FLAG.length))?.effect;
  const state =
    effect === 'stopped' || effect === 'out-of-control'
      ? effect
      : effect === 'none' || effect === 'exempt'
        ? 'valid'
        : 'invalid';
  return { mean, total, state, why: invalid };
}
