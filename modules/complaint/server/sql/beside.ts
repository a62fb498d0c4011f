import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { OpenComplaint } from '../../contract.ts';

/** What stands beside a file: photographs, the sealed identity, looks at it, what is public. */
export async function insertPhoto(
  db: DbOrTx,
  one: { complaintId: number; nth: number; unitPath: string; sha256: string },
): Promise<void> {
  await sql`insert into complaint.photo (complaint_id, nth, unit_path, sha256)
    values (${one.complaintId}, ${one.nth}, ${one.unitPath}, ${one.sha256})`.execute(db);
}

export async function photosOf(db: DbOrTx, id: number): Promise<{ nth: number; sha256: string }[]> {
  const { rows } = await sql<{ nth: number; sha256: string }>`
    select nth, sha256 from complaint.photo where complaint_id = ${id} order by nth`.execute(db);
  return rows;
}

export async function insertContact(db: DbOrTx, id: number, sealed: string): Promise<void> {
  await sql`insert into complaint.contact (complaint_id, sealed) values (${id}, ${sealed})`.execute(db);
}

/** Null: anonymous, or not for the person in whose name the transaction runs. */
export async function contactOf(db: DbOrTx, id: number): Promise<string | null> {
  const { rows } = await sql<{ sealed: string }>`
    select sealed from complaint.contact where complaint_id = ${id}`.execute(db);
  return rows[0]?.sealed ?? null;
}

export async function insertLook(
  db: DbOrTx,
  one: { complaintId: number; unitPath: string; byId: string; by: string; reason: string; at: Date },
): Promise<void> {
  await sql`insert into complaint.contact_look (complaint_id, unit_path, by_id, by_name, reason, at)
    values (${one.complaintId}, ${one.unitPath}, ${one.byId}, ${one.by}, ${one.reason}, ${one.at})`.execute(
    db,
  );
}

export async function looksAt(db: DbOrTx, id: number): Promise<{ by: string; reason: string; at: Date }[]> {
  const { rows } = await sql<{ by: string; reason: string; at: Date }>`
    select by_name as by, reason, at from complaint.contact_look where complaint_id = ${id} order by id`.execute(
    db,
  );
  return rows;
}

export async function insertPublication(
  db: DbOrTx,
  one: { complaintId: number; unitPath: string; content: OpenComplaint; at: Date },
): Promise<void> {
  await sql`insert into complaint.publication (complaint_id, unit_path, content, at)
    values (${one.complaintId}, ${one.unitPath}, ${JSON.stringify(one.content)}::jsonb, ${one.at})`.execute(
    db,
  );
}

export async function publications(
  db: DbOrTx,
  before: number | undefined,
  limit: number,
): Promise<{ id: number; content: OpenComplaint }[]> {
  const { rows } = await sql<{
    id: number;
    content: OpenComplaint;
  }>`select id, content from complaint.publication
    where (${before ?? null}::int is null or id < ${before ?? null}) order by id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}
