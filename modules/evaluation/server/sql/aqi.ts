import type { DbOrTx, Tx } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import type { JudgedPeriod } from '../../contract.ts';
import type { StationCount } from '../domain/city.ts';

export const PERIOD_CODES = { hour: 1, day: 2 } as const;
const PERIOD_NAMES: Readonly<Record<number, JudgedPeriod>> = { 1: 'hour', 2: 'day' };

/** What entered an AQI: concentrations in the units of HJ 633, what was left out and why, and whose rollups they were. */
export interface AqiInputs {
  readonly values: Readonly<Record<string, number | null>>;
  /** Pollutant → why it did not enter. */
  readonly excluded: Readonly<Record<string, string>>;
  /** Pollutant → as the device told it, where that was in another unit. */
  readonly measured?: Readonly<Record<string, { readonly value: number; readonly unit: string }>>;
  /** Revision of the station's rollup; absent for cities. */
  readonly rollup?: number;
  /** Cities: the stations that reported. */
  readonly stations?: ReadonlyArray<{
    readonly pointId: number;
    readonly revision: number;
    readonly values: Readonly<Record<string, number | null>>;
    readonly excluded?: Readonly<Record<string, string>>;
  }>;
  /** Cities: how many public stations there are. */
  readonly stationCount?: number;
  /** Cities: the rule of shares that held, and what it counted. Absent in rows of before there was one. */
  readonly stationRule?: {
    readonly standard: string;
    readonly version: string;
    readonly confidence: string;
    readonly counts: Readonly<Record<string, StationCount>>;
  };
}

export interface AqiResult {
  /** Concentrations as rounded for the index. */
  readonly values: Readonly<Record<string, number | null>>;
  readonly iaqi: Readonly<Record<string, number | null>>;
  readonly problems: ReadonlyArray<{ code: string; message: string; path?: string }>;
}

/** A judged hour or day of a station (`subject` = point id) or a city (`subject` = unit code). */
export interface AqiRow<S = number | string> {
  readonly subject: S;
  readonly period: JudgedPeriod;
  readonly time: number;
  readonly standard: string;
  readonly ruleVersion: string;
  readonly inputs: AqiInputs;
  readonly result: AqiResult;
  readonly aqi: number | null;
  readonly partialAqi: number | null;
  readonly level: number | null;
  readonly primary: readonly string[];
  readonly revision: number;
  readonly computedAt: number;
}

export interface AqiRevisionRow<S = number | string> extends AqiRow<S> {
  readonly replacedAt: number;
  readonly reason: string;
}

/** The two tables of the same shape. */
export interface AqiTable<S> {
  readonly name: 'aqi' | 'city_aqi';
  readonly key: 'point_id' | 'city_code';
  readonly cast: RawBuilder<unknown>;
  readonly _subject?: S;
}
export const POINT_AQI: AqiTable<number> = { name: 'aqi', key: 'point_id', cast: sql`int[]` };
export const CITY_AQI: AqiTable<string> = { name: 'city_aqi', key: 'city_code', cast: sql`text[]` };

interface Raw<S> {
  subject: S;
  period: number;
  time: Date;
  standard: string;
  rule_version: string;
  inputs: AqiInputs;
  result: AqiResult;
  aqi: number | null;
  partial_aqi: number | null;
  level: number | null;
  primary_pollutants: string[];
  revision: number;
  computed_at: Date;
}

const tableOf = (table: AqiTable<unknown>) => sql.table(`evaluation.${table.name}`);
const keyOf = (table: AqiTable<unknown>) => sql.ref(table.key);
const columns = (
  table: AqiTable<unknown>,
) => sql`a.${keyOf(table)} as subject, a.period, a.time, a.standard, a.rule_version,
  a.inputs, a.result, a.aqi, a.partial_aqi, a.level, a.primary_pollutants, a.revision, a.computed_at`;

/** Rows of exactly these keys. */
export async function aqiRowsAt<S extends number | string>(
  db: DbOrTx,
  table: AqiTable<S>,
  period: JudgedPeriod,
  keys: ReadonlyArray<{ subject: S; time: number }>,
): Promise<AqiRow<S>[]> {
  if (keys.length === 0) return [];
  const subjects = keys.map((key) => key.subject);
  const times = keys.map((key) => new Date(key.time).toISOString());
  const { rows } = await sql<Raw<S>>`
    select ${columns(table)} from unnest(${subjects}::${table.cast}, ${times}::timestamptz[]) k(subject, time)
    join ${tableOf(table)} a on a.${keyOf(table)} = k.subject and a.period = ${PERIOD_CODES[period]} and a.time = k.time
  `.execute(db);
  return rows.map(toRow);
}

