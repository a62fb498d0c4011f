import { cityCodeOf, latestPointAqi, pointAqiRange } from '@tarim/evaluation/queries';
import { DAY_MS, HOUR_MS, periodStart, TarimError } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { unitByCode } from '@tarim/region/queries';
import type { portalStation } from '../../contract.ts';
import { nameOf } from '../domain/words.ts';
import { disclosureErrors } from '../errors.ts';
import { publishedPoints } from '../published.ts';
import { aqiFields, filledSeries, stationValues } from './air-facts.ts';

/** One public air station: now, its last 24 hours and 30 days. @throws TarimError DISCLOSURE_STATION_UNKNOWN */
export async function station(
  ctx: Context,
  id: number,
): Promise<Static<NonNullable<typeof portalStation.response>>> {
  const { points, hides } = await publishedPoints(ctx.db, ['air']);
  const point = points.find((one) => one.id === id);
  if (!point) throw new TarimError(disclosureErrors.stationUnknown, { id });
  const now = ctx.clock.now();
  const hourEnd = periodStart('hour', now);
  const dayEnd = periodStart('day', now);
  const cityCode = cityCodeOf(point.unitPath);
  const [latest, hours, days, unit] = await Promise.all([
    latestPointAqi(ctx.db, 'hour', [id], now - DAY_MS),
    pointAqiRange(ctx.db, { pointId: id, period: 'hour', from: hourEnd - 24 * HOUR_MS, to: hourEnd }),
    pointAqiRange(ctx.db, { pointId: id, period: 'day', from: dayEnd - 30 * DAY_MS, to: dayEnd }),
    cityCode === null ? null : unitByCode(ctx.db, cityCode),
  ]);
  const [row] = latest;
  return {
    station: {
      pointId: id,
      name: nameOf(point.name),
      cityCode,
      lon: point.lon,
      lat: point.lat,
      ...aqiFields(row, point.simulated),
      values: stationValues(row, hides),
    },
    city: unit ? nameOf(unit.names.zh, unit.names.en, unit.names.ug) : null,
    hours: filledSeries(hours, 'hour', hourEnd - 24 * HOUR_MS, hourEnd, hides),
    days: filledSeries(days, 'day', dayEnd - 30 * DAY_MS, dayEnd, hides),
  };
}
