import { cityCodeOf, latestCityAqi, latestPointAqi } from '@tarim/evaluation/queries';
import { beijingIso, HOUR_MS } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import type { CityNow, portalAirNow, StationNow } from '../../contract.ts';
import { nameOf } from '../domain/words.ts';
import { type Published, publishedPoints } from '../published.ts';
import { aqiFields, stationValues, valuesOf } from './air-facts.ts';

/** Figures older than this are not “now”: a silent station shows none rather than yesterday's. */
const NOW_MS = 6 * HOUR_MS;

type Answer = Static<NonNullable<typeof portalAirNow.response>>;

/** Air quality of every public station and of the cities they stand in (空气质量实况). */
export async function airNow(ctx: Context): Promise<Answer> {
  const now = ctx.clock.now();
  const published = await publishedPoints(ctx.db, ['air']);
  const stations = await stationsNow(ctx, published, now);
  const cities = await citiesNow(ctx, published, now);
  return {
    at: beijingIso(now),
    simulated: published.points.some((point) => point.simulated),
    cities,
    stations,
  };
}

async function stationsNow(ctx: Context, { points, hides }: Published, now: number): Promise<StationNow[]> {
  const rows = await latestPointAqi(
    ctx.db,
    'hour',
    points.map((point) => point.id),
    now - NOW_MS,
  );
  const rowOf = new Map(rows.map((row) => [row.subject, row]));
  return points.map((point) => {
    const row = rowOf.get(point.id);
    return {
      pointId: point.id,
      name: nameOf(point.name),
      cityCode: cityCodeOf(point.unitPath),
      lon: point.lon,
      lat: point.lat,
      ...aqiFields(row, point.simulated),
      values: stationValues(row, hides),
    };
  });
}

async function citiesNow(ctx: Context, { points, hides }: Published, now: number): Promise<CityNow[]> {
  const stationsOf = new Map<string, Published['points'][number][]>();
  for (const point of points) {
    const code = cityCodeOf(point.unitPath);
    if (code === null) continue;
    const list = stationsOf.get(code);
    if (list) list.push(point);
    else stationsOf.set(code, [point]);
  }
  const [rows, units] = await Promise.all([
    latestCityAqi(ctx.db, 'hour', [...stationsOf.keys()], now - NOW_MS),
    unitsUnder(ctx.db, '/'),
  ]);
  const rowOf = new Map(rows.map((row) => [row.subject, row]));
  // In the order of the region pack: the official one.
  const listed = new Set<string>();
  return units.flatMap((unit) => {
    const own = stationsOf.get(unit.code);
    if (!own || listed.has(unit.code)) return [];
    listed.add(unit.code);
    const row = rowOf.get(unit.code);
    return [
      {
        code: unit.code,
        name: nameOf(unit.names.zh, unit.names.en, unit.names.ug),
        lon: unit.lon ?? mean(own.map((point) => point.lon)),
        lat: unit.lat ?? mean(own.map((point) => point.lat)),
        stations: own.length,
        ...aqiFields(
          row,
          own.some((point) => point.simulated),
        ),
        values: valuesOf(row, hides),
      },
    ];
  });
}

function mean(values: ReadonlyArray<number | null>): number | null {
  const known = values.filter((value): value is number => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
