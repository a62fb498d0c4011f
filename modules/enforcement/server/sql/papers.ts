import type { DocumentContent } from '@tarim/documents';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { CaseDocument, OpenDecision, OpenWithdrawal } from '../../contract.ts';

export async function insertDocument(
  db: DbOrTx,
  one: { caseId: number; unitPath: string; content: DocumentContent; code: string } & Omit<
    CaseDocument,
    'voided'
  >,
): Promise<void> {
  await sql`insert into enforcement.document (case_id, nth, unit_path, kind, number, made_on, content, code)
    values (${one.caseId}, ${one.nth}, ${one.unitPath}, ${one.kind}, ${one.number}, ${one.on}::date, ${JSON.stringify(one.content)}::jsonb, ${one.code})`.execute(
    db,
  );
}

/** Whether the step of a document `d` counts no more. */
const voided = sql`not exists (select 1 from enforcement.live_step s where s.case_id = d.case_id and s.nth = d.nth)`;

export async function documentsOf(db: DbOrTx, caseId: number): Promise<CaseDocument[]> {
  const { rows } = await sql<CaseDocument>`
    select d.nth, d.kind, d.number, d.made_on::text as "on", ${voided} as voided from enforcement.document d
    where d.case_id = ${caseId} order by d.nth`.execute(db);
  return rows;
}

/** What may be told of a document to who has its code: no party, no cause. */
export async function documentByCode(
  db: DbOrTx,
  code: string,
): Promise<
  (Pick<CaseDocument, 'kind' | 'number' | 'on' | 'voided'> & { unitPath: string; simulated: boolean }) | null
> {
  const { rows } = await sql<
    Pick<CaseDocument, 'kind' | 'number' | 'on' | 'voided'> & { unitPath: string; simulated: boolean }
  >`
    select d.kind, d.number, d.made_on::text as "on", ${voided} as voided, d.unit_path as "unitPath", c.simulated
    from enforcement.document d join enforcement.case_file c on c.id = d.case_id where d.code = ${code}`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** All of a case by the steps that made them. */
export async function documentContents(db: DbOrTx, caseId: number): Promise<Map<number, DocumentContent>> {
  const { rows } = await sql<{ nth: number; content: DocumentContent }>`
    select nth, content from enforcement.document where case_id = ${caseId}`.execute(db);
  return new Map(rows.map(({ nth, content }) => [nth, content]));
}

/** The last of its kind that stands. */
export async function documentContent(
  db: DbOrTx,
  caseId: number,
  kind: CaseDocument['kind'],
): Promise<{ number: string; content: DocumentContent } | null> {
  const { rows } = await sql<{ number: string; content: DocumentContent }>`
    select d.number, d.content from enforcement.document d
    where d.case_id = ${caseId} and d.kind = ${kind} and not ${voided} order by d.nth desc limit 1`.execute(
    db,
  );
  return rows[0] ?? null;
}

export async function insertPublication(
  db: DbOrTx,
  one: { caseId: number; unitPath: string; content: OpenDecision; until: string; at: Date },
): Promise<void> {
  await sql`insert into enforcement.publication (case_id, unit_path, content, until, at)
    values (${one.caseId}, ${one.unitPath}, ${JSON.stringify(one.content)}::jsonb, ${one.until}::date, ${one.at}) on conflict (case_id) where withdrawn_on is null do nothing`.execute(
    db,
  );
}

/** What was repaired is not shown any more, from that day on. */
export async function endPublication(db: DbOrTx, caseId: number, on: string): Promise<void> {
  await sql`update enforcement.publication set until = least(until, ${on}::date - 1)
    where case_id = ${caseId} and withdrawn_on is null`.execute(db);
}

type Withdrawn = Pick<OpenWithdrawal, 'on' | 'outcome' | 'reason'>;

/** 撤回: what stood public of a case is told no more, only that it was withdrawn and why. */
export async function withdrawPublication(
  db: DbOrTx,
  caseId: number,
  { on, outcome, reason }: Withdrawn,
): Promise<void> {
  await sql`update enforcement.publication set withdrawn_on = ${on}::date, outcome = ${outcome}, reason = ${reason}
    where case_id = ${caseId} and withdrawn_on is null`.execute(db);
}

/** Decisions that are public on that day, and those that were withdrawn; how long that is told has no end in the law. */
export async function publications(
  db: DbOrTx,
  today: string,
  before: number | undefined,
  limit: number,
): Promise<{ id: number; content: OpenDecision; withdrawn: Withdrawn | null }[]> {
  const { rows } = await sql<{ id: number; content: OpenDecision; withdrawn: Withdrawn | null }>`
    select id, content, case when withdrawn_on is not null
      then jsonb_build_object('on', withdrawn_on::text, 'outcome', outcome, 'reason', reason) end as withdrawn
    from enforcement.publication
    where (withdrawn_on is not null or until >= ${today}::date) and (${before ?? null}::int is null or id < ${before ?? null})
    order by id desc limit ${limit}`.execute(db);
  return rows;
}
