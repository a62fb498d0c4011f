import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface NoteRow {
  readonly id: number;
  readonly text: string;
  readonly at: Date;
}

export async function newestNotes(db: DbOrTx, limit: number): Promise<NoteRow[]> {
  const { rows } =
    await sql<NoteRow>`select id, text, at from reporting.note order by id desc limit ${limit}`.execute(db);
  return rows;
}

export async function insertNote(db: DbOrTx, text: string, at: Date): Promise<NoteRow> {
  const { rows } =
    await sql<NoteRow>`insert into reporting.note (text, at) values (${text}, ${at}) returning id, text, at`.execute(
      db,
    );
  return rows[0]!;
}
