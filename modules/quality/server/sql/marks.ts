import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface MarkRecord {
  readonly id: number;
  readonly pointId: number;
  readonly unitPath: string;
  readonly enterpriseId: number | null;
  readonly kind: 'production' | 'equipment';
  readonly mark: string;
  readonly from: Date;
  readonly to: Date;
  readonly reason: string;
  readonly evidence: readonly string[];
  readonly deadline: Date;
  readonly late: boolean;
  readonly tableVersion: string;
  readonly effect: string;
  readonly side: 'enterprise' | 'staff';
  readonly replaces: number | null;
  readonly replacedBy: number | null;
  readonly withdrawn: boolean;
  readonly simulated: boolean;
  readonly byName: string;
  readonly byUser: string | null;
  readonly at: Date;
}

const COLUMNS = sql`m.id, m.point_id as "pointId", m.unit_path as "unitPath", m.enterprise_id as "enterpriseId", m.kind, m.mark,
  m.from_at as "from", m.to_at as "to", m.reason, m.evidence, m.deadline, m.late, m.table_version as "tableVersion", m.effect, m.side,
  m.replaces, (select n.id from quality.mark n where n.replaces = m.id) as "replacedBy", m.withdrawn, m.simulated,
  m.by_name as "byName", m.by_user as "byUser", m.at`;

export interface MarkFilter {
  readonly pointIds?: readonly number[] | undefined;
  readonly enterpriseIds?: readonly number[] | null;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly late?: boolean | undefined;
  readonly current?: boolean | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Newest first. */
export async function markRows(db: DbOrTx, filter: MarkFilter): Promise<MarkRecord[]> {
  const { pointIds = null, enterpriseIds = null, late = null, current = false, before = null } = filter;
  const instant = (ms: number | undefined) => (ms === undefined ? null : new Date(ms));
  const { rows } = await sql<MarkRecord>`
    select ${COLUMNS} from quality.mark m
    where (${pointIds}::int[] is null or m.point_id = any(${pointIds}::int[]))
      and (${enterpriseIds}::int[] is null or m.enterprise_id = any(${enterpriseIds}::int[]))
      and (${instant(filter.from)}::timestamptz is null or m.to_at > ${instant(filter.from)})
      and (${instant(filter.to)}::timestamptz is null or m.from_at < ${instant(filter.to)})
      and (${late}::boolean is null or m.late = ${late})
      and (not ${current}::boolean or (not m.withdrawn and not exists (select from quality.mark n where n.replaces = m.id)))
      and (${before}::int is null or m.id < ${before})
    order by m.id desc limit ${filter.limit}
  `.execute(db);
  return rows;
}

export async function markById(db: DbOrTx, id: number): Promise<MarkRecord | null> {
  const { rows } = await sql<MarkRecord>`select ${COLUMNS} from quality.mark m where m.id = ${id}`.execute(
    db,
  );
  return rows[0] ?? null;
}

export type NewMark = Omit<MarkRecord, 'id' | 'replacedBy'>;

export async function insertMark(tx: DbOrTx, one: NewMark): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into quality.mark (point_id, unit_path, enterprise_id, kind, mark, from_at, to_at, reason, evidence, deadline, late,
      table_version, effect, side, replaces, withdrawn, simulated, by_name, by_user, at)
    values (${one.pointId}, ${one.unitPath}, ${one.enterpriseId}, ${one.kind}, ${one.mark}, ${one.from}, ${one.to}, ${one.reason},
      ${one.evidence}::text[], ${one.deadline}, ${one.late}, ${one.tableVersion}, ${one.effect}, ${one.side}, ${one.replaces},
      ${one.withdrawn}, ${one.simulated}, ${one.byName}, ${one.byUser}, ${one.at})
    returning id
  `.execute(tx);
  return rows[0]!.id;
}

/** Marks that hold and touch [from, to), by outlet: how many, and how many of them were late. */
export async function markCounts(
  db: DbOrTx,
  from: number,
  to: number,
): Promise<Map<number, { marks: number; late: number }>> {
  const { rows } = await sql<{ pointId: number; marks: number; late: number }>`
    select m.point_id as "pointId", count(*)::int as marks, count(*) filter (where m.late)::int as late from quality.mark m
    where m.from_at < ${new Date(to)} and m.to_at > ${new Date(from)} and not m.withdrawn
      and not exists (select from quality.mark n where n.replaces = m.id) group by m.point_id
  `.execute(db);
  return new Map(rows.map((row) => [row.pointId, row]));
}
