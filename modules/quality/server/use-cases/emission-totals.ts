import { TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import type { RegisteredPoint } from '@tarim/registry/queries';
import { decimalSum } from '@tarim/science';
import { factorName } from '@tarim/standards';
import { rollupSeries } from '@tarim/telemetry/queries';
import type { EmissionRow } from '../../contract.ts';
import { isPollutant } from '../domain/amounts.ts';
import { monthOf, monthSpan } from '../domain/months.ts';
import { qualityErrors as E } from '../errors.ts';
import { pointsWithOperations } from '../sql/operations.ts';
import { signedTotals } from '../sql/reviews.ts';
import { type Tongue, visibleOutlets } from './access.ts';
import { reviewOf } from './review-of.ts';

type Period = 'month' | 'quarter' | 'year';
interface Part {
  readonly point: RegisteredPoint;
  readonly code: string;
  readonly month: string;
  readonly signed: boolean;
  readonly total: number;
  readonly measured: number;
  readonly unresolved: number;
}

/** Months of `2026-10`, `2026-Q4` or `2026`. @throws TarimError QUALITY_PERIOD_MISMATCH */
export function monthsOfPeriod(period: Period, of: string): string[] {
  const form = { month: /^\d{4}-\d\d$/, quarter: /^\d{4}-Q[1-4]$/, year: /^\d{4}$/ }[period];
  if (!form.test(of)) throw new TarimError(E.period, { of, period });
  if (period === 'month') return [of];
  const [year, quarter] = of.split('-Q');
  const first = period === 'quarter' ? (Number(quarter) - 1) * 3 + 1 : 1;
  return Array.from(
    { length: period === 'quarter' ? 3 : 12 },
    (_, index) => `${year}-${String(first + index).padStart(2, '0')}`,
  );
}

/**
 * Amounts by enterprise: official months as they were signed; months under review as reviewed so far; the others as telemetry sums
 * them. The three are told apart.
 */
export async function emissionTotals(
  ctx: Context,
  actor: Actor,
  query: { period: Period; of: string; unitPath?: string },
  tongue: Tongue,
): Promise<{ months: string[]; rows: EmissionRow[] }> {
  const now = ctx.clock.now();
  const months = monthsOfPeriod(query.period, query.of).filter((month) => monthSpan(month).start <= now);
  const points = await visibleOutlets(ctx, actor, query.unitPath);
  if (months.length === 0 || points.length === 0) return { months, rows: [] };
  const parts = await partsOf(ctx, points, months);
  const groups = new Map<string, Part[]>();
  for (const part of parts) {
    const key = `${part.point.enterpriseId ?? `p${part.point.id}`}/${part.code}`;
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return { months, rows: [...groups.values()].map((group) => rowOf(group, tongue)) };
}

async function partsOf(
  ctx: Context,
  points: readonly RegisteredPoint[],
  months: readonly string[],
): Promise<Part[]> {
  const ids = points.map((one) => one.id);
  const byId = new Map(points.map((one) => [one.id, one]));
  const from = monthSpan(months[0]!).start;
  const to = monthSpan(months.at(-1)!).end;
  const [official, rollups] = await Promise.all([
    signedTotals(ctx.db, { pointIds: ids, from: months[0]!, to: months.at(-1)! }),
    rollupSeries(ctx.db, { pointIds: ids, period: 'month', from, to, limit: ids.length * months.length }),
  ]);
  const parts: Part[] = [];
  const done = new Set<string>();
  for (const one of official) {
    done.add(`${one.pointId}/${one.month}`);
    for (const { code, total, measured, unresolved } of one.totals)
      parts.push({
        point: byId.get(one.pointId)!,
        code,
        month: one.month,
        signed: true,
        total,
        measured,
        unresolved,
      });
  }
  for (const month of months) {
    const { start, end } = monthSpan(month);
    for (const id of (await pointsWithOperations(ctx.db, ids, start, end)).keys()) {
      if (done.has(`${id}/${month}`)) continue;
      done.add(`${id}/${month}`);
      const { content } = await reviewOf(ctx, byId.get(id)!, month);
      for (const { code, total, measured, unresolved } of content.totals)
        parts.push({ point: byId.get(id)!, code, month, signed: false, total, measured, unresolved });
    }
  }
  for (const row of rollups) {
    const point = byId.get(row.pointId)!;
    const month = monthOf(row.time);
    if (done.has(`${row.pointId}/${month}`)) continue;
    for (const value of Object.values(row.values))
      if (value.total !== null && isPollutant(point.kind, value.code))
        parts.push({
          point,
          code: value.code,
          month,
          signed: false,
          total: value.total,
          measured: value.total,
          unresolved: value.omitted ?? 0,
        });
  }
  return parts;
}

function rowOf(group: readonly Part[], tongue: Tongue): EmissionRow {
  const { point, code } = group[0]!;
  const sumOf = (signed: boolean, field: 'total' | 'measured') =>
    decimalSum(group.filter((one) => one.signed === signed).map((one) => one[field]));
  return {
    enterpriseId: point.enterpriseId,
    enterpriseName: point.enterpriseName ?? point.name,
    unitPath: point.unitPath,
    code,
    name: factorName(code, tongue),
    outlets: new Set(group.map((one) => one.point.id)).size,
    months: group.length,
    signed: group.filter((one) => one.signed).length,
    signedTotal: sumOf(true, 'total'),
    signedMeasured: sumOf(true, 'measured'),
    provisionalTotal: sumOf(false, 'total'),
    provisionalMeasured: sumOf(false, 'measured'),
    total: decimalSum(group.map((one) => one.total)),
    unresolved: group.reduce((sum, one) => sum + Math.round(one.unresolved), 0),
    simulated: group.some((one) => one.point.simulated),
  };
}
