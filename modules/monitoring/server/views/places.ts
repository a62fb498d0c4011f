import { TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import type { RegisteredPoint } from '@tarim/registry/queries';
import type { Origin, Span, Standing } from '../../contract.ts';
import type { JudgedValue } from '../domain/judge-task.ts';
import { mergedVisits, standingOf } from '../domain/origin.ts';
import { monthsIn } from '../domain/spans.ts';
import { monitoringErrors as E } from '../errors.ts';
import type { SignedRow } from '../sql/views.ts';
import { type AutomaticStation, loadAutomatic, visitsOf } from './automatic.ts';
import { loadSites, MOST_MONTHS, placeOf } from './load.ts';

/** A site with its signed results and the means of its automatic stations in a time. */
export interface Place {
  readonly point: RegisteredPoint;
  readonly rows: readonly SignedRow[];
  readonly stations: readonly AutomaticStation[];
  /** What stands first. */
  readonly standing: Standing;
}

/** Sites of a medium in a time by what is asked for, in the order of their ids. @throws TarimError as `loadSites` */
export async function loadPlaces(
  ctx: Context,
  span: Span,
  which: {
    readonly pointKind: string;
    readonly unitPath?: string | undefined;
    readonly pointIds?: readonly number[];
  },
  origin: Origin,
): Promise<Place[]> {
  const { pointKind, unitPath, pointIds } = which;
  if (monthsIn(span) < 1 || monthsIn(span) > MOST_MONTHS)
    throw new TarimError(E.spanWrong, { from: span.from, to: span.to, most: MOST_MONTHS });
  const [sites, stations] = await Promise.all([
    origin === 'automatic' ? [] : loadSites(ctx, span, { pointKind, unitPath, pointIds }),
    origin === 'manual'
      ? []
      : loadAutomatic(ctx, span, { pointKind, unitPath, ...(pointIds ? { homeIds: pointIds } : {}) }),
  ]);
  const rowsOf = new Map(sites.map((one) => [one.point.id, one.rows]));
  const stationsOf = Map.groupBy(stations, (one) => one.home.id);
  const points = new Map(
    [...sites.map((one) => one.point), ...stations.map((one) => one.home)].map((one) => [one.id, one]),
  );
  return [...points.values()]
    .toSorted((a, b) => a.id - b.id)
    .flatMap((point) => {
      const rows = rowsOf.get(point.id) ?? [];
      const own = stationsOf.get(point.id) ?? [];
      const standing = standingOf(origin, rows.length, own.length);
      return standing === null ? [] : [{ point, rows, stations: own, standing }];
    });
}

const manualOf = ({ rows }: Place) => rows.map((one) => one.values);

/** What a place is judged by, as visits. */
export function visitsBy(place: Place, standing: Standing): ReadonlyArray<readonly JudgedValue[]> {
  if (standing === 'manual') return manualOf(place);
  const automatic = visitsOf(place.stations);
  return standing === 'automatic' ? automatic : mergedVisits(manualOf(place), automatic);
}

/** Whether automatic means stand beside what is judged: they are there and have not entered. */
export const hasBeside = ({ standing, stations }: Place) => standing === 'manual' && stations.length > 0;

/** What of a place stands in every list. */
export const placeIn = (place: Place) => {
  const told = placeOf(place);
  return { ...told, simulated: told.simulated || place.stations.some((one) => one.point.simulated) };
};

export function originsOf(places: readonly Pick<Place, 'standing'>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { standing } of places) counts[standing] = (counts[standing] ?? 0) + 1;
  return counts;
}
