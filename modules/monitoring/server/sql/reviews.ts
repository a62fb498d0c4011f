import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Official, ReviewLevel } from '../../contract.ts';
import type { Judgement } from '../domain/judge-task.ts';

export interface ReviewRow {
  readonly round: number;
  readonly level: ReviewLevel;
  readonly decision: 'pass' | 'return';
  readonly comment: string | null;
  readonly by: string;
  readonly userId: string;
  readonly at: Date;
}

export async function reviewsOf(db: DbOrTx, taskId: number): Promise<ReviewRow[]> {
  const { rows } = await sql<ReviewRow>`
    select round, level, decision, comment, by_name as by, by_user as "userId", at from monitoring.review where task_id = ${taskId} order by id
  `.execute(db);
  return rows;
}

/** The round that is under way: those that ended with a return or a signature are over. */
export function presentRound(reviews: readonly ReviewRow[]): number {
  return 1 + reviews.filter(({ decision, level }) => decision === 'return' || level === 'sign').length;
}

export async function insertReview(
  tx: DbOrTx,
  taskId: number,
  unitPath: string,
  one: ReviewRow,
): Promise<void> {
  await sql`
    insert into monitoring.review (task_id, unit_path, round, level, decision, comment, by_name, by_user, at)
    values (${taskId}, ${unitPath}, ${one.round}, ${one.level}, ${one.decision}, ${one.comment}, ${one.by}, ${one.userId}, ${one.at})
  `.execute(tx);
}

interface OfficialRaw extends Pick<Official, 'revision' | 'signedBy' | 'grade' | 'verdict' | 'exceeding'> {
  readonly signedAt: Date;
  readonly finding: Pick<Official, 'target' | 'rules' | 'missing' | 'steps'> | null;
}

export async function officialOf(db: DbOrTx, taskId: number): Promise<Official | null> {
  const { rows } = await sql<OfficialRaw>`
    select revision, signed_by as "signedBy", signed_at as "signedAt", grade, verdict, exceeding, finding from monitoring.official where task_id = ${taskId}
  `.execute(db);
  const row = rows[0];
  if (!row) return null;
  const { finding, signedAt, ...rest } = row;
  return {
    ...rest,
    signedAt: beijingIso(signedAt.getTime()),
    target: finding?.target ?? null,
    rules: finding?.rules ?? [],
    missing: finding?.missing ?? [],
    steps: finding?.steps ?? [],
  };
}

/** Makes a judgement official. Its number goes on from the last one that was taken back. */
export async function insertOfficial(
  tx: DbOrTx,
  task: { id: number; pointId: number; unitPath: string },
  sampledAt: Date,
  signed: { by: string; at: Date },
  judged: Judgement,
): Promise<void> {
  const finding = judged.finding ?? { rules: [], missing: [], steps: [], used: {}, problems: [] };
  const { rules, missing, steps, used, problems } = finding;
  await sql`
    insert into monitoring.official (task_id, point_id, unit_path, revision, sampled_at, signed_by, signed_at, grade, verdict, exceeding, finding)
    values (${task.id}, ${task.pointId}, ${task.unitPath},
      (select coalesce(max(revision) + 1, 0) from monitoring.official_revision where task_id = ${task.id}),
      ${sampledAt}, ${signed.by}, ${signed.at}, ${judged.grade}, ${judged.verdict}, ${JSON.stringify(judged.exceeding)}::jsonb,
      ${JSON.stringify({ target: judged.target, rules, missing, steps, used, problems })}::jsonb)
  `.execute(tx);
}

/** Takes an official result back; it stays readable as a revision. */
export async function withdrawOfficial(tx: DbOrTx, taskId: number, reason: string, at: Date): Promise<void> {
  await sql`
    insert into monitoring.official_revision select o.*, ${at}::timestamptz, ${reason} from monitoring.official o where o.task_id = ${taskId}
  `.execute(tx);
  await sql`delete from monitoring.official where task_id = ${taskId}`.execute(tx);
}
