import { beijingIso, DAY_MS, periodEnd, TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { listPoints, pointParameters, type RegisteredPoint } from '@tarim/registry/queries';
import { type RollupRow, rollupSeries } from '@tarim/telemetry/queries';
import type { AutomaticBeside, RollupKey, Span } from '../../contract.ts';
import type { JudgedValue } from '../domain/judge-task.ts';
import { automaticValues } from '../domain/origin.ts';
import { instantsOf } from '../domain/spans.ts';
import { monitoringErrors as E } from '../errors.ts';

export type Grain = 'day' | 'month';

/** A mean of a station in the shape in which results are judged. */
export interface AutomaticFigure {
  readonly key: RollupKey;
  /** `2026-10` */
  readonly month: string;
  /** Last day of what it is the mean of. */
  readonly day: string;
  readonly values: readonly JudgedValue[];
}

/** A station with its means of a time, oldest first, at the site that it stands for. */
export interface AutomaticStation {
  readonly point: RegisteredPoint;
  readonly home: RegisteredPoint;
  readonly figures: readonly AutomaticFigure[];
}

/** Media of which stations have means that a rule can judge; of noise a level of day and night is no mean of hours. */
const MEDIA: ReadonlySet<string> = new Set(['surface-water', 'drinking-water', 'groundwater']);
/** Days of a network for a year, months of it for ten. */
const MOST_ROLLUPS = 30_000;

/** Attribute of a station: the code of the site of manual monitoring at which it stands (自动站所在断面). */
const HOME = 'section';

/**
 * Means of automatic stations by the site that they stand for, from the rollups of telemetry: those with something that the
 * standard of the medium knows. @throws TarimError MONITORING_VIEW_TOO_LARGE
 */
export async function loadAutomatic(
  ctx: Context,
  span: Span,
  which: {
    readonly pointKind: string;
    readonly unitPath?: string | undefined;
    readonly homeIds?: readonly number[];
  },
  grain: Grain = 'month',
): Promise<AutomaticStation[]> {
  const { pointKind, unitPath, homeIds } = which;
  if (!MEDIA.has(pointKind)) return [];
  const all = await listPoints(ctx.db, { kind: pointKind, inactiveToo: true });
  const byCode = new Map(all.map((one) => [one.code, one]));
  const homeOf = (point: RegisteredPoint) => byCode.get(String(point.attributes[HOME] ?? '')) ?? point;
  const points = all.filter((point) => {
    const home = homeOf(point);
    return (
      (unitPath === undefined || home.unitPath.startsWith(unitPath)) &&
      (homeIds === undefined || homeIds.includes(home.id))
    );
  });
  if (points.length === 0) return [];
  const ids = points.map((one) => one.id);
  const { from, to } = instantsOf(span);
  const [rollups, parameters] = await Promise.all([
    rollupSeries(ctx.db, {
      pointIds: ids,
      period: grain,
      from: from.getTime(),
      to: to.getTime(),
      limit: MOST_ROLLUPS + 1,
    }),
    pointParameters(ctx.db, ids),
  ]);
  if (rollups.length > MOST_ROLLUPS) throw new TarimError(E.viewTooLarge, { most: MOST_ROLLUPS });
  const unitOf = new Map(parameters.map((one) => [`${one.pointId}|${one.code}`, one.unit]));
  const byPoint = Map.groupBy(rollups, (one) => one.pointId);
  return points.flatMap((point) => {
    const figures = (byPoint.get(point.id) ?? []).map((row) => figureOf(point, row, unitOf));
    return figures.some((one) => one.values.length > 0) ? [{ point, home: homeOf(point), figures }] : [];
  });
}

function figureOf(
  point: RegisteredPoint,
  row: RollupRow,
  unitOf: ReadonlyMap<string, string | null>,
): AutomaticFigure {
  const period = row.period === 'day' ? 'day' : 'month';
  const { values, leftOut } = automaticValues(
    point.kind,
    Object.values(row.values).map(({ code, mean, invalid }) => ({
      code,
      mean,
      invalid,
      unit: unitOf.get(`${point.id}|${code}`) ?? null,
    })),
  );
  const time = beijingIso(row.time);
  return {
    key: {
      pointId: point.id,
      name: point.name,
      period,
      time,
      items: values.map((one) => one.item),
      leftOut,
    },
    month: time.slice(0, 7),
    day: beijingIso(periodEnd(period, row.time) - DAY_MS).slice(0, 10),
    values,
  };
}

/** Means that have something to judge, as visits are. */
export const visitsOf = (stations: readonly AutomaticStation[]): JudgedValue[][] =>
  stations.flatMap(({ figures }) =>
    figures.flatMap(({ values }) => (values.length > 0 ? [[...values]] : [])),
  );

export const keysOf = (stations: readonly AutomaticStation[]): RollupKey[] =>
  stations.flatMap(({ figures }) => figures.map((one) => one.key));

/** What stands beside the signed results of a place. */
export function besideOf(
  stations: readonly AutomaticStation[],
  judged: Pick<AutomaticBeside, 'grade' | 'verdict' | 'exceeding'>,
): AutomaticBeside {
  const visits = visitsOf(stations);
  return {
    stations: stations.map(({ point }) => ({ pointId: point.id, name: point.name })),
    n: visits.length,
    ...judged,
    items: [...new Set(visits.flatMap((values) => values.map((one) => one.item)))],
  };
}
