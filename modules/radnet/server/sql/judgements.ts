import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Basis, HourState } from '../../contract.ts';
import type { Judgement } from '../domain/judge.ts';

export interface JudgementRow extends Judgement {
  readonly pointId: number;
  readonly revision: number;
}

type Raw = Omit<JudgementRow, 'time' | 'state' | 'basis'> & {
  time: Date;
  state: HourState;
  basis: Basis | null;
};
const COLUMNS = sql`j.point_id as "pointId", j.time, j.state, j.value, j.rain, j.wet, j.mean, j.sd, j.n, j.basis, j.high, j.urgent, j.rule,
  j.rule_version as "ruleVersion", j.revision`;
const hydrate = (rows: readonly Raw[]): JudgementRow[] =>
  rows.map((row) => ({ ...row, time: row.time.getTime() }));

/** Judged hours [from, to) by point and time. */
export async function judgementsBetween(
  db: DbOrTx,
  pointIds: readonly number[],
  from: number,
  to: number,
): Promise<JudgementRow[]> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from radnet.judgement j
    where j.point_id = any(${[...pointIds]}::int[]) and j.time >= ${new Date(from)} and j.time < ${new Date(to)}
    order by j.point_id, j.time`.execute(db);
  return hydrate(rows);
}

/** The newest judged hour of each point. */
export async function latestJudgements(db: DbOrTx, pointIds: readonly number[]): Promise<JudgementRow[]> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from unnest(${[...pointIds]}::int[]) p(id)
    cross join lateral (select * from radnet.judgement x where x.point_id = p.id order by x.time desc limit 1) j`.execute(
    db,
  );
  return hydrate(rows);
}

/** First and last judged hour of each point. */
export async function judgedSpans(
  db: DbOrTx,
  pointIds: readonly number[],
): Promise<Map<number, { first: number; last: number }>> {
  const { rows } = await sql<{ id: number; first: Date; last: Date }>`
    select point_id as id, min(time) as first, max(time) as last from radnet.judgement
    where point_id = any(${[...pointIds]}::int[]) group by point_id`.execute(db);
  return new Map(rows.map((row) => [row.id, { first: row.first.getTime(), last: row.last.getTime() }]));
}

/** Hours of a point that could not be judged, after an hour. */
export async function unjudgedAfter(db: DbOrTx, pointId: number, after: number): Promise<number[]> {
  const { rows } = await sql<{ time: Date }>`select time from radnet.judgement
    where point_id = ${pointId} and state = 'not-judged' and time > ${new Date(after)} order by time`.execute(
    db,
  );
  return rows.map(({ time }) => time.getTime());
}

/** Writes judgements; what they replace is kept beside. */
export async function keepJudgements(
  db: DbOrTx,
  point: { readonly id: number; readonly unitPath: string },
  fresh: readonly Judgement[],
  replaced: readonly JudgementRow[],
  at: Date,
): Promise<void> {
  const was = replaced.map(({ time, revision, ...row }) => ({
    time: new Date(time).toISOString(),
    revision,
    was: row,
  }));
  await sql`insert into radnet.judgement_revision (point_id, time, revision, was, replaced_at)
    select ${point.id}, r.time, r.revision, r.was, ${at}
    from jsonb_to_recordset(${JSON.stringify(was)}::jsonb) as r(time timestamptz, revision int, was jsonb)`.execute(
    db,
  );
  const rows = fresh.map(({ time, ruleVersion, ...row }) => ({
    ...row,
    time: new Date(time).toISOString(),
    rule_version: ruleVersion,
  }));
  await sql`insert into radnet.judgement (point_id, time, unit_path, state, value, rain, wet, mean, sd, n, basis, high, urgent, rule,
      rule_version, judged_at)
    select ${point.id}, r.time, ${point.unitPath}, r.state, r.value, r.rain, r.wet, r.mean, r.sd, r.n, r.basis, r.high, r.urgent, r.rule,
      r.rule_version, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(time timestamptz, state text, value float8, rain float8, wet boolean,
      mean float8, sd float8, n int, basis text, high float8, urgent float8, rule text, rule_version text)
    on conflict (point_id, time) do update set state = excluded.state, value = excluded.value, rain = excluded.rain, wet = excluded.wet,
      mean = excluded.mean, sd = excluded.sd, n = excluded.n, basis = excluded.basis, high = excluded.high, urgent = excluded.urgent,
      rule = excluded.rule, rule_version = excluded.rule_version, judged_at = excluded.judged_at,
      revision = radnet.judgement.revision + 1`.execute(db);
}
