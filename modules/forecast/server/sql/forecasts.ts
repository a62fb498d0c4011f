import type { DbOrTx, Tx } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';

/** A forecast as it is stored, less what its storing adds. */
export interface NewForecast {
  readonly source: string;
  readonly cityCode: string;
  readonly issue: string;
  readonly target: string;
  readonly unitPath: string;
  readonly aqi: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly level: number | null;
  readonly primary: readonly string[];
  readonly detail: object;
  readonly model: string | null;
  readonly climatologyAqi: number | null;
  readonly persistenceAqi: number | null;
  readonly hindcast: boolean;
  readonly simulated: boolean;
  readonly row: number | null;
}

export interface ForecastRow extends NewForecast {
  readonly lead: number;
  readonly uploadId: number | null;
  readonly revision: number;
  readonly madeAt: Date;
}

type Said = Pick<NewForecast, 'aqi' | 'low' | 'high' | 'level'>;
export interface ForecastChange extends Pick<NewForecast, 'source' | 'cityCode' | 'issue' | 'target'> {
  readonly before: Said;
  readonly after: Said;
}
export interface Stored {
  readonly created: number;
  readonly changed: number;
  readonly changes: readonly ForecastChange[];
}

const BATCH = 2_000;
const MOST_CHANGES = 200;

