import type { DocumentContent } from '@tarim/documents';
import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { EvidenceFile, Lead, TaskState } from '../../contract.ts';

export interface Notice {
  readonly id: number;
  readonly taskId: number;
  readonly unitPath: string;
  readonly number: string;
  readonly bodyName: string;
  readonly addressee: string;
  readonly enterpriseId: number | null;
  readonly requirement: string;
  readonly dueAt: Date;
  readonly content: DocumentContent;
  readonly pdf: string | null;
  readonly docx: string | null;
  readonly issuedAt: Date;
  readonly issuedBy: string;
  readonly receiptBy: string | null;
  readonly receiptAt: Date | null;
  readonly receiptDelivery: string | null;
  readonly simulated: boolean;
  readonly answers: number;
  readonly cause: string;
  readonly taskState: TaskState;
}

const COLUMNS = sql`n.id, n.task_id as "taskId", n.unit_path as "unitPath", n.number, n.body_name as "bodyName", n.addressee,
  n.enterprise_id as "enterpriseId", n.requirement, n.due_at as "dueAt", n.content, n.pdf, n.docx, n.issued_at as "issuedAt",
  n.issued_by as "issuedBy", n.receipt_by as "receiptBy", n.receipt_at as "receiptAt", n.receipt_delivery as "receiptDelivery",
  n.simulated, (select count(*)::int from supervision.answer a where a.notice_id = n.id) as answers, t.cause, t.state as "taskState"`;
const FROM = sql`from supervision.notice n join supervision.task t on t.id = n.task_id`;

/** The next serial of a body and year. The row stays locked until the transaction ends, so that a number is never lost. */
export async function nextSerial(tx: Tx, unitPath: string, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into supervision.notice_counter (unit_path, year, last) values (${unitPath}, ${year}, 1)
    on conflict (unit_path, year) do update set last = supervision.notice_counter.last + 1 returning last
  `.execute(tx);
  return rows[0]!.last;
}

export async function insertNotice(
  tx: Tx,
  one: Omit<
    Notice,
    'id' | 'pdf' | 'docx' | 'receiptBy' | 'receiptAt' | 'receiptDelivery' | 'answers' | 'cause' | 'taskState'
  > & { year: number; serial: number },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into supervision.notice (task_id, unit_path, year, serial, number, body_name, addressee, enterprise_id, requirement, due_at,
      content, issued_at, issued_by, simulated)
    values (${one.taskId}, ${one.unitPath}, ${one.year}, ${one.serial}, ${one.number}, ${one.bodyName}, ${one.addressee},
      ${one.enterpriseId}, ${one.requirement}, ${one.dueAt}, ${JSON.stringify(one.content)}::jsonb, ${one.issuedAt}, ${one.issuedBy},
      ${one.simulated}) returning id
  `.execute(tx);
  return rows[0]!.id;
}

export async function noticeById(db: DbOrTx, id: number, lock = false): Promise<Notice | null> {
  const { rows } =
    await sql<Notice>`select ${COLUMNS} ${FROM} where n.id = ${id} ${lock ? sql`for update of n` : sql``}`.execute(
      db,
    );
  return rows[0] ?? null;
}

/** Newest first. `enterprises` null: all. */
export async function noticeRows(
  db: DbOrTx,
  filter: { enterprises: readonly number[] | null; q?: string; unanswered?: boolean; taskId?: number },
): Promise<Notice[]> {
  const text = filter.q?.trim() ? `%${filter.q.trim().replace(/[\\%_]/g, '\\$&')}%` : null;
  const own = filter.enterprises === null ? null : [...filter.enterprises];
  const { rows } = await sql<Notice>`
    select ${COLUMNS} ${FROM}
    where (${own}::int[] is null or n.enterprise_id = any(${own}::int[]))
      and (${text}::text is null or n.number ilike ${text} or n.addressee ilike ${text} or n.body_name ilike ${text})
      and (${filter.taskId ?? null}::int is null or n.task_id = ${filter.taskId ?? null}::int)
      and (not ${filter.unanswered ?? false}::boolean or not exists (select 1 from supervision.answer a where a.notice_id = n.id))
    order by n.issued_at desc, n.id desc limit 1000
  `.execute(db);
  return rows;
}

