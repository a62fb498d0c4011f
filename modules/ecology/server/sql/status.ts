import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Method, Remark, Rule, StatusInput, Step } from '../../contract.ts';
import type { Judged } from '../domain/judge-status.ts';

/** A row as lists need it. */
export interface StatusRow {
  readonly unitPath: string;
  readonly year: number;
  readonly method: Method;
  readonly revision: number;
  readonly input: StatusInput;
  readonly value: number;
  readonly grade: string;
  readonly gradeOfIndex: string;
  readonly indices: Readonly<Record<string, number>>;
  readonly rule: Rule;
  readonly simulated: boolean;
}
export interface StatusRecord extends StatusRow {
  readonly steps: readonly Step[];
  readonly remarks: readonly Remark[];
  readonly source: string | null;
  readonly by: string;
  readonly at: Date;
}
const brief = sql`unit_path as "unitPath", year, method, revision, input, value, grade, grade_of_index as "gradeOfIndex", indices, rule, simulated`;

/** Years that there are figures of, newest first. */
export async function statusYears(db: DbOrTx, method: Method): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct year from ecology.status where method = ${method} order by year desc`.execute(db);
  return rows.map((one) => one.year);
}

/** The newest revision of each unit in these years. */
export async function statusOfYears(
  db: DbOrTx,
  method: Method,
  years: readonly number[],
  unitPath = '/',
): Promise<StatusRow[]> {
  const { rows } = await sql<StatusRow>`
    select distinct on (unit_path, year) ${brief} from ecology.status
    where method = ${method} and year = any(${years}::smallint[]) and starts_with(unit_path, ${unitPath})
    order by unit_path, year, revision desc`.execute(db);
  return rows;
}

/** All revisions of a unit, newest year and revision first. */
export async function statusOfUnit(db: DbOrTx, unitPath: string, method: Method): Promise<StatusRecord[]> {
  const { rows } = await sql<StatusRecord>`
    select ${brief}, steps, remarks, source, by_name as "by", at from ecology.status
    where unit_path = ${unitPath} and method = ${method} order by year desc, revision desc`.execute(db);
  return rows;
}

export interface NewStatus {
  readonly unitPath: string;
  readonly year: number;
  readonly method: Method;
  readonly input: StatusInput;
  readonly judged: Judged;
}
export interface Bringer {
  readonly source: string | null;
  readonly simulated: boolean;
  readonly byName: string;
  readonly byUser: string | null;
  readonly at: Date;
}

/** Adds revisions; gives the number that each became, in the order given. */
export async function insertStatuses(
  tx: DbOrTx,
  all: readonly NewStatus[],
  by: Bringer,
): Promise<{ unitPath: string; year: number; revision: number }[]> {
  const rows = all.map(({ unitPath, year, method, input, judged }) => ({
    unit_path: unitPath,
    year,
    method,
    input,
    ...judged,
    grade_of_index: judged.gradeOfIndex,
  }));
  const { rows: made } = await sql<{ unitPath: string; year: number; revision: number }>`
    insert into ecology.status (unit_path, year, method, revision, input, value, grade, grade_of_index, indices, rule, steps, remarks,
      source, simulated, by_name, by_user, at)
    select n.unit_path, n.year, n.method,
      coalesce((select max(s.revision) from ecology.status s
        where s.unit_path = n.unit_path and s.method = n.method and s.year = n.year), 0) + 1,
      n.input, n.value, n.grade, n.grade_of_index, n.indices, n.rule, n.steps, n.remarks,
      ${by.source}, ${by.simulated}, ${by.byName}, ${by.byUser}, ${by.at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(unit_path text, year smallint, method text, input jsonb, value float8,
      grade text, grade_of_index text, indices jsonb, rule jsonb, steps jsonb, remarks jsonb)
    returning unit_path as "unitPath", year, revision`.execute(tx);
  return made;
}
