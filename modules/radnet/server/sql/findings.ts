import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Conclusion, FindingKind, FindingState, HourState } from '../../contract.ts';
import type { Episode } from '../domain/episodes.ts';

export interface FindingRow {
  readonly id: number;
  readonly pointId: number;
  readonly pointName: string;
  readonly unitPath: string;
  readonly kind: FindingKind;
  readonly state: FindingState;
  readonly worst: HourState;
  readonly from: Date;
  readonly to: Date;
  readonly hours: number;
  readonly peak: number | null;
  readonly peakAt: Date | null;
  readonly limit: number | null;
  readonly rain: number | null;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: Date | null;
  readonly conclusion: Conclusion | null;
  readonly note: string;
  readonly closedBy: string | null;
  readonly closedAt: Date | null;
  readonly simulated: boolean;
}

const COLUMNS = sql`f.id, f.point_id as "pointId", f.point_name as "pointName", f.unit_path as "unitPath", f.kind, f.state, f.worst,
  f.from_at as "from", f.to_at as "to", f.hours, f.peak, f.peak_at as "peakAt", f.high as "limit", f.rain,
  f.acknowledged_by as "acknowledgedBy", f.acknowledged_at as "acknowledgedAt", f.conclusion, f.note, f.closed_by as "closedBy",
  f.closed_at as "closedAt", f.simulated`;

/** Newest hours first; `before` is the id of the last row of the page before. */
export async function findingRows(
  db: DbOrTx,
  one: {
    readonly id?: number | undefined;
    readonly unit?: string | undefined;
    readonly point?: number | undefined;
    readonly kind?: FindingKind | undefined;
    readonly state?: FindingState | undefined;
    readonly before?: number | undefined;
    readonly limit: number;
  },
): Promise<FindingRow[]> {
  const { rows } = await sql<FindingRow>`select ${COLUMNS} from radnet.finding f
    where (${one.id ?? null}::int is null or f.id = ${one.id ?? null})
      and (${one.unit ?? null}::text is null or starts_with(f.unit_path, ${one.unit ?? null}))
      and (${one.point ?? null}::int is null or f.point_id = ${one.point ?? null})
      and (${one.kind ?? null}::text is null or f.kind = ${one.kind ?? null})
      and (${one.state ?? null}::text is null or f.state = ${one.state ?? null})
      and (${one.before ?? null}::int is null or (f.from_at, f.id) < (select b.from_at, b.id from radnet.finding b where b.id = ${one.before ?? null}))
    order by f.from_at desc, f.id desc limit ${one.limit}`.execute(db);
  return rows;
}

/** Findings of a station that touch [from, to], in time order, locked. */
export async function lockFindings(
  db: DbOrTx,
  pointId: number,
  from: number,
  to: number,
): Promise<FindingRow[]> {
  const { rows } = await sql<FindingRow>`select ${COLUMNS} from radnet.finding f
    where f.point_id = ${pointId} and f.state <> 'withdrawn' and f.to_at >= ${new Date(from)} and f.from_at <= ${new Date(to)}
    order by f.from_at, f.id for update`.execute(db);
  return rows;
}

export async function lockFinding(db: DbOrTx, id: number): Promise<void> {
  await sql`select 1 from radnet.finding where id = ${id} for update`.execute(db);
}

export async function insertFinding(
  db: DbOrTx,
  point: {
    readonly id: number;
    readonly name: string;
    readonly unitPath: string;
    readonly simulated: boolean;
  },
  one: Episode,
  at: Date,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into radnet.finding (point_id, point_name, unit_path, kind, state, worst, from_at, to_at, hours, peak, peak_at, high, rain,
      simulated, updated_at)
    values (${point.id}, ${point.name}, ${point.unitPath}, ${one.kind}, ${one.kind === 'rain' ? 'over' : 'open'}, ${one.worst},
      ${new Date(one.from)}, ${new Date(one.to)}, ${one.hours}, ${one.peak}, ${one.peakAt === null ? null : new Date(one.peakAt)},
      ${one.high}, ${one.rain}, ${point.simulated}, ${at})
    returning id`.execute(db);
  return rows[0]!.id;
}

export async function changeFinding(db: DbOrTx, id: number, one: Episode, at: Date): Promise<void> {
  await sql`update radnet.finding set worst = ${one.worst}, from_at = ${new Date(one.from)}, to_at = ${new Date(one.to)},
      hours = ${one.hours}, peak = ${one.peak}, peak_at = ${one.peakAt === null ? null : new Date(one.peakAt)}, high = ${one.high},
      rain = ${one.rain}, updated_at = ${at} where id = ${id}`.execute(db);
}

export async function withdrawFindings(db: DbOrTx, ids: readonly number[], at: Date): Promise<void> {
  await sql`update radnet.finding set state = 'withdrawn', updated_at = ${at} where id = any(${[...ids]}::int[])`.execute(
    db,
  );
}

export async function acknowledgeRow(db: DbOrTx, id: number, by: string, at: Date): Promise<void> {
  await sql`update radnet.finding set state = 'acknowledged', acknowledged_by = ${by}, acknowledged_at = ${at}, updated_at = ${at}
    where id = ${id}`.execute(db);
}

export async function closeRow(
  db: DbOrTx,
  id: number,
  { conclusion, note }: { readonly conclusion: Conclusion; readonly note: string },
  by: string,
  at: Date,
): Promise<void> {
  await sql`update radnet.finding set state = 'closed', conclusion = ${conclusion}, note = ${note}, closed_by = ${by}, closed_at = ${at},
      updated_at = ${at} where id = ${id}`.execute(db);
}

/** Findings of each station that somebody has to look at. */
export async function openCounts(db: DbOrTx, pointIds: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{
    id: number;
    n: number;
  }>`select point_id as id, count(*)::int as n from radnet.finding
    where point_id = any(${[...pointIds]}::int[]) and state in ('open', 'acknowledged') group by point_id`.execute(
    db,
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}
