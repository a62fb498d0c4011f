import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Answers, PaperDetail, Score, Why } from '../../contract.ts';
import type { Prefill } from '../domain/prefill.ts';

/** What a signature keeps: the file as it was seen, and the score. */
export interface Frozen extends Prefill {
  readonly steps: PaperDetail['steps'];
  readonly result: Score;
}

export interface PaperRow {
  readonly id: number;
  readonly roundId: number;
  readonly nth: number;
  readonly unitPath: string;
  readonly auditedPath: string;
  readonly auditedName: string;
  readonly caseId: number;
  readonly caseNumber: string;
  readonly party: string;
  readonly cause: string;
  readonly why: Why;
  readonly answers: Answers | null;
  readonly frozen: Frozen | null;
  readonly signedBy: string | null;
  readonly signedAt: Date | null;
  readonly simulated: boolean;
}

export async function paperRows(
  db: DbOrTx,
  one: { readonly id?: number; readonly roundId?: number },
): Promise<PaperRow[]> {
  const { rows } = await sql<PaperRow>`
    select id, round_id as "roundId", nth, unit_path as "unitPath", audited_path as "auditedPath", audited_name as "auditedName",
      case_id as "caseId", case_number as "caseNumber", party, cause, why, answers, frozen, signed_by as "signedBy",
      signed_at as "signedAt", simulated
    from audit.paper
    where (${one.id ?? null}::int is null or id = ${one.id ?? null}) and (${one.roundId ?? null}::int is null or round_id = ${one.roundId ?? null})
    order by round_id, nth`.execute(db);
  return rows;
}

export async function insertPaper(
  db: DbOrTx,
  one: Omit<PaperRow, 'id' | 'answers' | 'frozen' | 'signedBy' | 'signedAt'>,
): Promise<void> {
  await sql`insert into audit.paper (round_id, nth, unit_path, audited_path, audited_name, case_id, case_number, party, cause, why, simulated)
    values (${one.roundId}, ${one.nth}, ${one.unitPath}, ${one.auditedPath}, ${one.auditedName}, ${one.caseId}, ${one.caseNumber},
      ${one.party}, ${one.cause}, ${one.why}, ${one.simulated})`.execute(db);
}

/** Keeps a paper still; false: it is signed. */
export async function lockOpenPaper(db: DbOrTx, id: number): Promise<boolean> {
  const { rows } = await sql<{
    open: boolean;
  }>`select signed_at is null as open from audit.paper where id = ${id} for update`.execute(db);
  return rows[0]?.open ?? false;
}

export async function writeAnswers(db: DbOrTx, id: number, answers: Answers): Promise<void> {
  await sql`update audit.paper set answers = ${JSON.stringify(answers)}::jsonb where id = ${id}`.execute(db);
}

export async function freezePaper(
  db: DbOrTx,
  id: number,
  one: { readonly answers: Answers; readonly frozen: Frozen; readonly by: string; readonly at: Date },
): Promise<void> {
  await sql`update audit.paper set answers = ${JSON.stringify(one.answers)}::jsonb, frozen = ${JSON.stringify(one.frozen)}::jsonb,
      signed_by = ${one.by}, signed_at = ${one.at} where id = ${id}`.execute(db);
}
