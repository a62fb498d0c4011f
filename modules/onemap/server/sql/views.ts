import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { ViewState } from '../../contract.ts';

export interface ViewRow {
  readonly id: number;
  readonly owner_id: string;
  readonly owner_name: string;
  readonly name: string;
  readonly shared: boolean;
  readonly token: string | null;
  readonly state: ViewState;
  readonly updated_at: Date;
}

/** One's own and the shared ones, newest first. */
export async function viewsFor(db: DbOrTx, userId: string): Promise<ViewRow[]> {
  const { rows } = await sql<ViewRow>`
    select * from onemap.view where owner_id = ${userId} or shared order by updated_at desc, id desc limit 500`.execute(
    db,
  );
  return rows;
}

export async function viewByToken(db: DbOrTx, token: string): Promise<ViewRow | null> {
  const { rows } = await sql<ViewRow>`select * from onemap.view where token = ${token}`.execute(db);
  return rows[0] ?? null;
}

export async function ownView(db: DbOrTx, id: number, userId: string): Promise<ViewRow | null> {
  const { rows } = await sql<ViewRow>`
    select * from onemap.view where id = ${id} and owner_id = ${userId} for update`.execute(db);
  return rows[0] ?? null;
}

export type ViewValues = Omit<ViewRow, 'id'>;

export async function insertView(db: DbOrTx, one: ViewValues): Promise<ViewRow> {
  const { rows } = await sql<ViewRow>`
    insert into onemap.view (owner_id, owner_name, name, shared, token, state, updated_at)
    values (${one.owner_id}, ${one.owner_name}, ${one.name}, ${one.shared}, ${one.token},
      ${JSON.stringify(one.state)}::jsonb, ${one.updated_at}) returning *`.execute(db);
  return rows[0]!;
}

export async function changeView(db: DbOrTx, id: number, one: ViewValues): Promise<ViewRow> {
  const { rows } = await sql<ViewRow>`
    update onemap.view set name = ${one.name}, shared = ${one.shared}, token = ${one.token},
      state = ${JSON.stringify(one.state)}::jsonb, updated_at = ${one.updated_at} where id = ${id} returning *`.execute(
    db,
  );
  return rows[0]!;
}

export async function deleteView(db: DbOrTx, id: number): Promise<void> {
  await sql`delete from onemap.view where id = ${id}`.execute(db);
}
