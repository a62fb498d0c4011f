import type { DbOrTx } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import type { FlagName, FlagState } from '../../contract.ts';

export interface FlagFilter {
  readonly pointId?: number | undefined;
  readonly flag?: FlagName | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly notKinds?: readonly string[] | undefined;
  readonly unitPath?: string | undefined;
  readonly state?: FlagState | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** null: all. */
  readonly enterpriseIds: readonly number[] | null;
}

export interface FlagRecord {
  readonly id: number;
  readonly pointId: number;
  readonly kind: string;
  readonly unitPath: string;
  readonly code: string;
  readonly flag: FlagName;
  readonly period: 'realtime' | 'minute' | 'hour';
  readonly from: Date;
  readonly to: Date;
  readonly first: Readonly<Record<string, number | null>>;
  readonly peak: Readonly<Record<string, number | null>>;
  readonly state: 'raised' | 'cleared' | 'withdrawn';
  readonly ruleVersion: string;
  readonly confidence: string;
  readonly lsn: number | null;
  readonly simulated: boolean;
  readonly raisedAt: Date;
  readonly actKind: 'dismiss' | 'restore' | null;
  readonly actReason: string | null;
  readonly actBy: string | null;
  readonly actAt: Date | null;
}

const FROM = sql`quality.flag f left join lateral (
  select x.kind, x.reason, x.by_name, x.at from quality.flag_act x where x.flag_id = f.id order by x.id desc limit 1
) a on true`;
const COLUMNS = sql`f.id, f.point_id as "pointId", f.kind, f.unit_path as "unitPath", f.code, f.flag, f.period, f.from_at as "from",
  f.to_at as "to", f.first, f.peak, f.state, f.rule_version as "ruleVersion", f.confidence, f.lsn, f.simulated,
  f.raised_at as "raisedAt", a.kind as "actKind", a.reason as "actReason", a.by_name as "actBy", a.at as "actAt"`;
const DISMISSED = sql`coalesce(a.kind = 'dismiss', false)`;

function where(filter: FlagFilter): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [];
  const { state } = filter;
  if (filter.pointId !== undefined) all.push(sql`f.point_id = ${filter.pointId}`);
  if (filter.flag) all.push(sql`f.flag = ${filter.flag}`);
  if (filter.kinds) all.push(sql`f.kind = any(${[...filter.kinds]}::text[])`);
  if (filter.notKinds) all.push(sql`f.kind <> all(${[...filter.notKinds]}::text[])`);
  if (filter.unitPath) all.push(sql`starts_with(f.unit_path, ${filter.unitPath})`);
  if (filter.enterpriseIds) all.push(sql`f.enterprise_id = any(${[...filter.enterpriseIds]}::int[])`);
  if (filter.from !== undefined) all.push(sql`f.to_at > ${new Date(filter.from)}`);
  if (filter.to !== undefined) all.push(sql`f.from_at < ${new Date(filter.to)}`);
  if (state === undefined) all.push(sql`f.state <> 'withdrawn'`);
  else if (state === 'dismissed') all.push(sql`f.state <> 'withdrawn' and ${DISMISSED}`);
  else if (state === 'withdrawn') all.push(sql`f.state = 'withdrawn'`);
  else all.push(sql`f.state = ${state} and not ${DISMISSED}`);
  return sql.join(all, sql` and `);
}

/** Newest first, by their begin; the cursor is the id of the last one seen. */
export async function flagRows(
  db: DbOrTx,
  filter: FlagFilter,
  page: { readonly before?: number | undefined; readonly limit: number },
): Promise<FlagRecord[]> {
  const before =
    page.before === undefined
      ? sql`true`
      : sql`(f.from_at, f.id) < (select b.from_at, b.id from quality.flag b where b.id = ${page.before})`;
  const { rows } = await sql<FlagRecord>`
    select ${COLUMNS} from ${FROM} where ${where(filter)} and ${before} order by f.from_at desc, f.id desc limit ${page.limit}
  `.execute(db);
  return rows;
}

export async function flagById(
  db: DbOrTx,
  id: number,
): Promise<(FlagRecord & { enterpriseId: number | null }) | null> {
  const { rows } = await sql<FlagRecord & { enterpriseId: number | null }>`
    select ${COLUMNS}, f.enterprise_id as "enterpriseId" from ${FROM} where f.id = ${id}
  `.execute(db);
  return rows[0] ?? null;
}

const HOURS = sql`coalesce(sum(extract(epoch from f.to_at - f.from_at) / 3600), 0)::float8`;
const RAISED = sql`(count(*) filter (where f.state = 'raised' and not ${DISMISSED}))::int`;

export async function flagCounts(db: DbOrTx, filter: FlagFilter) {
  const condition = where(filter);
  const [byFlag, byPoint] = await Promise.all([
    sql<{ flag: FlagName; runs: number; hours: number; points: number; dismissed: number; raised: number }>`
      select f.flag, count(*)::int as runs, ${HOURS} as hours, count(distinct f.point_id)::int as points,
        (count(*) filter (where ${DISMISSED}))::int as dismissed, ${RAISED} as raised
      from ${FROM} where ${condition} group by f.flag order by runs desc, f.flag
    `.execute(db),
    sql<{ pointId: number; runs: number; hours: number; raised: number }>`
      select f.point_id as "pointId", count(*)::int as runs, ${HOURS} as hours, ${RAISED} as raised
      from ${FROM} where ${condition} group by f.point_id order by hours desc, f.point_id limit 50
    `.execute(db),
  ]);
  return { byFlag: byFlag.rows, byPoint: byPoint.rows };
}

export async function insertAct(
  tx: DbOrTx,
  one: {
    flagId: number;
    unitPath: string;
    kind: 'dismiss' | 'restore';
    reason: string;
    byName: string;
    byUser: string;
    at: Date;
  },
): Promise<void> {
  await sql`
    insert into quality.flag_act (flag_id, unit_path, kind, reason, by_name, by_user, at)
    values (${one.flagId}, ${one.unitPath}, ${one.kind}, ${one.reason}, ${one.byName}, ${one.byUser}, ${one.at})
  `.execute(tx);
}
