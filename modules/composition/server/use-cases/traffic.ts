import { cityCodeOf, standsForCity } from '@tarim/evaluation/queries';
import { unitConverter } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { listPoints, pointParameters, type RegisteredPoint } from '@tarim/registry/queries';
import { type RollupRow, rollupSeries } from '@tarim/telemetry/queries';
import { type traffic as route, TRAFFIC_POLLUTANTS, type TrafficPollutant } from '../../contract.ts';
import { type RoadsideHour, roadsideDays, roadsideFigures } from '../domain/roadside.ts';
import { periodOf, stationName, stationWith } from './frame.ts';

/** Codes of HJ 212-2017 and the units in which GB 3095 tells them. */
const FACTORS: Readonly<Record<TrafficPollutant, { readonly code: string; readonly unit: string }>> = {
  NO2: { code: 'a21004', unit: 'µg/m³' },
  CO: { code: 'a21005', unit: 'mg/m³' },
  'PM2.5': { code: 'a34004', unit: 'µg/m³' },
  NO: { code: 'a21003', unit: 'µg/m³' },
};
const MOST_ROWS = 400_000;

/**
 * A roadside station beside the other stations of its city, from valid hourly means.
 * @throws TarimError COMPOSITION_STATION_NOT_FOUND, COMPOSITION_PERIOD_INVALID
 */
export async function traffic(
  ctx: Context,
  { station: id, from, to }: Static<NonNullable<typeof route.query>>,
): Promise<Static<NonNullable<typeof route.response>>> {
  const station = await stationWith(ctx, id, 'traffic');
  const { start, end, due } = periodOf(ctx, { from, to });
  const urban = await urbanStations(ctx, station);
  const ids = [id, ...urban.map((one) => one.id)];
  const [rows, parameters] = await Promise.all([
    rollupSeries(ctx.db, { pointIds: ids, period: 'hour', from: start, to: end, limit: MOST_ROWS }),
    pointParameters(ctx.db, ids),
  ]);
  const units = new Map(parameters.map((one) => [`${one.pointId}|${one.code}`, one.unit]));
  const own = new Map(rows.filter((row) => row.pointId === id).map((row) => [row.time, row]));
  const others = Map.groupBy(
    rows.filter((row) => row.pointId !== id),
    (row) => row.time,
  );
  const times = [...new Set(rows.map((row) => row.time))].sort((a, b) => a - b);
  const measured = TRAFFIC_POLLUTANTS.map((pollutant) => {
    const { code, unit } = FACTORS[pollutant];
    const valueIn = (row: RollupRow | undefined) => figureOf(row, code, unit, units);
    const hours = times.map((time): RoadsideHour => {
      const values = (others.get(time) ?? []).map(valueIn).filter((value) => value !== null);
      const mean = values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
      return { time, roadside: valueIn(own.get(time)), urban: mean };
    });
    return { pollutant, hours, figures: roadsideFigures(pollutant, unit, hours) };
  }).filter(({ pollutant, figures }) => pollutant !== 'NO' || figures.roadside !== null);
  const meanOf = (pollutant: TrafficPollutant) =>
    measured.find((one) => one.pollutant === pollutant)?.figures.roadside ?? null;
  const [no, no2] = [meanOf('NO'), meanOf('NO2')];
  const days = measured.map(({ hours }) => roadsideDays(hours, start, end));
  return {
    station: stationName(station),
    ...{ from, to, due, present: own.size },
    urban: urban.map(stationName),
    simulated: station.simulated || urban.some((one) => one.simulated),
    pollutants: measured.map((one) => one.figures),
    noToNo2: no === null || !no2 ? null : no / no2,
    days: (days[0] ?? []).map(({ day }, index) => ({
      day,
      values: days.map((list) => ({ roadside: list[index]!.roadside, urban: list[index]!.urban })),
    })),
  };
}

/** Stations that stand for the city (城市点): of the same assessed city, neither traffic nor background. */
async function urbanStations(ctx: Context, station: RegisteredPoint): Promise<RegisteredPoint[]> {
  const city = cityCodeOf(station.unitPath);
  const all = await listPoints(ctx.db, { kind: 'air' });
  return all.filter(
    (one) =>
      one.id !== station.id &&
      city !== null &&
      cityCodeOf(one.unitPath) === city &&
      standsForCity(one) &&
      !one.purposes.includes('background'),
  );
}

/** A valid hourly mean in the unit; null: none, not valid, negative, or of a unit that is not known. */
function figureOf(
  row: RollupRow | undefined,
  code: string,
  unit: string,
  units: ReadonlyMap<string, string | null>,
): number | null {
  const value = row?.values[code];
  if (!row || !value || value.invalid !== null || value.mean === null || value.mean < 0) return null;
  const convert = unitConverter(units.get(`${row.pointId}|${code}`) ?? null, unit);
  return typeof convert === 'string' ? null : convert(value.mean);
}
