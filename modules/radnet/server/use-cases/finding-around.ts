import { distance } from '@tarim/geo';
import { beijingIso, HOUR_MS } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { listPoints, pointParameters, type RegisteredPoint } from '@tarim/registry/queries';
import { rollupSeries } from '@tarim/telemetry/queries';
import type { FindingAround } from '../../contract.ts';
import { episodesOf } from '../domain/episodes.ts';
import type { FindingRow } from '../sql/findings.ts';
import { judgementsBetween } from '../sql/judgements.ts';
import { requireFinding } from './require-finding.ts';

/** A rise at a neighbour so near makes one more likely to be real (邻站印证); figure ours. */
const NEAR_KM = 200;
const AROUND_MS = 6 * HOUR_MS;
const MOST_NEIGHBOURS = 5;
const PM10 = 'a34002';

interface Near {
  readonly point: RegisteredPoint;
  readonly km: number;
}

/** Points of a kind within 200 km of a station, the nearest first. */
async function nearOf(ctx: Context, pointId: number, kind: 'radiation' | 'air'): Promise<Near[]> {
  const gamma = await listPoints(ctx.db, { kind: 'radiation' });
  const here = gamma.find(({ id }) => id === pointId);
  if (!here || here.lon === null || here.lat === null) return [];
  const at: [number, number] = [here.lon, here.lat];
  const all = kind === 'radiation' ? gamma : await listPoints(ctx.db, { kind });
  return all
    .flatMap((point) => {
      if (point.id === pointId || point.lon === null || point.lat === null) return [];
      const km = distance(at, [point.lon, point.lat]) / 1_000;
      return km <= NEAR_KM ? [{ point, km: Math.round(km) }] : [];
    })
    .sort((a, b) => a.km - b.km);
}

/** Neighbours that rose in the hours of a finding or close to them. */
export async function risenNeighbours(
  ctx: Context,
  row: FindingRow,
): Promise<{ id: number; name: string; km: number }[]> {
  const near = await nearOf(ctx, row.pointId, 'radiation');
  const hours = await judgementsBetween(
    ctx.db,
    near.map(({ point }) => point.id),
    row.from.getTime() - 3 * HOUR_MS,
    row.to.getTime() + 3 * HOUR_MS,
  );
  const byPoint = Map.groupBy(hours, ({ pointId }) => pointId);
  const rose = (id: number) => episodesOf(byPoint.get(id) ?? []).some(({ kind }) => kind === 'rise');
  return near.filter(({ point }) => rose(point.id)).map(({ point: { id, name }, km }) => ({ id, name, km }));
}

/** What stood around a finding in its hours: neighbours, and the dust of the nearest air station. @throws TarimError RADNET_FINDING_UNKNOWN */
export async function getFindingAround(ctx: Context, id: number): Promise<FindingAround> {
  const row = await requireFinding(ctx.db, id);
  const [from, to] = [row.from.getTime() - AROUND_MS, row.to.getTime() + AROUND_MS + HOUR_MS];
  const near = (await nearOf(ctx, row.pointId, 'radiation')).slice(0, MOST_NEIGHBOURS);
  const hours = Map.groupBy(
    await judgementsBetween(
      ctx.db,
      near.map(({ point }) => point.id),
      from,
      to,
    ),
    ({ pointId }) => pointId,
  );
  return {
    neighbours: near.map(({ point, km }) => ({
      ...shown(point, km),
      hours: (hours.get(point.id) ?? []).map(({ time, value }) => ({ time: beijingIso(time), value })),
    })),
    pm10: await dustOf(ctx, row.pointId, from, to),
  };
}

const shown = ({ id, name, simulated }: RegisteredPoint, km: number) => ({ id, name, km, simulated });

async function dustOf(
  ctx: Context,
  pointId: number,
  from: number,
  to: number,
): Promise<FindingAround['pm10']> {
  for (const { point, km } of await nearOf(ctx, pointId, 'air')) {
    const [parameter] = (await pointParameters(ctx.db, [point.id])).filter(({ code }) => code === PM10);
    if (!parameter) continue;
    const rows = await rollupSeries(ctx.db, { pointIds: [point.id], period: 'hour', from, to });
    const hours = rows.map(({ time, values }) => {
      const value = values[PM10];
      return { time: beijingIso(time), value: value && value.invalid === null ? value.mean : null };
    });
    return { ...shown(point, km), unit: parameter.unit, hours };
  }
  return null;
}
