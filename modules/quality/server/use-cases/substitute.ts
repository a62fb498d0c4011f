import { DAY_MS, periodEnd, periodStart, TarimError } from '@tarim/kernel';
import type { Context, DbOrTx } from '@tarim/platform';
import { pointParameters, type RegisteredPoint } from '@tarim/registry/queries';
import { evaluateSubstitution, quarterOf, quarterSpan, type SubstitutionRule } from '@tarim/science';
import type { GasSubstitutionRow, WaterSubstitutionRow } from '@tarim/standards';
import { fold } from '../domain/fold.ts';
import { monthOf } from '../domain/months.ts';
import type { OperationDetail, SubstituteValue } from '../domain/series.ts';
import { tableOn } from '../domain/tables.ts';
import { qualityErrors as E } from '../errors.ts';
import { operationsOf } from '../sql/operations.ts';
import { localTables } from '../sql/tables.ts';
import { baseSeries } from './base-series.ts';
import { amountsOf, pollutantsOf, waterShare } from './review-of.ts';

/** Far enough for 2160 valid hours, or 30 valid days before the last check, of an outlet that often stands still. */
const HISTORY_MS = 200 * DAY_MS;

/**
 * What stands in for the amounts of a span that do not count, worked out by the table in force on its first day and kept in the
 * operation: replaying it later gives the same, whatever arrived meanwhile.
 * @throws TarimError QUALITY_NOTHING_TO_SUBSTITUTE
 */
export async function substitutionOf(
  ctx: Context,
  db: DbOrTx,
  point: RegisteredPoint,
  codes: readonly string[],
  span: { from: number; to: number },
): Promise<OperationDetail> {
  const water = point.kind === 'outlet-water';
  const from = water ? periodStart('day', span.from) : span.from;
  const to = water ? periodEnd('day', span.to - 1) : span.to;
  const tables = await localTables(db);
  const begin = quarterSpan(quarterOf(from)).start - HISTORY_MS;
  const end = quarterSpan(quarterOf(to - 1)).end;
  const base = await baseSeries(db, point.id, { from: begin, to: end }, ctx.clock.now(), tables);
  const series = fold(base, await operationsOf(db, [point.id]));
  const month = monthOf(from);
  const table = tableOn(tables, water ? 'water-substitution' : 'gas-substitution', `${month}-01`);
  const rule = table as unknown as SubstitutionRule<GasSubstitutionRow & WaterSubstitutionRow>;
  const wanted = codes.length === 0 ? pollutantsOf(point, series) : codes;
  const values: SubstituteValue[] = [];
  for (const code of wanted) {
    const amounts = amountsOf(point, series, code, waterShare(tables, month));
    const result = evaluateSubstitution({
      medium: water ? 'water' : 'air',
      amounts: amounts.map(({ time, state, kg }) => ({ time, state, kg })),
      from,
      to,
      passed: series.passed,
      gas: rule,
      water: rule,
    });
    for (const { time, kg, alpha, origin, problem } of result.values)
      values.push({ time, code, kg, alpha, origin, problem });
  }
  if (values.length === 0) throw new TarimError(E.nothingToDo);
  return { kind: 'substitute', rule: table.version, period: water ? 'day' : 'hour', values };
}

/** @throws TarimError QUALITY_FACTOR_UNKNOWN */
export async function knownCodes(
  db: DbOrTx,
  point: RegisteredPoint,
  codes: readonly string[],
): Promise<readonly string[]> {
  if (codes.length === 0) return codes;
  const known = new Set((await pointParameters(db, [point.id])).map((one) => one.code));
  const strange = codes.find((code) => !known.has(code));
  if (strange !== undefined) throw new TarimError(E.factorUnknown, { code: strange });
  return [...new Set(codes)];
}
