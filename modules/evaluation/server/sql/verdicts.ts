import type { DbOrTx, Tx } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import type { Check, JudgedPeriod, Measure, TargetWord, VerdictWord } from '../../contract.ts';
import { PERIOD_CODES } from './aqi.ts';

export interface VerdictInputs {
  readonly mean: number | null;
  readonly converted: number | null;
  /** Unit of the two as registered; absent in rows of before it was kept. */
  readonly unit?: string | null;
  /** Measured and reference oxygen, % (flue gas). */
  readonly oxygen: number | null;
  readonly referenceOxygen: number | null;
  readonly validCount: number | null;
  readonly expected: number | null;
  readonly invalid: string | null;
  /** Revision of the rollup. */
  readonly rollup: number;
}

export interface VerdictRow {
  readonly pointId: number;
  readonly code: string;
  readonly period: JudgedPeriod;
  readonly time: number;
  readonly verdict: VerdictWord;
  readonly reason: string | null;
  readonly measure: Measure;
  readonly value: number | null;
  /** Unit of value and limit; null: the parameter's own, in rows of before it was kept. */
  readonly unit: string | null;
  readonly upper: number | null;
  readonly lower: number | null;
  readonly exceedMultiple: number | null;
  readonly limitId: number | null;
  readonly standard: string | null;
  /** The worst word against the targets of the factor. */
  readonly target: TargetWord | null;
  /** Every comparison with the figures that judged; empty in rows of before they were kept. */
  readonly checks: readonly Check[];
  readonly ruleVersion: string;
  readonly inputs: VerdictInputs;
  readonly revision: number;
  readonly computedAt: number;
}

export interface VerdictRevisionRow extends VerdictRow {
  readonly replacedAt: number;
  readonly replacedReason: string;
}

export interface VerdictKey {
  readonly pointId: number;
  readonly code: string;
  readonly period: JudgedPeriod;
  readonly time: number;
}

interface Raw {
  point_id: number;
  code: string;
  period: number;
  time: Date;
  verdict: VerdictWord;
  reason: string | null;
  measure: Measure;
  value: number | null;
  unit: string | null;
  upper_limit: number | null;
  lower_limit: number | null;
  exceed_multiple: number | null;
  limit_id: number | null;
  standard: string | null;
  target: TargetWord | null;
  checks: Check[];
  rule_version: string;
  inputs: VerdictInputs;
  revision: number;
  computed_at: Date;
}

/** In the order of the table; the table of revisions has two more. */
const OWN = [
  'point_id', 'code', 'period', 'time', 'verdict', 'reason', 'measure', 'value', 'unit', 'upper_limit', 'lower_limit',
  'exceed_multiple', 'limit_id', 'standard', 'target', 'checks', 'rule_version', 'inputs', 'revision', 'computed_at',
] as const; // biome-ignore format: a table
/** Point, code, period and time name a verdict; the other columns are what it says. */
const KEY_COLUMNS = 4;
const columnsOf = (alias: string) => sql.join(OWN.map((name) => sql.ref(`${alias}.${name}`)));
const names = (columns: readonly string[]) => sql.join(columns.map((name) => sql.ref(name)));
const COLUMNS = columnsOf('v');

/** All verdicts of these periods of these points, whatever the factor. */
export async function verdictsOfPeriods(
  db: DbOrTx,
  period: JudgedPeriod,
  keys: ReadonlyArray<{ pointId: number; time: number }>,
): Promise<VerdictRow[]> {
  if (keys.length === 0) return [];
  const points = keys.map((key) => key.pointId);
  const times = keys.map((key) => new Date(key.time).toISOString());
  const { rows } = await sql<Raw>`
    select ${COLUMNS} from unnest(${points}::int[], ${times}::timestamptz[]) k(point_id, time)
    join evaluation.verdict v on v.point_id = k.point_id and v.period = ${PERIOD_CODES[period]} and v.time = k.time
  `.execute(db);
  return rows.map(toRow);
}

export async function verdictAt(db: DbOrTx, key: VerdictKey): Promise<VerdictRow | null> {
  const { rows } = await sql<Raw>`
    select ${COLUMNS} from evaluation.verdict v where v.point_id = ${key.pointId} and v.code = ${key.code}
      and v.period = ${PERIOD_CODES[key.period]} and v.time = ${new Date(key.time)}
  `.execute(db);
  return rows[0] ? toRow(rows[0]) : null;
}

export async function verdictRevisions(db: DbOrTx, key: VerdictKey): Promise<VerdictRevisionRow[]> {
  const { rows } = await sql<Raw & { replaced_at: Date; replaced_reason: string }>`
    select ${COLUMNS}, v.replaced_at, v.replaced_reason from evaluation.verdict_revision v
    where v.point_id = ${key.pointId} and v.code = ${key.code} and v.period = ${PERIOD_CODES[key.period]}
      and v.time = ${new Date(key.time)}
    order by v.revision desc limit 200
  `.execute(db);
  return rows.map((row) => ({
    ...toRow(row),
    replacedAt: row.replaced_at.getTime(),
    replacedReason: row.replaced_reason,
  }));
}

export interface VerdictFilter {
  readonly pointIds?: readonly number[];
  readonly code?: string;
  readonly period?: JudgedPeriod;
  readonly verdict?: VerdictWord;
  readonly target?: TargetWord;
  readonly from?: number;
  readonly to?: number;
}

