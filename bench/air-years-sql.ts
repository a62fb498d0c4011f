import { type AqiTable, standard } from '@tarim/standards';

/** The peer: the same computation written as SQL over the same table, by the tables of the same standards. */
export const POLLUTANTS = ['SO2', 'NO2', 'CO', 'O3', 'PM10', 'PM2.5'] as const;
export const COLUMNS = ['so2', 'no2', 'co', 'o3', 'pm10', 'pm25'] as const;
export const AQI = 'HJ 633-2012';
/** Percentiles of HJ 663-2013. */
const PERCENTILES = [98, 98, 95, 90, 95, 95];

const table = standard(AQI)!.data as unknown as AqiTable;

/** An index as one CASE: linear between breakpoints, rounded up, the last index above the table. */
function iaqi(column: string, row: string, period: 'hour' | 'day'): string {
  const points = table.breakpoints[period][row]!.filter((one) => one !== null);
  const branches = points.slice(1).map((high, i) => {
    const [low, from, to] = [points[i]!, table.iaqi[i]!, table.iaqi[i + 1]!];
    // A hair below, so that a float that should be whole does not become the next one.
    return `when ${column} <= ${high} then ceil(${to - from}.0 * (${column} - ${low}) / ${high - low} + ${from} - 1e-9)`;
  });
  return `case when ${column} is null then null ${branches.join(' ')} else ${table.iaqi[points.length - 1]} end`;
}

/** Half to even: \`round\` of a double is; a decimal of CO is looked at as written. */
const rounded = (column: string, name: string): string =>
  name === 'CO'
    ? `(case when mod((${column}::numeric * 10), 1) = 0.5 and mod(floor(${column}::numeric * 10), 2) = 0
        then floor(${column}::numeric * 10) else round(${column}::numeric * 10) end / 10)::float8`
    : `round(${column})`;
/** Hours of CO come in quarters: their tenfold is exact. */
const roundedHour = (column: string, name: string): string =>
  name === 'CO' ? `round(${column} * 10) / 10` : `round(${column})`;

export const CREATE = `
  create unlogged table bench_hour (station int not null, hour int not null, at timestamptz not null, values float8[] not null)`;

/** A year of a station is told by formulas of its number and the hour, with two percent missing. */
export const fill = (stations: number, hours: number, start: string): string => `
  insert into bench_hour
  select s, h, '${start}'::timestamptz + h * interval '1 hour', array[
    ${hashed(1, '5 + %h % 35')}, ${hashed(2, '10 + %h % 90')}, ${hashed(3, '(1 + %h % 14) * 0.25')},
    ${hashed(4, '20 + %h % 220')}, ${hashed(5, '20 + %h % 300')}, ${hashed(6, '8 + %h % 150')}]::float8[]
  from generate_series(1, ${stations}) s, generate_series(0, ${hours - 1}) h`;

/** A whole number that looks like chance; the expression takes it as %h. */
function hashed(k: number, expression: string): string {
  const h = `abs(hashint8((s::bigint * 100003 + h) * 8 + ${k})::bigint)`;
  return `case when ${h} / 1000 % 50 = 0 then null else ${expression.replaceAll('%h', `(${h})`)} end`;
}

const hourly = COLUMNS.map((column, i) => `values[${i + 1}] as ${column}`).join(', ');

/** AQI of every hour: how many, and their sum. */
export const HOURS = `
  with hour as (select ${hourly} from bench_hour)
  select count(aqi)::float8 as n, sum(aqi)::float8 as total from (
    select greatest(${POLLUTANTS.map((name, i) => iaqi(roundedHour(COLUMNS[i]!, name), name, 'hour')).join(', ')}) as aqi
    from hour) a`;

/** Days: means of at least 20 hours, O3 the highest of the 8-h means; then the statistics of each station's year. */
export const YEARS = `
  with hour as (
    select station, hour / 24 as day, hour % 24 as h, extract(year from at at time zone 'Asia/Shanghai')::int as year, ${hourly},
      avg(values[4]) over w as o3_8, count(values[4]) over w as o3_n
    from bench_hour window w as (partition by station, hour / 24 order by hour rows between 7 preceding and current row)
  ), mean as (
    select station, year, day,
      ${COLUMNS.filter((column) => column !== 'o3')
        .map((column) => `case when count(${column}) >= 20 then avg(${column}) end as ${column}`)
        .join(', ')},
      case when count(*) filter (where h >= 7 and o3_n >= 6) >= 14 or max(o3_8) filter (where h >= 7 and o3_n >= 6) > 160
        then max(o3_8) filter (where h >= 7 and o3_n >= 6) end as o3
    from hour group by station, year, day
  ), day as (
    select *, greatest(${POLLUTANTS.map((name, i) =>
      iaqi(rounded(COLUMNS[i]!, name), name === 'O3' ? 'O3_8h' : name, 'day'),
    ).join(', ')}) as aqi from mean
  )
  select station, year, count(aqi)::int as valid, count(*) filter (where aqi <= 100)::int as good,
    ${COLUMNS.map(
      (column, i) =>
        `avg(${column}) as ${column}_mean, percentile_cont(${PERCENTILES[i]! / 100}) within group (order by ${column}) as ${column}_p`,
    ).join(', ')}
  from day group by station, year order by station, year`;
