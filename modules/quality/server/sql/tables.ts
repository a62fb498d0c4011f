import type { DbOrTx } from '@tarim/platform';
import type { QualityRow } from '@tarim/standards';
import { sql } from 'kysely';

export interface LocalTableRecord {
  readonly id: number;
  readonly key: string;
  readonly effectiveFrom: string;
  readonly rows: readonly QualityRow[];
  readonly source: string;
  readonly reason: string;
  readonly byName: string;
  readonly at: Date;
}

export async function localTables(db: DbOrTx): Promise<LocalTableRecord[]> {
  const { rows } = await sql<LocalTableRecord>`
    select id, key, effective_from::text as "effectiveFrom", rows, source, reason, by_name as "byName", at
    from quality.rule_table order by key, effective_from desc, id desc
  `.execute(db);
  return rows;
}

export async function insertTable(
  tx: DbOrTx,
  one: Omit<LocalTableRecord, 'id'> & { byUser: string },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into quality.rule_table (key, effective_from, rows, source, reason, by_name, by_user, at)
    values (${one.key}, ${one.effectiveFrom}::date, ${JSON.stringify(one.rows)}::jsonb, ${one.source}, ${one.reason}, ${one.byName},
      ${one.byUser}, ${one.at}) returning id
  `.execute(tx);
  return rows[0]!.id;
}