export async function keepRendered(db: DbOrTx, id: number, pdf: string, docx: string): Promise<void> {
  await sql`update supervision.notice set pdf = ${pdf}, docx = ${docx} where id = ${id}`.execute(db);
}

export async function writeReceipt(
  db: DbOrTx,
  id: number,
  receipt: { by: string; at: Date; delivery: string },
): Promise<void> {
  await sql`update supervision.notice set receipt_by = ${receipt.by}, receipt_at = ${receipt.at}, receipt_delivery = ${receipt.delivery}
    where id = ${id}`.execute(db);
}

export interface Answer {
  readonly id: number;
  readonly noticeId: number;
  readonly at: Date;
  readonly by: string;
  readonly text: string;
  readonly evidence: readonly EvidenceFile[];
  readonly late: boolean;
}

export async function answersOf(db: DbOrTx, of: { noticeId?: number; taskId?: number }): Promise<Answer[]> {
  const { rows } = await sql<Answer>`
    select id, notice_id as "noticeId", at, by_name as "by", text, evidence, late from supervision.answer
    where (${of.noticeId ?? null}::int is null or notice_id = ${of.noticeId ?? null}::int)
      and (${of.taskId ?? null}::int is null or task_id = ${of.taskId ?? null}::int)
    order by id limit 500
  `.execute(db);
  return rows;
}

export async function insertAnswer(
  db: DbOrTx,
  one: {
    noticeId: number;
    taskId: number;
    enterpriseId: number;
    at: Date;
    byName: string;
    byUser: string;
    text: string;
    evidence: readonly EvidenceFile[];
    late: boolean;
  },
): Promise<void> {
  await sql`
    insert into supervision.answer (notice_id, task_id, enterprise_id, at, by_name, by_user, text, evidence, late)
    values (${one.noticeId}, ${one.taskId}, ${one.enterpriseId}, ${one.at}, ${one.byName}, ${one.byUser}, ${one.text},
      ${JSON.stringify(one.evidence)}::jsonb, ${one.late})
  `.execute(db);
}

export interface LeadRecord extends Omit<Lead, 'code' | 'taskCode' | 'unitName' | 'at'> {
  readonly at: Date;
}

export async function insertLead(
  tx: DbOrTx,
  one: { taskId: number; unitPath: string; facts: string; suspected: string; byName: string; at: Date },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into supervision.lead (task_id, unit_path, facts, suspected, by_name, at)
    values (${one.taskId}, ${one.unitPath}, ${one.facts}, ${one.suspected}, ${one.byName}, ${one.at}) returning id
  `.execute(tx);
  return rows[0]!.id;
}

export async function leadRows(
  db: DbOrTx,
  filter: { unit?: string; state?: 'open' | 'taken'; q?: string; taskId?: number } = {},
): Promise<LeadRecord[]> {
  const text = filter.q?.trim() ? `%${filter.q.trim().replace(/[\\%_]/g, '\\$&')}%` : null;
  const { rows } = await sql<LeadRecord>`
    select l.id, l.task_id as "taskId", l.unit_path as "unitPath", t.subject, t.enterprise_id as "enterpriseId", t.cause, l.facts,
      l.suspected, l.state, l.by_name as "by", l.at, t.simulated
    from supervision.lead l join supervision.task t on t.id = l.task_id
    where (${filter.unit ?? null}::text is null or starts_with(l.unit_path, ${filter.unit ?? ''}))
      and (${filter.state ?? null}::text is null or l.state = ${filter.state ?? null})
      and (${filter.taskId ?? null}::int is null or l.task_id = ${filter.taskId ?? null}::int)
      and (${text}::text is null or t.subject ilike ${text} or l.suspected ilike ${text} or l.facts ilike ${text})
    order by l.id desc limit 1000
  `.execute(db);
  return rows;
}

export async function leadById(
  db: DbOrTx,
  id: number,
): Promise<{ id: number; taskId: number; unitPath: string } | null> {
  const { rows } = await sql<{ id: number; taskId: number; unitPath: string }>`
    select id, task_id as "taskId", unit_path as "unitPath" from supervision.lead where id = ${id}`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Its case was filed. */
export async function takeLead(db: DbOrTx, id: number): Promise<void> {
  await sql`update supervision.lead set state = 'taken' where id = ${id}`.execute(db);
}

export const leadCode = (id: number): string => `XS-${String(id).padStart(6, '0')}`;
