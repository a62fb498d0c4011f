import type { DbOrTx } from '@tarim/platform';
import { type AirDay, readAirDays } from './days.ts';
import { airStation, cityOfStation, readStationDays, stationOf } from './station-days.ts';

/** Days of a city, a division or a single station, both ends included; nothing of a code that is none. */
export async function readPlaceDays(
  db: DbOrTx,
  code: string,
  from: string,
  to: string,
): Promise<readonly AirDay[]> {
  if (stationOf(code) === null) return readAirDays(db, [code], from, to);
  const point = await airStation(db, code);
  if (!point) return [];
  const city = cityOfStation(point);
  const cityDays = city === null ? [] : await readAirDays(db, [city], from, to);
  return readStationDays(db, point, from, to, new Map(cityDays.map((day) => [day.date, day])));
}
