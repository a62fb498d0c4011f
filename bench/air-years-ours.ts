import { beijingDate, DAY_MS } from '@tarim/kernel';
import { type AirDayInput, aqiIndex, evaluateAirPeriod, mda8, mean } from '@tarim/science';
import { type AqiTable, type Standard, standard } from '@tarim/standards';
import type pg from 'pg';
import { AQI, COLUMNS, POLLUTANTS } from './air-years-sql.ts';

/** What both ways must agree on, for a station's year. */
export interface StationYear {
  readonly station: number;
  readonly year: number;
  readonly valid: number;
  readonly good: number;
  /** Mean of CO and O3 is no statistic of HJ 663: null. */
  readonly means: readonly (number | null)[];
  readonly percentiles: readonly (number | null)[];
}

export interface Computed {
  readonly hours: { readonly n: number; readonly total: number };
  readonly years: readonly StationYear[];
}

const edition = standard(AQI) as unknown as Standard<AqiTable>;
const MISSING = -1;

/**
 * Our way: the product's functions over the same table, station by station. The hours come as bytes, as the product reads long series
 * of arrays; nothing of the computation is left to the database.
 */
export async function ours(client: pg.ClientBase, stations: number, start: number): Promise<Computed> {
  let n = 0;
  let total = 0;
  const years: StationYear[] = [];
  let next = hoursOf(client, 1);
  for (let station = 1; station <= stations; station++) {
    const hours = await next;
    // The database reads the next station while this one is computed.
    if (station < stations) next = hoursOf(client, station + 1);
    const count = hours.length / POLLUTANTS.length;
    const values: Record<string, number | null> = {};
    for (let hour = 0; hour < count; hour++) {
      POLLUTANTS.forEach((name, i) => {
        const value = hours[hour * POLLUTANTS.length + i]!;
        values[name] = value === MISSING ? null : value;
      });
      const { aqi } = aqiIndex({ period: 'hour', values }, edition);
      if (aqi === null) continue;
      n++;
      total += aqi;
    }
    years.push(...yearsOf(station, daysOf(hours, start)));
  }
  return { hours: { n, total }, years };
}

async function hoursOf(client: pg.ClientBase, station: number): Promise<Float64Array> {
  const { rows } = await client.query<{ bytes: Buffer }>({
    name: 'hours',
    text: `select string_agg(${COLUMNS.map((_, i) => `float8send(coalesce(values[${i + 1}], ${MISSING}))`).join(' || ')}, ''::bytea order by hour) as bytes
      from bench_hour where station = $1`,
    values: [station],
  });
  const bytes = rows[0]!.bytes.swap64();
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

/** Daily means of at least 20 hours, and the highest 8-h mean of ozone. */
function daysOf(hours: Float64Array, start: number): AirDayInput[] {
  const days: AirDayInput[] = [];
  const width = POLLUTANTS.length;
  for (let day = 0; day * 24 * width < hours.length; day++) {
    const values: Record<string, number | null> = {};
    POLLUTANTS.forEach((name, i) => {
      const all = Array.from({ length: 24 }, (_, h) => hours[(day * 24 + h) * width + i]!);
      if (name === 'O3') {
        values.O3_8h = mda8(all.map((value) => (value === MISSING ? null : value))).mean;
        return;
      }
      const there = all.filter((value) => value !== MISSING);
      values[name] = there.length >= 20 ? mean(there) : null;
    });
    days.push({ date: beijingDate(start + day * DAY_MS), values });
  }
  return days;
}

function yearsOf(station: number, days: readonly AirDayInput[]): StationYear[] {
  return [...Map.groupBy(days, (day) => day.date.slice(0, 4))].map(([year, own]) => {
    const { withDust } = evaluateAirPeriod({ period: year, days: own });
    const { pollutants, days: counts } = withDust!;
    return {
      station,
      year: Number(year),
      valid: counts.validDays,
      good: counts.goodDays,
      means: POLLUTANTS.map((name) => pollutants[name].mean?.value ?? null),
      percentiles: POLLUTANTS.map((name) => pollutants[name].percentile?.value ?? null),
    };
  });
}
