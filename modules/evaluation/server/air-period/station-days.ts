import type { DbOrTx } from '@tarim/platform';
import { pointsByIds, type RegisteredPoint } from '@tarim/registry/queries';
import { sql } from 'kysely';
import { cityCodeOf } from '../domain/city.ts';
import type { AirDay, DayPollutant } from './days.ts';

/** `S17` is the station 17: a subject beside the codes of units, which begin with a figure or `BT`. */
export const stationCode = (pointId: number): string => `S${pointId}`;
/** Null: the code is of a unit. */
export function stationOf(code: string): number | null {
  const found = /^S([1-9]\d{0,8})$/.exec(code);
  return found ? Number(found[1]) : null;
}

/** @returns null: there is no such station of air */
export async function airStation(db: DbOrTx, code: string): Promise<RegisteredPoint | null> {
  const id = stationOf(code);
  const [point] = id === null ? [] : await pointsByIds(db, [id]);
  return point?.kind === 'air' ? point : null;
}

/**
 * Days of a single station from the means that judged it. Whether a day is of dust is said of its city: `dustOf` has the days of
 * the city by date.
 */
export async function readStationDays(
  db: DbOrTx,
  point: RegisteredPoint,
  from: string,
  to: string,
  dustOf: ReadonlyMap<string, AirDay>,
): Promise<AirDay[]> {
  const { rows } = await sql<{
    date: string;
    values: Readonly<Record<DayPollutant, number | null>>;
    revision: number;
  }>`
    select (time at time zone 'Asia/Shanghai')::date::text as date, inputs -> 'values' as values, revision
    from evaluation.aqi
    where point_id = ${point.id} and period = 2
      and time between ${`${from}T00:00:00+08:00`}::timestamptz and ${`${to}T00:00:00+08:00`}::timestamptz
    order by time
  `.execute(db);
  return rows.map(({ date, values, revision }) => {
    const city = dustOf.get(date);
    const of = (key: DayPollutant) => values[key] ?? null;
    return {
      cityCode: stationCode(point.id),
      date,
      values: {
        SO2: of('SO2'),
        NO2: of('NO2'),
        CO: of('CO'),
        O3_8h: of('O3_8h'),
        PM10: of('PM10'),
        'PM2.5': of('PM2.5'),
      },
      dust: city?.dust ?? false,
      dustBasis: city?.dustBasis ?? null,
      marked: city?.marked ?? false,
      source: 'computed',
      uploadId: null,
      revision,
      simulated: point.simulated,
    };
  });
}

export const cityOfStation = ({ unitPath }: RegisteredPoint): string | null => cityCodeOf(unitPath);
