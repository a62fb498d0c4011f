import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { SimpleLimit } from '../../contract.ts';

const COLUMNS = sql`unit_path as "unitPath", yuan, document, by_name as "by", set_on::text as "on"`;

export async function limitRows(db: DbOrTx): Promise<SimpleLimit[]> {
  const { rows } =
    await sql<SimpleLimit>`select ${COLUMNS} from damage.simple_limit order by unit_path`.execute(db);
  return rows;
}

/** The limit of the region that a unit lies in. */
export async function limitFor(db: DbOrTx, unitPath: string): Promise<SimpleLimit | null> {
  const { rows } = await sql<SimpleLimit>`select ${COLUMNS} from damage.simple_limit
    where starts_with(${unitPath}, unit_path) order by length(unit_path) desc limit 1`.execute(db);
  return rows[0] ?? null;
}

export async function saveLimit(db: DbOrTx, one: SimpleLimit): Promise<void> {
  await sql`insert into damage.simple_limit (unit_path, yuan, document, by_name, set_on)
    values (${one.unitPath}, ${one.yuan}, ${one.document}, ${one.by}, ${one.on}::date)
    on conflict (unit_path) do update set yuan = excluded.yuan, document = excluded.document, by_name = excluded.by_name,
      set_on = excluded.set_on`.execute(db);
}