/** Newest first; `after` is the key of the last row of the page before. */
export async function listVerdictRows(
  db: DbOrTx,
  filter: VerdictFilter,
  page: { after?: VerdictKey | null; limit: number },
): Promise<VerdictRow[]> {
  const where: RawBuilder<unknown>[] = [sql`true`];
  if (filter.pointIds) where.push(sql`v.point_id = any(${[...filter.pointIds]}::int[])`);
  if (filter.code) where.push(sql`v.code = ${filter.code}`);
  if (filter.period) where.push(sql`v.period = ${PERIOD_CODES[filter.period]}`);
  // Written out, so that the partial index over exceedances is found.
  if (filter.verdict === 'exceeds') where.push(sql`v.verdict = 'exceeds'`);
  else if (filter.verdict) where.push(sql`v.verdict = ${filter.verdict}`);
  if (filter.target) where.push(sql`v.target = ${filter.target}`);
  if (filter.from !== undefined) where.push(sql`v.time >= ${new Date(filter.from)}`);
  if (filter.to !== undefined) where.push(sql`v.time < ${new Date(filter.to)}`);
  const { after } = page;
  if (after) {
    const time = new Date(after.time);
    where.push(sql`v.time <= ${time} and (v.time < ${time}
      or (v.point_id, v.code, v.period) > (${after.pointId}, ${after.code}, ${PERIOD_CODES[after.period]}))`);
  }
  const { rows } = await sql<Raw>`
    select ${COLUMNS} from evaluation.verdict v where ${sql.join(where, sql` and `)}
    order by v.time desc, v.point_id, v.code, v.period limit ${page.limit}
  `.execute(db);
  return rows.map(toRow);
}

/** Newest verdict of each factor and period of each outlet. */
export async function latestVerdictRows(
  db: DbOrTx,
  pointIds: readonly number[] | null,
): Promise<VerdictRow[]> {
  const { rows } = await sql<Raw>`
    select ${COLUMNS} from evaluation.latest_verdict l
    join evaluation.verdict v on v.point_id = l.point_id and v.code = l.code and v.period = l.period and v.time = l.time
    where ${pointIds === null ? sql`true` : sql`l.point_id = any(${[...pointIds]}::int[])`}
    order by v.point_id, v.code, v.period
  `.execute(db);
  return rows.map(toRow);
}

/** How many judged values of each point exceeded, of the periods that start in [from, to). */
export async function exceedCounts(
  db: DbOrTx,
  pointIds: readonly number[],
  from: number,
  to: number,
): Promise<Array<{ pointId: number; code: string; n: number }>> {
  const { rows } = await sql<{ point_id: number; code: string; n: string | number }>`
    select v.point_id, v.code, count(*) as n from evaluation.verdict v
    where v.verdict = 'exceeds' and v.time >= ${new Date(from)} and v.time < ${new Date(to)}
      and v.point_id = any(${[...pointIds]}::int[])
    group by v.point_id, v.code
  `.execute(db);
  return rows.map((row) => ({ pointId: row.point_id, code: row.code, n: Number(row.n) }));
}

/** Writes verdicts; what stood there moves to the revisions with the reason. Keys must be unique in the batch. */
export async function writeVerdicts(tx: Tx, rows: readonly VerdictRow[], reason: string): Promise<void> {
  if (rows.length === 0) return;
  const batch = JSON.stringify(
    rows.map((row) => ({
      point_id: row.pointId,
      code: row.code,
      period: PERIOD_CODES[row.period],
      time: new Date(row.time).toISOString(),
      verdict: row.verdict,
      reason: row.reason,
      measure: row.measure,
      value: row.value,
      unit: row.unit,
      upper_limit: row.upper,
      lower_limit: row.lower,
      exceed_multiple: row.exceedMultiple,
      limit_id: row.limitId,
      standard: row.standard,
      target: row.target,
      checks: row.checks,
      rule_version: row.ruleVersion,
      inputs: row.inputs,
      revision: row.revision,
      computed_at: new Date(row.computedAt).toISOString(),
    })),
  );
  const records = sql`jsonb_to_recordset(${batch}::jsonb) as n(point_id int, code text, period smallint, time timestamptz,
    verdict text, reason text, measure text, value float8, unit text, upper_limit float8, lower_limit float8,
    exceed_multiple float8, limit_id int, standard text, target text, checks jsonb, rule_version text, inputs jsonb,
    revision int, computed_at timestamptz)`;
  await sql`
    insert into evaluation.verdict_revision (${names(OWN)}, replaced_at, replaced_reason)
    select ${COLUMNS}, n.computed_at, ${reason} from ${records}
    join evaluation.verdict v on v.point_id = n.point_id and v.code = n.code and v.period = n.period and v.time = n.time
    on conflict do nothing
  `.execute(tx);
  const renewed = OWN.slice(KEY_COLUMNS).map(
    (name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`,
  );
  await sql`
    insert into evaluation.verdict (${names(OWN)}) select ${columnsOf('n')} from ${records}
    on conflict (point_id, code, period, time) do update set ${sql.join(renewed)}
  `.execute(tx);
  await sql`
    insert into evaluation.latest_verdict (point_id, code, period, time)
    select n.point_id, n.code, n.period, max(n.time) from ${records} group by 1, 2, 3
    on conflict (point_id, code, period) do update set time = excluded.time
      where evaluation.latest_verdict.time < excluded.time
  `.execute(tx);
}

function toRow(row: Raw): VerdictRow {
  return {
    pointId: row.point_id,
    code: row.code,
    period: row.period === 1 ? 'hour' : 'day',
    time: row.time.getTime(),
    verdict: row.verdict,
    reason: row.reason,
    measure: row.measure,
    value: row.value,
    unit: row.unit,
    upper: row.upper_limit,
    lower: row.lower_limit,
    exceedMultiple: row.exceed_multiple,
    limitId: row.limit_id,
    standard: row.standard,
    target: row.target,
    checks: row.checks,
    ruleVersion: row.rule_version,
    inputs: row.inputs,
    revision: row.revision,
    computedAt: row.computed_at.getTime(),
  };
}
