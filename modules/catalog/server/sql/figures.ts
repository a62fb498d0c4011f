import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface FigureRow {
  readonly dataset: string;
  readonly at: Date;
  readonly rows: number | null;
  readonly newest: Date | null;
  readonly complete: number | null;
  readonly valid: number | null;
  readonly revision: string;
  readonly tookMs: number;
  readonly error: string | null;
}

export async function figures(db: DbOrTx): Promise<Map<string, FigureRow>> {
  const { rows } = await sql<FigureRow>`
    select dataset, at, rows::float8 as rows, newest, complete, valid, revision, took_ms as "tookMs", error from catalog.figure
  `.execute(db);
  return new Map(rows.map((one) => [one.dataset, one]));
}

export async function putFigure(db: DbOrTx, one: FigureRow): Promise<void> {
  await sql`
    insert into catalog.figure (dataset, at, rows, newest, complete, valid, revision, took_ms, error)
    values (${one.dataset}, ${one.at}, ${one.rows}, ${one.newest}, ${one.complete}, ${one.valid}, ${one.revision}, ${one.tookMs}, ${one.error})
    on conflict (dataset) do update set at = excluded.at, rows = excluded.rows, newest = excluded.newest, complete = excluded.complete,
      valid = excluded.valid, revision = excluded.revision, took_ms = excluded.took_ms, error = excluded.error
  `.execute(db);
}
