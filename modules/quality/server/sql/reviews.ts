import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Total } from '../domain/amounts.ts';
import type { Content } from '../domain/content.ts';
import type { Level, ReviewState } from '../domain/signing.ts';

export interface SignatureRecord {
  readonly level: Level;
  readonly byName: string;
  readonly byUser: string;
  readonly at: Date;
  readonly note: string | null;
}

export interface ReviewRecord {
  readonly id: number;
  readonly pointId: number;
  readonly month: string;
  readonly version: number;
  readonly state: ReviewState;
  readonly seq: number;
  readonly hash: string;
  readonly endedReason: string | null;
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
  readonly signatures: readonly SignatureRecord[];
}

type Raw = Omit<ReviewRecord, 'signatures'> & {
  signatures: (Omit<SignatureRecord, 'at'> & { at: string })[];
};

/** Versions of a month, oldest first. */
export async function reviewsOf(db: DbOrTx, pointId: number, month: string): Promise<ReviewRecord[]> {
  const { rows } = await sql<Raw>`
    select r.id, r.point_id as "pointId", r.month, r.version, r.state, r.seq, r.hash, r.ended_reason as "endedReason",
      r.ended_by as "endedBy", r.ended_at as "endedAt",
      coalesce((select jsonb_agg(jsonb_build_object('level', s.level, 'byName', s.by_name, 'byUser', s.by_user, 'at', s.at, 'note', s.note)
        order by s.at) from quality.signature s where s.review_id = r.id), '[]') as signatures
    from quality.review r where r.point_id = ${pointId} and r.month = ${month} order by r.version
  `.execute(db);
  return rows.map((row) => ({
    ...row,
    signatures: row.signatures.map((one) => ({ ...one, at: new Date(one.at) })),
  }));
}

export async function contentOf(db: DbOrTx, reviewId: number): Promise<Content> {
  const { rows } = await sql<{ content: Content }>`
    select content from quality.review where id = ${reviewId}`.execute(db);
  return rows[0]!.content;
}

/** Months of these that a version holds. */
export async function lockedMonths(
  db: DbOrTx,
  pointId: number,
  months: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    select month from quality.review where point_id = ${pointId} and month = any(${months}::text[])
      and state in ('self', 'check', 'final') order by month
  `.execute(db);
  return rows.map((row) => row.month);
}

/** How far a month has come, by outlet: the version that holds it, else the number of the last one. */
export async function monthStates(
  db: DbOrTx,
  month: string,
): Promise<Map<number, { state: ReviewState; version: number }>> {
  const { rows } = await sql<{ pointId: number; state: ReviewState; version: number }>`
    select distinct on (point_id) point_id as "pointId", state, version from quality.review
    where month = ${month} order by point_id, version desc
  `.execute(db);
  return new Map(rows.map((row) => [row.pointId, row]));
}

export interface NewReview {
  readonly pointId: number;
  readonly unitPath: string;
  readonly enterpriseId: number | null;
  readonly month: string;
  readonly version: number;
  readonly seq: number;
  readonly hash: string;
  readonly content: Content;
}

export async function insertReview(tx: DbOrTx, one: NewReview): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into quality.review (point_id, unit_path, enterprise_id, month, version, state, seq, hash, content, totals)
    values (${one.pointId}, ${one.unitPath}, ${one.enterpriseId}, ${one.month}, ${one.version}, 'self', ${one.seq}, ${one.hash},
      ${JSON.stringify(one.content)}::jsonb, ${JSON.stringify(one.content.totals)}::jsonb)
    returning id
  `.execute(tx);
  return rows[0]!.id;
}

export async function insertSignature(
  tx: DbOrTx,
  one: SignatureRecord & { reviewId: number; unitPath: string; enterpriseId: number | null },
): Promise<void> {
  await sql`insert into quality.signature (review_id, unit_path, enterprise_id, level, by_name, by_user, at, note)
    values (${one.reviewId}, ${one.unitPath}, ${one.enterpriseId}, ${one.level}, ${one.byName}, ${one.byUser}, ${one.at}, ${one.note})`.execute(
    tx,
  );
}

export async function moveReview(
  tx: DbOrTx,
  id: number,
  state: ReviewState,
  ended: { reason: string; by: string; at: Date } | null = null,
): Promise<void> {
  await sql`update quality.review set state = ${state}, ended_reason = ${ended?.reason ?? null}, ended_by = ${ended?.by ?? null},
    ended_at = ${ended?.at ?? null} where id = ${id}`.execute(tx);
}

export interface SignedTotals {
  readonly pointId: number;
  readonly enterpriseId: number | null;
  readonly month: string;
  readonly version: number;
  readonly hash: string;
  readonly totals: readonly Total[];
}

/** Official amounts (审定排放量) of months `from`…`to` (`2026-10`, both in): the version that is signed now. */
export async function signedTotals(
  db: DbOrTx,
  query: { pointIds?: readonly number[]; from: string; to: string },
): Promise<SignedTotals[]> {
  const { pointIds = null } = query;
  const { rows } = await sql<SignedTotals>`
    select point_id as "pointId", enterprise_id as "enterpriseId", month, version, hash, totals from quality.review
    where state = 'final' and month between ${query.from} and ${query.to}
      and (${pointIds}::int[] is null or point_id = any(${pointIds}::int[]))
    order by point_id, month
  `.execute(db);
  return rows;
}
