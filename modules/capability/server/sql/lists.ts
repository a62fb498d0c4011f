import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Field, ListItem } from '../../contract.ts';

export interface ListRow {
  readonly id: number;
  readonly unitPath: string;
  readonly field: Field;
  readonly version: number;
  readonly effectiveFrom: string;
  readonly source: string;
  readonly note: string;
  readonly items: readonly ListItem[];
  readonly by: string;
  readonly at: Date;
  readonly simulated: boolean;
}

/** The newest first. */
export async function listRows(
  db: DbOrTx,
  one: { readonly id?: number | undefined; readonly field?: Field | undefined },
): Promise<ListRow[]> {
  const { rows } = await sql<ListRow>`
    select id, unit_path as "unitPath", field, version, effective_from::text as "effectiveFrom", source, note, items, by_name as "by", at, simulated
    from capability.list
    where (${one.id ?? null}::int is null or id = ${one.id ?? null}) and (${one.field ?? null}::text is null or field = ${one.field ?? null})
    order by id desc limit 500`.execute(db);
  return rows;
}

/** The newest day from which a list of the unit holds, kept still until the end of the transaction; null: it has none. */
export async function lastListDay(db: DbOrTx, unitPath: string, field: Field): Promise<string | null> {
  await sql`select pg_advisory_xact_lock(hashtext('capability.list'), hashtext(${`${unitPath} ${field}`}))`.execute(
    db,
  );
  const { rows } = await sql<{
    day: string | null;
  }>`select max(effective_from)::text as day from capability.list where unit_path = ${unitPath} and field = ${field}`.execute(
    db,
  );
  return rows[0]!.day;
}

export async function insertList(
  db: DbOrTx,
  one: Omit<ListRow, 'id' | 'version'>,
): Promise<{ id: number; version: number }> {
  const { rows } = await sql<{ id: number; version: number }>`
    insert into capability.list (unit_path, field, version, effective_from, source, note, items, simulated, by_name, at)
    select ${one.unitPath}, ${one.field}, coalesce(max(version), 0) + 1, ${one.effectiveFrom}::date, ${one.source}, ${one.note},
      ${JSON.stringify(one.items)}::jsonb, ${one.simulated}, ${one.by}, ${one.at}
    from capability.list where unit_path = ${one.unitPath} and field = ${one.field}
    returning id, version`.execute(db);
  return rows[0]!;
}