/** One writer at a time: what one replaces must not be replaced meanwhile by another. */
export async function lockForecasts(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('forecast.forecast'))`.execute(tx);
}

const given = (rows: readonly NewForecast[]): RawBuilder<unknown> => sql`jsonb_to_recordset(${JSON.stringify(
  rows.map((row) => ({
    source: row.source,
    city_code: row.cityCode,
    issue_date: row.issue,
    target_date: row.target,
    unit_path: row.unitPath,
    aqi: row.aqi,
    aqi_low: row.low,
    aqi_high: row.high,
    level: row.level,
    primary_pollutants: row.primary,
    detail: row.detail,
    model: row.model,
    climatology_aqi: row.climatologyAqi,
    persistence_aqi: row.persistenceAqi,
    hindcast: row.hindcast,
    simulated: row.simulated,
    file_row: row.row,
  })),
)}::jsonb) as n(source text, city_code text, issue_date date, target_date date, unit_path text, aqi smallint, aqi_low smallint,
  aqi_high smallint, level smallint, primary_pollutants text[], detail jsonb, model text, climatology_aqi smallint,
  persistence_aqi smallint, hindcast boolean, simulated boolean, file_row int)`;

const SAME_KEY = sql`f.source = n.source and f.city_code = n.city_code and f.issue_date = n.issue_date and f.target_date = n.target_date`;
const SAID = ['aqi', 'aqi_low', 'aqi_high', 'level', 'primary_pollutants', 'detail', 'model'] as const;
const saidBy = (table: string) => sql`(${sql.join(SAID.map((name) => sql.ref(`${table}.${name}`)))})`;
const DIFFERS = sql`${saidBy('f')} is distinct from ${saidBy('n')}`;

/** What storing these would come to. */
export async function previewForecasts(db: DbOrTx, rows: readonly NewForecast[]): Promise<Stored> {
  let [created, changed] = [0, 0];
  const changes: ForecastChange[] = [];
  for (let i = 0; i < rows.length; i += BATCH) {
    const batch = given(rows.slice(i, i + BATCH));
    const { rows: counts } = await sql<{ created: number; changed: number }>`
      select count(*) filter (where f.source is null)::int as created,
        count(*) filter (where f.source is not null and ${DIFFERS})::int as changed
      from ${batch} left join forecast.forecast f on ${SAME_KEY}`.execute(db);
    created += counts[0]!.created;
    changed += counts[0]!.changed;
    if (counts[0]!.changed === 0 || changes.length >= MOST_CHANGES) continue;
    const { rows: found } = await sql<ForecastChange>`
      select n.source, n.city_code as "cityCode", n.issue_date::text as issue, n.target_date::text as target,
        jsonb_build_object('aqi', f.aqi, 'low', f.aqi_low, 'high', f.aqi_high, 'level', f.level) as before,
        jsonb_build_object('aqi', n.aqi, 'low', n.aqi_low, 'high', n.aqi_high, 'level', n.level) as after
      from ${batch} join forecast.forecast f on ${SAME_KEY}
      where ${DIFFERS} order by 1, 3, 2, 4 limit ${MOST_CHANGES - changes.length}`.execute(db);
    changes.push(...found);
  }
  return { created, changed, changes };
}

/** Writes forecasts. What one said before goes to its revisions; one that says the same stays as it is. */
export async function storeForecasts(
  tx: Tx,
  rows: readonly NewForecast[],
  uploadId: number | null,
  at: number,
): Promise<void> {
  for (let i = 0; i < rows.length; i += BATCH) {
    const batch = given(rows.slice(i, i + BATCH));
    await sql`insert into forecast.forecast_revision
      select f.*, ${new Date(at)} from ${batch} join forecast.forecast f on ${SAME_KEY} where ${DIFFERS}`.execute(
      tx,
    );
    await sql`
      insert into forecast.forecast as f (source, city_code, issue_date, target_date, unit_path, aqi, aqi_low, aqi_high, level,
        primary_pollutants, detail, model, climatology_aqi, persistence_aqi, hindcast, simulated, file_row, upload_id, made_at)
      select n.*, ${uploadId}::int, ${new Date(at)}::timestamptz from ${batch}
      on conflict (source, city_code, issue_date, target_date) do update set aqi = excluded.aqi, aqi_low = excluded.aqi_low,
        aqi_high = excluded.aqi_high, level = excluded.level, primary_pollutants = excluded.primary_pollutants,
        detail = excluded.detail, model = excluded.model, climatology_aqi = excluded.climatology_aqi,
        persistence_aqi = excluded.persistence_aqi, hindcast = excluded.hindcast, simulated = excluded.simulated,
        file_row = excluded.file_row, upload_id = excluded.upload_id, made_at = excluded.made_at, revision = f.revision + 1
      where ${saidBy('f')} is distinct from ${saidBy('excluded')}`.execute(tx);
  }
}

export interface ForecastFilter {
  readonly source?: string;
  readonly cityCodes?: readonly string[];
  readonly issue?: string;
  readonly target?: string;
  /** Target days, both included. */
  readonly from?: string;
  readonly to?: string;
}

/** Forecasts, without their details unless asked for; by source, issue, city and target. */
export async function forecastRows(
  db: DbOrTx,
  filter: ForecastFilter,
  detail = false,
): Promise<ForecastRow[]> {
  const { source, cityCodes, issue, target, from, to } = filter;
  const { rows } = await sql<ForecastRow>`
    select source, city_code as "cityCode", issue_date::text as issue, target_date::text as target, unit_path as "unitPath",
      target_date - issue_date as lead, aqi, aqi_low as low, aqi_high as high, level, primary_pollutants as primary,
      ${detail ? sql`detail` : sql`'{}'::jsonb as detail`}, model, climatology_aqi as "climatologyAqi",
      persistence_aqi as "persistenceAqi", hindcast, simulated, file_row as row, upload_id as "uploadId", revision, made_at as "madeAt"
    from forecast.forecast
    where (${source ?? null}::text is null or source = ${source ?? null})
      and (${cityCodes ? [...cityCodes] : null}::text[] is null or city_code = any(${cityCodes ? [...cityCodes] : null}::text[]))
      and (${issue ?? null}::date is null or issue_date = ${issue ?? null}::date)
      and (${target ?? null}::date is null or target_date = ${target ?? null}::date)
      and (${from ?? null}::date is null or target_date >= ${from ?? null}::date)
      and (${to ?? null}::date is null or target_date <= ${to ?? null}::date)
    order by source, issue_date, city_code, target_date`.execute(db);
  return rows;
}

export interface SourceRow {
  readonly source: string;
  readonly firstIssue: string;
  readonly lastIssue: string;
  readonly simulated: boolean;
}

export async function sourceRows(db: DbOrTx): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`
    select source, min(issue_date)::text as "firstIssue", max(issue_date)::text as "lastIssue", bool_or(simulated) as simulated
    from forecast.forecast group by source order by source = 'baseline' desc, source`.execute(db);
  return rows;
}

export interface RevisionRow extends Said {
  readonly revision: number;
  readonly madeAt: Date;
  readonly replacedAt: Date;
}

/** What a forecast said before, newest first. */
export async function revisionRows(
  db: DbOrTx,
  key: Pick<NewForecast, 'source' | 'cityCode' | 'issue' | 'target'>,
): Promise<RevisionRow[]> {
  const { rows } = await sql<RevisionRow>`
    select revision, aqi, aqi_low as low, aqi_high as high, level, made_at as "madeAt", replaced_at as "replacedAt"
    from forecast.forecast_revision where source = ${key.source} and city_code = ${key.cityCode}
      and issue_date = ${key.issue}::date and target_date = ${key.target}::date
    order by revision desc limit 200`.execute(db);
  return rows;
}

/** Days of issue of which a city has a baseline already. */
export async function baselineIssues(db: DbOrTx, cityCode: string, from: string): Promise<Set<string>> {
  const { rows } = await sql<{ issue: string }>`
    select distinct issue_date::text as issue from forecast.forecast
    where source = 'baseline' and city_code = ${cityCode} and issue_date >= ${from}::date`.execute(db);
  return new Set(rows.map((row) => row.issue));
}
