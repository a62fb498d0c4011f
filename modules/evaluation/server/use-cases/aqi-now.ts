import { beijingIso, DAY_MS, HOUR_MS } from '@tarim/kernel';
import type { Actor, Context, Language, Static } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { listPoints } from '@tarim/registry/queries';
import type { aqiNow as route } from '../../contract.ts';
import { cityCodeOf } from '../domain/city.ts';
import { latestCityAqi, latestPointAqi } from '../sql/aqi-queries.ts';
import { aqiFact } from './facts.ts';
import { nameIn } from './language.ts';
import { mayRead } from './subject.ts';

/** How old the newest figure may be. */
const NOW_MS = { hour: 12 * HOUR_MS, day: 3 * DAY_MS } as const;

/** Newest AQI of the stations below a unit that the reader may see, and of their cities. */
export async function aqiNow(
  ctx: Context,
  actor: Actor,
  query: Static<NonNullable<typeof route.query>>,
  language: Language,
): Promise<Static<NonNullable<typeof route.response>>> {
  const now = ctx.clock.now();
  const period = query.period ?? 'hour';
  const since = now - NOW_MS[period];
  const placed = await listPoints(ctx.db, { kind: 'air', unitPathPrefix: query.unit ?? '/' });
  const stations = placed.filter((point) => mayRead(ctx, actor, point));
  const pointOf = new Map(stations.map((point) => [point.id, point]));
  const codes = new Set(stations.filter((point) => point.public).map((point) => cityCodeOf(point.unitPath)));
  const cityCodes = [...codes].filter((code) => code !== null);
  const [points, cities, units] = await Promise.all([
    latestPointAqi(ctx.db, period, [...pointOf.keys()], since),
    latestCityAqi(ctx.db, period, cityCodes, since),
    unitsUnder(ctx.db, '/'),
  ]);
  const unitNames = new Map(units.map((unit) => [unit.code, nameIn(language, unit.names)]));
  const simulated = (code: string) =>
    stations.some((point) => point.simulated && cityCodeOf(point.unitPath) === code);
  return {
    at: beijingIso(now),
    cities: cities.map((row) =>
      aqiFact(row, { name: unitNames.get(row.subject) ?? row.subject, simulated: simulated(row.subject) }),
    ),
    points: points.map((row) => aqiFact(row, pointOf.get(row.subject)!)),
  };
}
