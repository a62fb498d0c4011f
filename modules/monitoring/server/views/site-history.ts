import { beijingIso, TarimError } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { pointsByIds, type RegisteredPoint } from '@tarim/registry/queries';
import type { getSiteHistory as route, SiteHistory } from '../../contract.ts';
import { itemLimits } from '../domain/item-limits.ts';
import { itemSets, monitoredItem } from '../domain/items.ts';
import type { JudgedValue } from '../domain/judge-task.ts';
import { inUnit, monthMeans } from '../domain/series.ts';
import { type SiteTrend, siteTrends } from '../domain/site-trend.ts';
import { monthsIn } from '../domain/spans.ts';
import { monitoringErrors as E } from '../errors.ts';
import type { SignedRow } from '../sql/views.ts';
import { type AutomaticStation, loadAutomatic } from './automatic.ts';
import { findingOut, type Tongue } from './finding-out.ts';
import { loadSites, monthOf } from './load.ts';

/** A year of days and the month that is compared with. */
const MOST_DAYS_OF = 13;

type Query = Static<NonNullable<typeof route.query>>;

export const placeOfPoint = ({ id, code, name, kind, unitPath, simulated }: RegisteredPoint) => ({
  pointId: id,
  code,
  name,
  kind,
  unitPath,
  simulated,
});

/** A site's signed results of an item over time, the limits they are seen against, and whether they rise or fall. */
export async function siteHistory(
  ctx: Context,
  id: number,
  { from, to, item: asked, origin = 'both', grain = 'month' }: Query,
  tongue: Tongue,
): Promise<SiteHistory> {
  const [point] = await pointsByIds(ctx.db, [id]);
  if (!point) throw new TarimError(E.siteUnknown, { ids: String(id) });
  const span = { from, to };
  if (grain === 'day' && monthsIn(span) > MOST_DAYS_OF)
    throw new TarimError(E.spanWrong, { from, to, most: MOST_DAYS_OF });
  const signed = await loadSites(ctx, span, { pointIds: [id] });
  const stations =
    origin === 'manual'
      ? []
      : await loadAutomatic(ctx, span, { pointKind: point.kind, homeIds: [id] }, grain);
  const rows = origin === 'automatic' ? [] : signed.flatMap((one) => one.rows);
  const items = itemsOf(point.kind, [...rows, ...stations.flatMap((one) => one.figures)]);
  const known = asked === undefined ? null : (monitoredItem(point.kind, asked)?.item ?? asked);
  const item = known ?? worstOf(rows) ?? items[0]?.item ?? null;
  const unit = items.find((one) => one.item === item)?.unit ?? '';
  const all = rows.flatMap((row) =>
    row.values.filter((one) => one.item === item).map((one) => ({ row, told: inUnit(one, unit) })),
  );
  const values = all.flatMap(({ row, told }) =>
    told === null
      ? []
      : [
          {
            taskId: row.taskId,
            month: monthOf(row),
            sampledAt: beijingIso(row.sampledAt.getTime()),
            ...told,
          },
        ],
  );
  const automatic = automaticOf(stations, item, unit);
  const trendsOf = values.length > 0 || automatic.length === 0 ? 'manual' : 'automatic';
  const means = trendsOf === 'manual' ? values : automatic.map((one) => ({ ...one, detectionLimit: null }));
  const limits = item === null ? { standard: null, lines: [] } : itemLimits(point, item, pHOf(rows));
  return {
    site: placeOfPoint(point),
    span,
    items,
    item,
    unit,
    values: values.map(({ month: _, ...one }) => one),
    automatic: automatic.map(({ month: _, ...one }) => one),
    grain,
    stations: stations.map((one) => ({ pointId: one.point.id, name: one.point.name })),
    trendsOf,
    leftOut: all.length - values.length,
    limits: limits.lines.map((one) => ({ ...one })),
    standard: limits.standard,
    trends: siteTrends(monthMeans(means), span).map((one) => trendOut(one, point.kind, tongue)),
    visits: rows.toReversed().map(({ taskId, code, sampledAt, grade, verdict, exceeding, simulated }) => ({
      taskId,
      code,
      sampledAt: beijingIso(sampledAt.getTime()),
      grade,
      verdict,
      exceeding,
      simulated,
    })),
  };
}

/** Valid means of an item in the order of time, in the unit in which the site's values are told. */
function automaticOf(stations: readonly AutomaticStation[], item: string | null, unit: string) {
  return stations
    .flatMap(({ figures }) =>
      figures.flatMap(({ key, month, values }) => {
        const one = values.find((each) => each.item === item);
        const told = one ? inUnit(one, unit) : null;
        return told?.value === null || told === null
          ? []
          : [{ pointId: key.pointId, period: key.period, time: key.time, month, value: told.value }];
      }),
    )
    .toSorted((a, b) => a.time.localeCompare(b.time));
}

/** Items that were found or sought, in the order of the standard; the unit is that of the newest value. */
export function itemsOf(
  kind: string,
  rows: ReadonlyArray<Pick<SignedRow, 'values'> | { readonly values: readonly JudgedValue[] }>,
): { item: string; unit: string; n: number }[] {
  const found = new Map<string, { item: string; unit: string; n: number }>();
  for (const { item, unit } of rows.flatMap((one) => one.values))
    found.set(item, { item, unit, n: (found.get(item)?.n ?? 0) + 1 });
  const order = itemSets()
    .filter((one) => one.pointKind === kind)
    .flatMap((one) => one.items.map((each) => each.item));
  const place = (item: string) => (order.includes(item) ? order.indexOf(item) : order.length);
  return [...found.values()].toSorted((a, b) => place(a.item) - place(b.item));
}

/** What exceeded most often: what one would look at first. */
function worstOf(rows: readonly SignedRow[]): string | null {
  const times = Map.groupBy(
    rows.flatMap((one) => one.exceeding),
    (one) => one.item,
  );
  const [worst] = [...times].toSorted(([, a], [, b]) => b.length - a.length);
  return worst?.[0] ?? null;
}

/** Limits of soil go by its newest pH. */
const pHOf = (rows: readonly SignedRow[]) =>
  rows.flatMap((one) => one.values.filter((value) => value.item === 'pH')).at(-1)?.value ?? null;

function trendOut({ basis, result }: SiteTrend, kind: string, tongue: Tongue): SiteHistory['trends'][number] {
  const { n, verdict, spearman, mannKendall, sen, seasonal } = result;
  return {
    basis,
    n,
    verdict,
    slope: (seasonal ? seasonal.sen : sen)?.slope ?? null,
    p: (seasonal ?? mannKendall)?.p ?? null,
    rs: spearman?.rs ?? null,
    finding: findingOut(result, kind, tongue),
  };
}
