import type { DbOrTx } from '@tarim/platform';
import { listPoints } from '@tarim/registry/queries';
import { type RawBuilder, sql } from 'kysely';
import { cityCodeOf } from '../domain/city.ts';

export type DayPollutant = 'SO2' | 'NO2' | 'CO' | 'O3_8h' | 'PM10' | 'PM2.5';
export type DustBasis = 'official' | 'proposed';

/** A day of a city as it enters assessments, and where it comes from. */
export interface AirDay {
  readonly cityCode: string;
  /** Beijing date. */
  readonly date: string;
  /** 24-h means, O3_8h the day's highest 8-h mean: µg/m³, CO mg/m³; null: not measured or not valid. */
  readonly values: Readonly<Record<DayPollutant, number | null>>;
  readonly dust: boolean;
  /** Who decided that it is of dust; null when it is none. */
  readonly dustBasis: DustBasis | null;
  /** A person marked or unmarked the day. */
  readonly marked: boolean;
  /** `imported`: an official figure of an upload; `computed`: by the platform from its stations. */
  readonly source: 'imported' | 'computed';
  readonly uploadId: number | null;
  readonly revision: number;
  readonly simulated: boolean;
}

/** A day as it comes from the database: a row a day would take longer to read than a year takes to judge. */
type Raw = readonly [
  date: string,
  so2: number | null,
  no2: number | null,
  co: number | null,
  o3: number | null,
  pm10: number | null,
  pm25: number | null,
  fileDust: boolean | null,
  fileBasis: DustBasis | null,
  markDust: boolean | null,
  markBasis: DustBasis | null,
  uploadId: number | null,
  revision: number,
  simulated: boolean | null,
];

const figure = (key: DayPollutant): RawBuilder<unknown> => sql`(c.inputs -> 'values' ->> ${key})::float8`;

/**
 * Days of cities from `from` to `to`, both included, by city and date. An imported official figure stands before a computed one of the
 * same day: it was reviewed by those who publish it; the computed one stays where it is and can be looked at.
 */
export async function readAirDays(
  db: DbOrTx,
  cityCodes: readonly string[],
  from: string,
  to: string,
): Promise<AirDay[]> {
  if (cityCodes.length === 0 || from > to) return [];
  const codes = [...cityCodes];
  const { rows } = await sql<{ city: string; days: Raw[] }>`
    with day as (
      select a.city_code, a.day, a.so2, a.no2, a.co, a.o3_8h, a.pm10, a.pm25, a.dust as file_dust, u.dust_basis as file_basis,
        a.upload_id, a.revision, u.simulated
      from evaluation.air_day a join evaluation.air_upload u on u.id = a.upload_id
      where a.city_code = any(${codes}::text[]) and a.day between ${from}::date and ${to}::date
      union all
      select c.city_code, (c.time at time zone 'Asia/Shanghai')::date, ${figure('SO2')}, ${figure('NO2')}, ${figure('CO')},
        ${figure('O3_8h')}, ${figure('PM10')}, ${figure('PM2.5')}, null, null, null, c.revision, null
      from evaluation.city_aqi c
      where c.city_code = any(${codes}::text[]) and c.period = 2
        and c.time between ${`${from}T00:00:00+08:00`}::timestamptz and ${`${to}T00:00:00+08:00`}::timestamptz
        and not exists (
          select 1 from evaluation.air_day a
          where a.city_code = c.city_code and a.day = (c.time at time zone 'Asia/Shanghai')::date)
    )
    select d.city_code as city, json_agg(json_build_array(d.day, d.so2, d.no2, d.co, d.o3_8h, d.pm10, d.pm25, d.file_dust,
      d.file_basis, m.dust, m.basis, d.upload_id, d.revision, d.simulated) order by d.day) as days
    from day d left join evaluation.dust_mark m on m.city_code = d.city_code and m.day = d.day
    group by d.city_code order by d.city_code
  `.execute(db);
  const computed = rows.some(({ days }) => days.some((day) => day[13] === null));
  const simulated = computed ? await simulatedCities(db) : new Set<string | null>();
  return rows.flatMap(({ city, days }) => days.map((day) => toDay(city, day, simulated.has(city))));
}

/** Cities with simulated stations: what is computed from them is simulated. */
async function simulatedCities(db: DbOrTx): Promise<Set<string | null>> {
  const stations = await listPoints(db, { kind: 'air', publicOnly: true });
  return new Set(stations.filter((one) => one.simulated).map((one) => cityCodeOf(one.unitPath)));
}

function toDay(cityCode: string, raw: Raw, simulatedCity: boolean): AirDay {
  const [date, SO2, NO2, CO, O3_8h, PM10, pm25, fileDust, fileBasis, markDust, markBasis] = raw;
  const [uploadId, revision, simulated] = raw.slice(11) as [Raw[11], Raw[12], Raw[13]];
  const dust = markDust ?? fileDust ?? false;
  const basis = markDust === null ? fileBasis : markBasis;
  return {
    cityCode,
    date,
    values: { SO2, NO2, CO, O3_8h, PM10, 'PM2.5': pm25 },
    dust,
    dustBasis: dust ? (basis ?? 'proposed') : null,
    marked: markDust !== null,
    source: uploadId === null ? 'computed' : 'imported',
    uploadId,
    revision,
    simulated: simulated ?? simulatedCity,
  };
}
