import { beijingDate, TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { pointsByIds, type RegisteredPoint } from '@tarim/registry/queries';
import type { Span } from '../../contract.ts';
import { instantsOf, monthsIn } from '../domain/spans.ts';
import { monitoringErrors as E } from '../errors.ts';
import { type SignedFilter, type SignedRow, signedRows } from '../sql/views.ts';

/** Years of a whole network, and what a page can still show. */
export const MOST_MONTHS = 120;
const MOST_RESULTS = 20_000;

/** A site with its signed results of a time, oldest first. */
export interface SiteResults {
  readonly point: RegisteredPoint;
  readonly rows: readonly SignedRow[];
}

/** @throws TarimError MONITORING_SPAN_WRONG, MONITORING_VIEW_TOO_LARGE */
export async function loadSites(
  ctx: Context,
  span: Span,
  which: Pick<SignedFilter, 'pointKind' | 'unitPath' | 'pointIds'>,
): Promise<SiteResults[]> {
  const months = monthsIn(span);
  if (months < 1 || months > MOST_MONTHS)
    throw new TarimError(E.spanWrong, { from: span.from, to: span.to, most: MOST_MONTHS });
  const rows = await signedRows(ctx.db, { ...which, ...instantsOf(span), limit: MOST_RESULTS + 1 });
  if (rows.length > MOST_RESULTS) throw new TarimError(E.viewTooLarge, { most: MOST_RESULTS });
  const bySite = Map.groupBy(rows, (one) => one.pointId);
  // A site that has left service keeps its results.
  const points = await pointsByIds(ctx.db, [...bySite.keys()]);
  return points.map((point) => ({ point, rows: bySite.get(point.id)! }));
}

export const monthOf = (row: Pick<SignedRow, 'sampledAt'>) =>
  beijingDate(row.sampledAt.getTime()).slice(0, 7);

/** What of a site stands in every list. */
export function placeOf({ point, rows }: SiteResults) {
  const { id, name, unitPath, lon, lat } = point;
  return {
    pointId: id,
    name,
    unitPath,
    lon,
    lat,
    simulated: point.simulated || rows.some((one) => one.simulated),
  };
}

/** An attribute of a site that is a text with something in it. */
export function textOf(point: RegisteredPoint, name: string): string | null {
  const value = point.attributes[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

export function numberOf(point: RegisteredPoint, name: string): number | null {
  const value = point.attributes[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
