import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { JudgedValue, Judgement } from '../domain/judge-task.ts';

/** A task of the past with its time and what it came to. */
export interface HistoryTask {
  readonly id: number;
  readonly sampledAt: string;
  readonly signedAt: string;
  readonly by: string;
  readonly judged: Judgement;
}

export interface HistoryResult extends JudgedValue {
  readonly taskId: number;
  readonly container: string;
  readonly unitPath: string;
  readonly analysedAt: string;
  readonly sheetRow: number;
}

/** First month of the simulated tasks that people work on, and the last that the history reaches to; null: none. */
export async function historyEnds(
  db: DbOrTx,
  mark: string,
): Promise<{ plans: string | null; history: string | null }> {
  const { rows } = await sql<{ plans: string | null; history: string | null }>`
    select to_char(min(t.due_from) filter (where p.created_by <> ${mark}), 'YYYY-MM') as plans,
      to_char(max(t.due_from) filter (where p.created_by = ${mark}), 'YYYY-MM') as history
    from monitoring.task t join monitoring.plan p on p.id = t.plan_id where p.simulated
  `.execute(db);
  return rows[0]!;
}

export async function historyPlan(
  db: DbOrTx,
  mark: string,
  year: number,
  unitPath: string,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select id from monitoring.plan where created_by = ${mark} and year = ${year} and unit_path = ${unitPath}
  `.execute(db);
  return rows[0]?.id ?? null;
}

export interface OpenTask {
  readonly id: number;
  readonly code: string;
  readonly pointId: number;
  readonly pointKind: string;
  readonly unitPath: string;
  readonly items: string[];
}

export async function assignedTasks(db: DbOrTx, planId: number, dueFrom: string): Promise<OpenTask[]> {
  const { rows } = await sql<OpenTask>`
    select id, code, point_id as "pointId", point_kind as "pointKind", unit_path as "unitPath", items from monitoring.task
    where plan_id = ${planId} and due_from = ${dueFrom}::date and state = 'assigned' order by id
  `.execute(db);
  return rows;
}

/** Sampling, bottle and judgement of finished tasks, whose results are in; the tasks become official. */
export async function finishTasks(tx: DbOrTx, tasks: readonly HistoryTask[], sampler: string): Promise<void> {
  const rows = tasks.map(({ id, sampledAt, signedAt, by, judged }) => {
    const { rules, missing, steps, used, problems } = judged.finding ?? {
      rules: [],
      missing: [],
      steps: [],
      used: {},
      problems: [],
    };
    const { grade, verdict, exceeding, target } = judged;
    const finding = { target, rules, missing, steps, used, problems };
    return { id, sampledAt, signedAt, by, grade, verdict, exceeding, finding };
  });
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id int, "sampledAt" timestamptz, "signedAt" timestamptz, "by" text,
    grade text, verdict text, exceeding jsonb, finding jsonb) join monitoring.task t on t.id = r.id`;
  await sql`
    insert into monitoring.sampling (task_id, unit_path, client_id, sampled_at, sampler, sampler_id, lon, lat, on_site, note, sent_at)
    select t.id, t.unit_path, gen_random_uuid(), r."sampledAt", r."by", ${sampler}, t.lon, t.lat, '{}', r."by", r."sampledAt" from ${given}
  `.execute(tx);
  await sql`
    insert into monitoring.container (code, task_id, unit_path, kind, items, received)
    select t.code || '-01', t.id, t.unit_path, 'sample', t.items, true from ${given}
  `.execute(tx);
  await sql`
    insert into monitoring.official (task_id, point_id, unit_path, sampled_at, signed_by, signed_at, grade, verdict, exceeding, finding)
    select t.id, t.point_id, t.unit_path, r."sampledAt", r."by", r."signedAt", r.grade, r.verdict, r.exceeding, r.finding from ${given}
  `.execute(tx);
  await sql`
    update monitoring.task set state = 'official', sampled_by = ${sampler}, reported_by = ${sampler}
    where id = any(${tasks.map((one) => one.id)}::int[])
  `.execute(tx);
}

/** Results of tasks that have none yet: nothing is replaced, so nothing is looked for. By arrays, which cost least. */
export async function insertHistoryResults(
  tx: DbOrTx,
  rows: readonly HistoryResult[],
  { sheetId, at, by }: { sheetId: number; at: Date; by: string },
): Promise<void> {
  await sql`
    insert into monitoring.result (task_id, container, item, unit_path, kind, value, below, detection_limit, unit, method, analysed_at, analyst, source,
      sheet_id, sheet_row, at)
    select r.task, r.container, r.item, r.unit_path, 'sample', r.value, r.value is null, r.detection_limit, r.unit, ${by}, r.analysed_at, ${by}, 'api',
      ${sheetId}, r.row, ${at}
    from unnest(${rows.map((one) => one.taskId)}::int[], ${rows.map((one) => one.container)}::text[], ${rows.map((one) => one.item)}::text[],
      ${rows.map((one) => one.unitPath)}::text[], ${rows.map((one) => one.value)}::float8[], ${rows.map((one) => one.detectionLimit)}::float8[],
      ${rows.map((one) => one.unit)}::text[], ${rows.map((one) => one.analysedAt)}::timestamptz[], ${rows.map((one) => one.sheetRow)}::int[])
      as r(task, container, item, unit_path, value, detection_limit, unit, analysed_at, row)
  `.execute(tx);
}

/** Tables that grew by a multiple are planned for as they are now. */
export async function analyseHistory(db: DbOrTx): Promise<void> {
  await sql`analyze monitoring.task, monitoring.result, monitoring.official`.execute(db);
}