/** Newest row of each subject not older than `since`: one index probe a subject. */
export async function latestAqi<S extends number | string>(
  db: DbOrTx,
  table: AqiTable<S>,
  period: JudgedPeriod,
  subjects: readonly S[],
  since: number,
): Promise<AqiRow<S>[]> {
  const { rows } = await sql<Raw<S>>`
    select ${columns(table)} from unnest(${[...subjects]}::${table.cast}) k(subject)
    cross join lateral (
      select * from ${tableOf(table)} x
      where x.${keyOf(table)} = k.subject and x.period = ${PERIOD_CODES[period]} and x.time >= ${new Date(since)}
      order by x.time desc limit 1
    ) a
  `.execute(db);
  return rows.map(toRow);
}

/** Rows of one subject in [from, to), oldest first. */
export async function aqiRange<S extends number | string>(
  db: DbOrTx,
  table: AqiTable<S>,
  query: { subject: S; period: JudgedPeriod; from: number; to: number; limit: number },
): Promise<AqiRow<S>[]> {
  const { rows } = await sql<Raw<S>>`
    select ${columns(table)} from ${tableOf(table)} a
    where a.${keyOf(table)} = ${query.subject} and a.period = ${PERIOD_CODES[query.period]}
      and a.time >= ${new Date(query.from)} and a.time < ${new Date(query.to)}
    order by a.time limit ${query.limit}
  `.execute(db);
  return rows.map(toRow);
}

/** Former selves, newest first. */
export async function aqiRevisions<S extends number | string>(
  db: DbOrTx,
  table: AqiTable<S>,
  key: { subject: S; period: JudgedPeriod; time: number },
): Promise<AqiRevisionRow<S>[]> {
  const { rows } = await sql<Raw<S> & { replaced_at: Date; reason: string }>`
    select ${columns(table)}, a.replaced_at, a.reason from ${sql.table(`evaluation.${table.name}_revision`)} a
    where a.${keyOf(table)} = ${key.subject} and a.period = ${PERIOD_CODES[key.period]} and a.time = ${new Date(key.time)}
    order by a.revision desc limit 200
  `.execute(db);
  return rows.map((row) => ({ ...toRow(row), replacedAt: row.replaced_at.getTime(), reason: row.reason }));
}

/** Writes rows; what stood there moves to the revisions with the reason. Keys must be unique in the batch. */
export async function writeAqi<S extends number | string>(
  tx: Tx,
  table: AqiTable<S>,
  rows: readonly AqiRow<S>[],
  reason: string,
): Promise<void> {
  if (rows.length === 0) return;
  const batch = JSON.stringify(
    rows.map((row) => ({
      subject: row.subject,
      period: PERIOD_CODES[row.period],
      time: new Date(row.time).toISOString(),
      standard: row.standard,
      rule_version: row.ruleVersion,
      inputs: row.inputs,
      result: row.result,
      aqi: row.aqi,
      partial_aqi: row.partialAqi,
      level: row.level,
      primary_pollutants: row.primary,
      revision: row.revision,
      computed_at: new Date(row.computedAt).toISOString(),
    })),
  );
  const type = table.key === 'point_id' ? sql`int` : sql`text`;
  const records = sql`jsonb_to_recordset(${batch}::jsonb) as n(subject ${type}, period smallint, time timestamptz, standard text,
    rule_version text, inputs jsonb, result jsonb, aqi smallint, partial_aqi smallint, level smallint,
    primary_pollutants text[], revision int, computed_at timestamptz)`;
  await sql`
    insert into ${sql.table(`evaluation.${table.name}_revision`)}
    select a.*, n.computed_at, ${reason} from ${records}
    join ${tableOf(table)} a on a.${keyOf(table)} = n.subject and a.period = n.period and a.time = n.time
    on conflict do nothing
  `.execute(tx);
  await sql`
    insert into ${tableOf(table)} (${keyOf(table)}, period, time, standard, rule_version, inputs, result, aqi, partial_aqi,
      level, primary_pollutants, revision, computed_at)
    select n.subject, n.period, n.time, n.standard, n.rule_version, n.inputs, n.result, n.aqi, n.partial_aqi, n.level,
      coalesce(n.primary_pollutants, '{}'), n.revision, n.computed_at from ${records}
    on conflict (${keyOf(table)}, period, time) do update set
      standard = excluded.standard, rule_version = excluded.rule_version, inputs = excluded.inputs, result = excluded.result,
      aqi = excluded.aqi, partial_aqi = excluded.partial_aqi, level = excluded.level,
      primary_pollutants = excluded.primary_pollutants, revision = excluded.revision, computed_at = excluded.computed_at
  `.execute(tx);
}

function toRow<S extends number | string>(row: Raw<S>): AqiRow<S> {
  return {
    subject: row.subject,
    period: PERIOD_NAMES[row.period]!,
    time: row.time.getTime(),
    standard: row.standard,
    ruleVersion: row.rule_version,
    inputs: row.inputs,
    result: row.result,
    aqi: row.aqi,
    partialAqi: row.partial_aqi,
    level: row.level,
    primary: row.primary_pollutants,
    revision: row.revision,
    computedAt: row.computed_at.getTime(),
  };
}
