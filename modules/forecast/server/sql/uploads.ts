import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';

export interface NewUpload {
  readonly sha256: string;
  readonly name: string;
  readonly via: 'file' | 'api';
  readonly at: number;
  readonly byUser: string | null;
  readonly by: string;
  readonly sources: readonly string[];
  readonly firstIssue: string;
  readonly lastIssue: string;
  readonly rows: number;
  readonly created: number;
  readonly changed: number;
  readonly simulated: boolean;
}

export interface UploadRow extends Omit<NewUpload, 'at' | 'byUser'> {
  readonly id: number;
  readonly at: Date;
}

export async function insertUpload(tx: Tx, one: NewUpload): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into forecast.upload (sha256, name, via, uploaded_at, uploaded_by, uploaded_by_name, sources, first_issue, last_issue,
      rows, created, changed, simulated)
    values (${one.sha256}, ${one.name}, ${one.via}, ${new Date(one.at)}, ${one.byUser}, ${one.by}, ${[...one.sources]}::text[],
      ${one.firstIssue}::date, ${one.lastIssue}::date, ${one.rows}, ${one.created}, ${one.changed}, ${one.simulated})
    returning id`.execute(tx);
  return rows[0]!.id;
}

const NEWEST = 200;

/** The newest imports, or the one asked for. */
export async function uploadRows(db: DbOrTx, id: number | null = null): Promise<UploadRow[]> {
  const { rows } = await sql<UploadRow>`
    select id, sha256, name, via, uploaded_at as at, uploaded_by_name as by, sources, first_issue::text as "firstIssue",
      last_issue::text as "lastIssue", rows, created, changed, simulated
    from forecast.upload where ${id}::int is null or id = ${id}::int order by id desc limit ${NEWEST}`.execute(
    db,
  );
  return rows;
}
