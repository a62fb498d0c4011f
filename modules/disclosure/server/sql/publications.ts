import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Publication } from '../../contract.ts';

export type PublicationRow = Omit<Publication, 'label' | 'unitPath'>;

export async function publicationRows(db: DbOrTx): Promise<PublicationRow[]> {
  const { rows } = await sql<{
    subject: Publication['subject'];
    key: string;
    public: boolean;
    reason: string;
    changed_by: string | null;
    changed_at: Date;
  }>`select subject, key, public, reason, changed_by, changed_at from disclosure.publication order by changed_at desc`.execute(
    db,
  );
  return rows.map((row) => ({
    subject: row.subject,
    key: row.key,
    public: row.public,
    reason: row.reason,
    changedBy: row.changed_by,
    changedAt: beijingIso(row.changed_at.getTime()),
  }));
}

export async function putPublication(
  db: DbOrTx,
  row: { subject: Publication['subject']; key: string; public: boolean; reason: string; changedBy: string },
  at: number,
): Promise<void> {
  await sql`
    insert into disclosure.publication (subject, key, public, reason, changed_by, changed_at)
    values (${row.subject}, ${row.key}, ${row.public}, ${row.reason}, ${row.changedBy}, ${new Date(at)})
    on conflict (subject, key) do update set public = excluded.public, reason = excluded.reason,
      changed_by = excluded.changed_by, changed_at = excluded.changed_at
  `.execute(db);
}

export async function removePublication(
  db: DbOrTx,
  subject: Publication['subject'],
  key: string,
): Promise<void> {
  await sql`delete from disclosure.publication where subject = ${subject} and key = ${key}`.execute(db);
}
