import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { factorName } from '@tarim/standards';
import { sql } from 'kysely';
import type { HistoryEntry } from '../../contract.ts';
import { changesOf, type HistoryTable, type KeptRow } from '../domain/history.ts';
import type { Tongue } from '../domain/issue.ts';

interface Row {
  readonly id: number;
  readonly at: Date;
  readonly actor: string | null;
  readonly table: HistoryTable;
  readonly rowId: string;
  readonly operation: HistoryEntry['operation'];
  readonly before: KeptRow | null;
  readonly after: KeptRow | null;
}

/** Changes of a point or an enterprise and of what hangs on it, also of what once did; newest first. */
export async function historyOf(
  db: DbOrTx,
  query: { pointId?: number; enterpriseId?: number; before?: number; limit: number },
  tongue: Tongue,
): Promise<HistoryEntry[]> {
  const { pointId = null, enterpriseId = null, before = null } = query;
  const { rows } = await sql<Row>`
    select id, at, actor_name as actor, table_name as "table", row_id as "rowId", operation, before, after from registry.history
    where (${pointId}::int is null or point_id = ${pointId} or (before ->> 'point_id')::int = ${pointId})
      and (${enterpriseId}::int is null or enterprise_id = ${enterpriseId} or (before ->> 'enterprise_id')::int = ${enterpriseId})
      and (${before}::bigint is null or id < ${before})
    order by id desc limit ${query.limit}
  `.execute(db);
  const names = {
    enterprise: await namesOf(db, 'enterprise', idsIn(rows, 'enterprise_id')),
    point: await namesOf(db, 'point', idsIn(rows, 'point_id')),
  };
  return rows.map((row) => ({
    ...row,
    at: beijingIso(row.at.getTime()),
    label: labelOf(row, tongue),
    changes: changesOf(row.table, row.before, row.after, names),
    before: row.before as HistoryEntry['before'],
    after: row.after as HistoryEntry['after'],
  }));
}

function labelOf({ table, before, after, rowId }: Row, tongue: Tongue): string {
  const row = after ?? before ?? {};
  if (table === 'device') return String(row.mn ?? rowId);
  if (table === 'point_parameter' || table === 'point_limit') {
    const code = String(row.code ?? rowId);
    const name = factorName(code, tongue);
    return name === code ? code : `${name} ${code}`;
  }
  return String(row.name ?? rowId);
}

function idsIn(rows: readonly Row[], column: string): number[] {
  const found = rows.flatMap((row) => [row.before?.[column], row.after?.[column]]);
  return [...new Set(found.filter((one) => typeof one === 'number'))];
}

async function namesOf(
  db: DbOrTx,
  table: 'enterprise' | 'point',
  ids: readonly number[],
): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: number; name: string }>`
    select id, name from ${sql.id('registry', table)} where id = any(${ids}::int[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row.name]));
}
