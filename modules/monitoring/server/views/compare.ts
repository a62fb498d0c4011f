import { TarimError } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import {
  COMPARE_BOUNDS,
  type CompareAnswer,
  ITEM_SEPARATOR,
  type compareSites as route,
} from '../../contract.ts';
import { inUnit, monthMeans } from '../domain/series.ts';
import { monitoringErrors as E } from '../errors.ts';
import { loadSites, monthOf, type SiteResults } from './load.ts';
import { itemsOf, placeOfPoint } from './site-history.ts';

/** Monthly means of items at sites, side by side. @throws TarimError MONITORING_COMPARE_TOO_MUCH, MONITORING_SITE_UNKNOWN */
export async function compareSites(
  ctx: Context,
  { from, to, sites, items }: Static<NonNullable<typeof route.query>>,
): Promise<CompareAnswer> {
  const ids = [...new Set(sites.split(',').map(Number))];
  const asked = [...new Set((items ?? '').split(ITEM_SEPARATOR).map((one) => one.trim()))].filter(Boolean);
  if (ids.length > COMPARE_BOUNDS.sites || asked.length > COMPARE_BOUNDS.items)
    throw new TarimError(E.compareTooMuch, {
      sites: COMPARE_BOUNDS.sites,
      items: COMPARE_BOUNDS.items,
      gotSites: ids.length,
      gotItems: asked.length,
    });
  const points = await pointsByIds(ctx.db, ids);
  const unknown = ids.filter((id) => !points.some((one) => one.id === id));
  if (unknown.length > 0) throw new TarimError(E.siteUnknown, { ids: unknown.join('、') });
  const span = { from, to };
  const found = await loadSites(ctx, span, { pointIds: ids });
  const available = availableItems(found);
  return {
    span,
    // In the order in which they were chosen.
    sites: ids.map((id) => placeOfPoint(points.find((one) => one.id === id)!)),
    available,
    series: asked.flatMap((item) => {
      const unit = available.find((one) => one.item === item)?.unit;
      return unit === undefined ? [] : ids.flatMap((id) => seriesOf(found, id, item, unit));
    }),
  };
}

/** Items with how many of the sites have them, those of most sites first. */
function availableItems(found: readonly SiteResults[]): CompareAnswer['available'] {
  const all = found.flatMap(({ point, rows }) => itemsOf(point.kind, rows));
  return [...Map.groupBy(all, (one) => one.item)]
    .map(([item, list]) => ({ item, unit: list[0]!.unit, sites: list.length }))
    .toSorted((a, b) => b.sites - a.sites);
}

/** One curve; where a site tells an item in another kind of unit it is a curve of its own. */
function seriesOf(
  found: readonly SiteResults[],
  pointId: number,
  item: string,
  unit: string,
): CompareAnswer['series'] {
  const rows = found.find((one) => one.point.id === pointId)?.rows ?? [];
  const values = rows.flatMap((row) =>
    row.values.filter((one) => one.item === item).map((one) => ({ month: monthOf(row), one })),
  );
  const told = values.map(({ month, one }) => ({ month, one, same: inUnit(one, unit) }));
  const same = told.flatMap(({ month, same: value }) => (value ? [{ month, ...value }] : []));
  const foreign = Map.groupBy(
    told.filter((one) => one.same === null),
    ({ one }) => one.unit,
  );
  return [
    ...(same.length > 0 ? [{ pointId, item, unit, months: monthMeans(same) }] : []),
    ...[...foreign].map(([other, list]) => ({
      pointId,
      item,
      unit: other,
      months: monthMeans(list.map(({ month, one }) => ({ month, ...one }))),
    })),
  ];
}
