import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Group, Indices, Remark, Rule, Step, Taxon } from '../../contract.ts';
import type { JudgedSurvey } from '../domain/judge-survey.ts';
import type { Bringer } from './status.ts';

export interface SurveyBrief {
  readonly id: number;
  readonly pointId: number;
  readonly unitPath: string;
  readonly surveyedOn: string;
  readonly group: Group;
  readonly unit: string;
  readonly indices: Indices;
  readonly revision: number;
  readonly simulated: boolean;
}
export interface SurveyRecord extends SurveyBrief {
  readonly taxa: readonly Taxon[];
  readonly rule: Rule | null;
  readonly steps: readonly Step[];
  readonly remarks: readonly Remark[];
  readonly source: string | null;
  readonly by: string;
  readonly at: Date;
}
const brief = sql`id, point_id as "pointId", unit_path as "unitPath", surveyed_on::text as "surveyedOn", eco_group as "group", unit, indices, revision, simulated`;
const full = sql`${brief}, taxa, rule, steps, remarks, source, by_name as "by", at`;

/** The newest revision of each survey, newest day first. */
export async function newestSurveys(
  db: DbOrTx,
  filter: {
    pointId?: number;
    group?: Group;
    unitPath?: string;
    from?: string;
    to?: string;
  } = {},
): Promise<SurveyBrief[]> {
  const { pointId = null, group = null, unitPath = '/', from = null, to = null } = filter;
  const { rows } = await sql<SurveyBrief>`
    select * from (
      select distinct on (point_id, surveyed_on, eco_group) ${brief} from ecology.survey
      where (${pointId}::int is null or point_id = ${pointId}) and (${group}::text is null or eco_group = ${group})
        and starts_with(unit_path, ${unitPath})
        and (${from}::date is null or surveyed_on >= ${from}::date) and (${to}::date is null or surveyed_on <= ${to}::date)
      order by point_id, surveyed_on, eco_group, revision desc
    ) newest order by "surveyedOn" desc, "pointId", "group"`.execute(db);
  return rows;
}

export async function surveyYears(db: DbOrTx): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct extract(year from surveyed_on)::int as year from ecology.survey order by year desc`.execute(
    db,
  );
  return rows.map((one) => one.year);
}

export async function surveyById(db: DbOrTx, id: number): Promise<SurveyRecord | null> {
  const { rows } = await sql<SurveyRecord>`select ${full} from ecology.survey where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export interface SurveyKey {
  readonly pointId: number;
  readonly surveyedOn: string;
  readonly group: Group;
}
/** All revisions of a survey, newest first. */
export async function revisionsOf(
  db: DbOrTx,
  { pointId, surveyedOn, group }: SurveyKey,
): Promise<SurveyRecord[]> {
  const { rows } = await sql<SurveyRecord>`select ${full} from ecology.survey
    where point_id = ${pointId} and surveyed_on = ${surveyedOn}::date and eco_group = ${group} order by revision desc`.execute(
    db,
  );
  return rows;
}

export interface NewSurvey extends SurveyKey {
  readonly unitPath: string;
  readonly unit: string;
  readonly taxa: readonly Taxon[];
  readonly judged: JudgedSurvey;
}
export async function insertSurveys(
  tx: DbOrTx,
  all: readonly NewSurvey[],
  by: Bringer,
): Promise<{ id: number; revision: number }[]> {
  const rows = all.map(({ judged, ...one }) => ({
    point_id: one.pointId,
    unit_path: one.unitPath,
    surveyed_on: one.surveyedOn,
    eco_group: one.group,
    unit: one.unit,
    taxa: one.taxa,
    ...judged,
  }));
  const { rows: made } = await sql<{ id: number; revision: number }>`
    insert into ecology.survey (point_id, unit_path, surveyed_on, eco_group, revision, unit, taxa, indices, rule, steps, remarks,
      source, simulated, by_name, by_user, at)
    select n.point_id, n.unit_path, n.surveyed_on, n.eco_group,
      coalesce((select max(s.revision) from ecology.survey s
        where s.point_id = n.point_id and s.surveyed_on = n.surveyed_on and s.eco_group = n.eco_group), 0) + 1,
      n.unit, n.taxa, n.indices, n.rule, n.steps, n.remarks,
      ${by.source}, ${by.simulated}, ${by.byName}, ${by.byUser}, ${by.at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(point_id int, unit_path text, surveyed_on date, eco_group text, unit text,
      taxa jsonb, indices jsonb, rule jsonb, steps jsonb, remarks jsonb)
    returning id, revision`.execute(tx);
  return made;
}
