import { beijingIso } from '@tarim/kernel';
import type { DbOrTx, Tx } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import type { AlarmKind, Hush } from '../../contract.ts';

/** Where a hush `h` covers an alarm `a`. */
const COVERS = sql`(h.point_id is null or h.point_id = a.point_id)
  and (h.rule_key is null or h.rule_key = a.rule_key)
  and (h.alarm_kind is null or h.alarm_kind = a.kind)
  -- A grouped alarm is more than one of its points.
  and (h.point_id is null or a.group_key = '')
  and (h.point_id is not null or starts_with(a.unit_path, h.unit_path))`;

/** The hush that covers an alarm at an instant, the one that lasts longest; null: none. */
const presentHush = (now: number): RawBuilder<number | null> => sql`(
  select h.id from alarm.hush h
  where h.ended_at is null and h.from_at <= ${new Date(now)} and h.until_at > ${new Date(now)} and ${COVERS}
  order by h.until_at desc, h.id limit 1)`;

/** Notes on these alarms whether something hushes them now; gives those that are hushed. */
export async function hushAlarms(tx: Tx, now: number, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ any: boolean }>`
    select exists (select 1 from alarm.hush where ended_at is null and until_at > ${new Date(now)}) as any`.execute(
    tx,
  );
  if (!rows[0]!.any) return new Set();
  const found = await sql<{ id: string | number; hush_id: number | null }>`
    update alarm.alarm a set hush_id = ${presentHush(now)}
    where a.id = any(${[...ids]}::bigint[]) and a.state <> 'closed' returning a.id, a.hush_id
  `.execute(tx);
  return new Set(found.rows.filter((row) => row.hush_id !== null).map((row) => Number(row.id)));
}

/** The same for all open alarms: hushes begin and end by the clock. Gives ids of those that are hushed no more. */
export async function settleHushes(tx: Tx, now: number): Promise<number[]> {
  const { rows } = await sql<{ id: string | number; hush_id: number | null }>`
    update alarm.alarm a set hush_id = n.hush from (
      select a.id, ${presentHush(now)} as hush from alarm.alarm a where a.state <> 'closed'
    ) n
    where n.id = a.id and a.hush_id is distinct from n.hush returning a.id, a.hush_id
  `.execute(tx);
  return rows.filter((row) => row.hush_id === null).map((row) => Number(row.id));
}

interface Raw {
  id: number;
  kind: 'silence' | 'maintenance';
  point_id: number | null;
  rule_key: string | null;
  alarm_kind: AlarmKind | null;
  unit_path: string;
  from_at: Date;
  until_at: Date;
  reason: string;
  by_name: string;
  created_at: Date;
  ended_at: Date | null;
  ended_by: string | null;
  alarms: string | number;
  rule_name: string | null;
}
export type HushRow = Omit<Hush, 'pointName' | 'unitName' | 'state' | 'mayEnd'>;

/** Newest first. `alarms`: how many alarms it covers or covered last. */
export async function listHushRows(
  db: DbOrTx,
  filter: { id?: number; present?: number; pointId?: number },
): Promise<HushRow[]> {
  const where: RawBuilder<unknown>[] = [sql`true`];
  if (filter.id !== undefined) where.push(sql`h.id = ${filter.id}`);
  if (filter.pointId !== undefined) where.push(sql`h.point_id = ${filter.pointId}`);
  if (filter.present !== undefined)
    where.push(sql`h.ended_at is null and h.until_at > ${new Date(filter.present)}`);
  const { rows } = await sql<Raw>`
    select h.id, h.kind, h.point_id, h.rule_key, h.alarm_kind, h.unit_path, h.from_at, h.until_at, h.reason, h.by_name, h.created_at,
      h.ended_at, h.ended_by, (select count(*) from alarm.alarm a where a.hush_id = h.id) as alarms,
      (select r.name from alarm.rule r where r.key = h.rule_key and h.rule_key <> '' order by r.id desc limit 1) as rule_name
    from alarm.hush h where ${sql.join(where, sql` and `)} order by h.from_at desc, h.id desc limit 500
  `.execute(db);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    pointId: row.point_id,
    ruleKey: row.rule_key,
    ruleName: row.rule_name,
    alarmKind: row.alarm_kind,
    unitPath: row.unit_path,
    from: beijingIso(row.from_at.getTime()),
    until: beijingIso(row.until_at.getTime()),
    reason: row.reason,
    by: row.by_name,
    endedAt: row.ended_at && beijingIso(row.ended_at.getTime()),
    endedBy: row.ended_by,
    alarms: Number(row.alarms),
  }));
}

export async function insertHush(
  tx: Tx,
  one: {
    kind: string;
    pointId: number | null;
    ruleKey: string | null;
    alarmKind: string | null;
    unitPath: string;
    from: number;
    until: number;
    reason: string;
    byName: string;
    byUser: string;
    at: number;
  },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into alarm.hush (kind, point_id, rule_key, alarm_kind, unit_path, from_at, until_at, reason, by_name, by_user, created_at)
    values (${one.kind}, ${one.pointId}, ${one.ruleKey}, ${one.alarmKind}, ${one.unitPath}, ${new Date(one.from)}, ${new Date(one.until)},
      ${one.reason}, ${one.byName}, ${one.byUser}, ${new Date(one.at)}) returning id
  `.execute(tx);
  return rows[0]!.id;
}

/** False when it had ended already. */
export async function endHush(tx: Tx, id: number, by: string, at: number): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    update alarm.hush set ended_at = ${new Date(at)}, ended_by = ${by}
    where id = ${id} and ended_at is null and until_at > ${new Date(at)} returning id
  `.execute(tx);
  return rows.length > 0;
}
