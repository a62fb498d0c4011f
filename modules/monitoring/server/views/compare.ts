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
import { type AutomaticStation, loadAutomatic } from './automatic.ts';
import { loadSites, monthOf, type SiteResults } from './load.ts';
import { itemsOf, placeOfPoint } from './site-history.ts';

/** Monthly means of items at sites, side by side. @throws TarimError MONITORING_COMPARE_TOO_MUCH, MONITORING_SITE_UNKNOWN */
export async function compareSites(
  ctx: Context,
  { from, to, sites, items, origin = 'both' }: Static<NonNullable<typeof route.query>>,
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
  const signed = await loadSites(ctx, span, { pointIds: ids });
  const found = origin === 'automatic' ? [] : signed;
  const kinds = [...new Set(points.map((one) => one.kind))];
  const stations =
    origin === 'manual'
      ? []
      : (
          await Promise.all(kinds.map((pointKind) => loadAutomatic(ctx, span, { pointKind, homeIds: ids })))
        ).flat();
  const available = availableItems(found, stations);
  return {
    span,
    // In the order in which they were chosen.
    sites: ids.map((id) => placeOfPoint(points.find((one) => one.id === id)!)),
    available,
    series: asked.flatMap((item) => {
      const unit = available.find((one) => one.item === item)?.unit;
      return unit === undefined
        ? []
        : ids.flatMap((id) => [
            ...seriesOf(found, id, item, unit),
            ...automaticSeries(stations, id, item, unit),
          ]);
    }),
  };
}

/** Items with how many of the sites have them, those of most sites first. */
function availableItems(
  found: readonly SiteResults[],
  stations: readonly AutomaticStation[],
): CompareAnswer['available'] {
  const bySite = Map.groupBy(
    [
      ...found.map(({ point, rows }) => ({ point, values: rows.flatMap((one) => one.values) })),
      ...stations.map(({ home, figures }) => ({
        point: home,
        values: figures.flatMap((one) => one.values),
      })),
    ],
    (one) => one.point.id,
  );
  const all = [...bySite.values()].flatMap((list) => itemsOf(list[0]!.point.kind, list));
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
    ...(same.length > 0
      ? [{ pointId, item, unit, origin: 'manual' as const, months: signedMonths(same) }]
      : []),
    ...[...foreign].map(([other, list]) => ({
      pointId,
      item,
      unit: other,
      origin: 'manual' as const,
      months: signedMonths(list.map(({ month, one }) => ({ month, ...one }))),
    })),
  ];
}

const signedMonths = (values: Parameters<typeof monthMeans>[0]) =>
  monthMeans(values).map((one) => ({ ...one, station: null }));

/** A curve for each automatic station of the site; what cannot be told in the unit is not drawn. */
function automaticSeries(
  stations: readonly AutomaticStation[],
  pointId: number,
  item: string,
  unit: string,
): CompareAnswer['series'] {
  return stations
    .filter((one) => one.home.id === pointId)
    .flatMap(({ point, figures }) => {
      const months = figures.flatMap(({ month, values }) => {
        const one = values.find((each) => each.item === item);
        const told = one ? inUnit(one, unit) : null;
        return told === null || told.value === null
          ? []
          : [{ month, value: told.value, below: false, n: 1, station: point.id }];
      });
      return months.length > 0 ? [{ pointId, item, unit, origin: 'automatic' as const, months }] : [];
    });
}
