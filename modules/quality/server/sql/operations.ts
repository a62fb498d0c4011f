import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Operation, OperationDetail } from '../domain/series.ts';

export interface StoredOperation extends Operation {
  readonly pointId: number;
  readonly reason: string;
  readonly evidence: readonly string[];
  readonly byName: string;
  readonly byUser: string | null;
  readonly at: number;
}

interface Raw {
  pointId: number;
  seq: number;
  codes: string[];
  from: Date;
  to: Date;
  detail: OperationDetail;
  reason: string;
  evidence: string[];
  byName: string;
  byUser: string | null;
  at: Date;
}

/** Operations of outlets by number; with `month` those that touch [from, to), and whatever takes them back. */
export async function operationsOf(db: DbOrTx, pointIds: readonly number[]): Promise<StoredOperation[]> {
  if (pointIds.length === 0) return [];
  const { rows } = await sql<Raw>`
    select point_id as "pointId", seq, codes, from_at as "from", to_at as "to", detail, reason, evidence, by_name as "byName",
      by_user as "byUser", at
    from quality.operation where point_id = any(${pointIds}::int[]) order by point_id, seq
  `.execute(db);
  return rows.map((row) => ({
    ...row,
    from: row.from.getTime(),
    to: row.to.getTime(),
    at: row.at.getTime(),
  }));
}

/** Points that have an operation on [from, to). */
export async function pointsWithOperations(
  db: DbOrTx,
  pointIds: readonly number[],
  from: number,
  to: number,
): Promise<Map<number, number>> {
  const { rows } = await sql<{ pointId: number; count: number }>`
    select point_id as "pointId", count(*)::int as count from quality.operation
    where point_id = any(${pointIds}::int[]) and from_at < ${new Date(to)} and to_at > ${new Date(from)} group by point_id
  `.execute(db);
  return new Map(rows.map((row) => [row.pointId, row.count]));
}

export interface NewOperation {
  readonly pointId: number;
  readonly unitPath: string;
  readonly enterpriseId: number | null;
  readonly codes: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly detail: OperationDetail;
  readonly reason: string;
  readonly evidence: readonly string[];
  readonly byName: string;
  readonly byUser: string | null;
  readonly at: number;
}

/** One at a time acts on an outlet: numbers have no gaps, and a month that is being signed stays still. */
export async function lockOutlet(tx: DbOrTx, pointId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('quality.outlet'), ${pointId})`.execute(tx);
}

export async function lastSeq(db: DbOrTx, pointId: number): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    select coalesce(max(seq), 0)::int as seq from quality.operation where point_id = ${pointId}`.execute(db);
  return rows[0]!.seq;
}

/** @returns its number; the outlet is locked by the caller */
export async function insertOperation(tx: DbOrTx, one: NewOperation): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    insert into quality.operation (point_id, seq, unit_path, enterprise_id, kind, codes, from_at, to_at, detail, reason, evidence,
      by_name, by_user, at)
    select ${one.pointId}, coalesce(max(seq), 0) + 1, ${one.unitPath}, ${one.enterpriseId}, ${one.detail.kind}, ${one.codes}::text[],
      ${new Date(one.from)}, ${new Date(one.to)}, ${JSON.stringify(one.detail)}::jsonb, ${one.reason}, ${one.evidence}::text[],
      ${one.byName}, ${one.byUser}, ${new Date(one.at)}
    from quality.operation where point_id = ${one.pointId}
    returning seq
  `.execute(tx);
  return rows[0]!.seq;
}

export async function keepEvidence(db: DbOrTx, sha256: string, byUser: string, at: Date): Promise<void> {
  await sql`insert into quality.evidence (sha256, by_user, at) values (${sha256}, ${byUser}, ${at}) on conflict do nothing`.execute(
    db,
  );
}

/** Those that were never brought as evidence. */
export async function unknownEvidence(db: DbOrTx, hashes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select h as sha256 from unnest(${hashes}::text[]) as h where not exists (select from quality.evidence e where e.sha256 = h)
  `.execute(db);
  return rows.map((one) => one.sha256);
}

/** Whether a mark or an operation of the outlet names this file. */
export async function namesEvidence(db: DbOrTx, pointId: number, sha256: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from quality.mark where point_id = ${pointId} and ${sha256} = any(evidence)
    union all select 1 from quality.operation where point_id = ${pointId} and ${sha256} = any(evidence) limit 1
  `.execute(db);
  return rows.length > 0;
}
