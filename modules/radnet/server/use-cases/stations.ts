import { beijingIso, DAY_MS, HOUR_MS, periodStart, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import { listPoints, pointsByIds, type RegisteredPoint } from '@tarim/registry/queries';
import { RADIATION_MONITORING, ruleVersion } from '@tarim/standards';
import type { EnteredBackground, Station, StationDetail } from '../../contract.ts';
import { availabilityOf } from '../domain/availability.ts';
import { radnetErrors as E } from '../errors.ts';
import { type BackgroundRow, backgroundsOf, insertBackground } from '../sql/backgrounds.ts';
import { openCounts } from '../sql/findings.ts';
import { judgedSpans, judgementsBetween, latestJudgements } from '../sql/judgements.ts';
import { shownHour } from './present.ts';

export const LONGEST_DAYS = 92;
const USUAL_MS = 7 * DAY_MS;
const AVAILABLE_MS = 30 * DAY_MS;

export async function listStations(ctx: Context, unit?: string): Promise<{ stations: Station[] }> {
  const points = await listPoints(ctx.db, {
    kind: 'radiation',
    ...(unit === undefined ? {} : { unitPathPrefix: unit }),
  });
  return { stations: await stationsOf(ctx, points) };
}

/** Stations with how they stand. */
export async function stationsOf(ctx: Context, points: readonly RegisteredPoint[]): Promise<Station[]> {
  const ids = points.map(({ id }) => id);
  const to = periodStart('hour', ctx.clock.now());
  const from = to - AVAILABLE_MS;
  const [latest, hours, spans, open] = await Promise.all([
    latestJudgements(ctx.db, ids),
    judgementsBetween(ctx.db, ids, from, to),
    judgedSpans(ctx.db, ids),
    openCounts(ctx.db, ids),
  ]);
  const newest = new Map(latest.map((row) => [row.pointId, row]));
  const byPoint = Map.groupBy(hours, ({ pointId }) => pointId);
  return points.map((point): Station => {
    const row = newest.get(point.id);
    const span = spans.get(point.id);
    // The hour that ended last may not be judged yet: it is no outage.
    const until = span && to - span.last <= 2 * HOUR_MS ? span.last + HOUR_MS : to;
    const begins = span ? Math.max(from, span.first) : until;
    return {
      id: point.id,
      code: point.code,
      name: point.name,
      unitPath: point.unitPath,
      level: point.controlLevel,
      body: point.responsibleBody,
      lon: point.lon,
      lat: point.lat,
      public: point.public,
      simulated: point.simulated,
      latest: row ? shownHour(row) : null,
      availability: availabilityOf(byPoint.get(point.id) ?? [], begins, until),
      open: open.get(point.id) ?? 0,
    };
  });
}

/** @throws TarimError RADNET_STATION_UNKNOWN */
export async function requireStation(ctx: Context, id: number): Promise<RegisteredPoint> {
  const [point] = await pointsByIds(ctx.db, [id]);
  if (point?.kind !== 'radiation') throw new TarimError(E.stationUnknown, { id });
  return point;
}

/** Times of a question, epoch ms. @throws TarimError RADNET_PERIOD_INVALID */
export function spanOf(
  now: number,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): { from: number; to: number } {
  const end = to === undefined ? periodStart('hour', now) + HOUR_MS : Date.parse(to);
  const begin = from === undefined ? end - USUAL_MS : Date.parse(from);
  if (!(begin < end) || end - begin > LONGEST_DAYS * DAY_MS)
    throw new TarimError(E.period, { days: LONGEST_DAYS });
  return { from: begin, to: end };
}

/** @throws TarimError RADNET_STATION_UNKNOWN, RADNET_PERIOD_INVALID */
export async function getStation(
  ctx: Context,
  id: number,
  query: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<StationDetail> {
  const point = await requireStation(ctx, id);
  const { from, to } = spanOf(ctx.clock.now(), query);
  const [[station], hours, backgrounds] = await Promise.all([
    stationsOf(ctx, [point]),
    judgementsBetween(ctx.db, [id], from, to),
    backgroundsOf(ctx.db, id),
  ]);
  const rules = RADIATION_MONITORING.data.alarm_defaults;
  return {
    ...station!,
    hours: hours.map(shownHour),
    backgrounds: backgrounds.map(shownBackground),
    rule: {
      standard: RADIATION_MONITORING.code,
      version: ruleVersion(RADIATION_MONITORING),
      confidence: rules.confidence,
      windowDays: rules.window_d,
      leastHours: rules.min_n,
      deviations: rules.deviations,
      urgentTimes: rules.urgent_times,
      wetMm: rules.wet_mm_above,
      wetHours: rules.wet_hours_before,
    },
  };
}

function shownBackground({ pointId: _point, at, ...row }: BackgroundRow): EnteredBackground {
  return { ...row, at: beijingIso(at.getTime()) };
}

/** Enters a background of a station; hours that were judged already stay as they are. @throws TarimError RADNET_STATION_UNKNOWN, FORBIDDEN */
export async function addBackground(
  ctx: Context,
  actor: Actor,
  id: number,
  body: Pick<BackgroundRow, 'mean' | 'sd' | 'effectiveFrom' | 'source'>,
): Promise<EnteredBackground> {
  const { unitPath } = await requireStation(ctx, id);
  ctx.policy.require(actor, 'radnet.manage', { unitPath });
  return asActor(ctx, actor, 'radnet.manage', async (tx) => {
    const at = new Date(ctx.clock.now());
    const row = { ...body, source: body.source.trim(), pointId: id, by: actor.name, at };
    const key = await insertBackground(tx, { ...row, unitPath });
    await ctx.audit.record(tx, {
      actor,
      action: 'radnet.background.added',
      subject: `station/${id}`,
      unitPath,
      detail: { mean: body.mean, sd: body.sd, effectiveFrom: body.effectiveFrom },
    });
    return shownBackground({ ...row, id: key });
  });
}
