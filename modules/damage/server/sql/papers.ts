import type { DocumentContent } from '@tarim/documents';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { DamageDocument, OpenCompensation } from '../../contract.ts';

export async function insertDocument(
  db: DbOrTx,
  one: { caseId: number; nth: number; unitPath: string; content: DocumentContent } & DamageDocument,
): Promise<void> {
  await sql`insert into damage.document (case_id, nth, unit_path, kind, number, made_on, content)
    values (${one.caseId}, ${one.nth}, ${one.unitPath}, ${one.kind}, ${one.number}, ${one.on}::date, ${JSON.stringify(one.content)}::jsonb)`.execute(
    db,
  );
}

export async function documentsOf(db: DbOrTx, caseId: number): Promise<DamageDocument[]> {
  const { rows } = await sql<DamageDocument>`
    select kind, number, made_on::text as "on" from damage.document where case_id = ${caseId} order by nth`.execute(
    db,
  );
  return rows;
}

/** The last of its kind. */
export async function documentContent(
  db: DbOrTx,
  caseId: number,
  kind: DamageDocument['kind'],
): Promise<DocumentContent | null> {
  const { rows } = await sql<{ content: DocumentContent }>`
    select content from damage.document where case_id = ${caseId} and kind = ${kind} order by nth desc limit 1`.execute(
    db,
  );
  return rows[0]?.content ?? null;
}

export async function insertPublication(
  db: DbOrTx,
  one: { caseId: number; unitPath: string; content: OpenCompensation; at: Date },
): Promise<void> {
  await sql`insert into damage.publication (case_id, what, unit_path, content, at)
    values (${one.caseId}, ${one.content.what}, ${one.unitPath}, ${JSON.stringify(one.content)}::jsonb, ${one.at})`.execute(
    db,
  );
}

export async function publications(
  db: DbOrTx,
  before: number | undefined,
  limit: number,
): Promise<{ id: number; content: OpenCompensation }[]> {
  const { rows } = await sql<{ id: number; content: OpenCompensation }>`
    select id, content from damage.publication where (${before ?? null}::int is null or id < ${before ?? null})
    order by id desc limit ${limit}`.execute(db);
  return rows;
}
