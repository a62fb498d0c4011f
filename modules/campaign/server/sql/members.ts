import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface MemberRow {
  readonly unitPath: string;
  readonly name: string;
  /** null: it has not answered. */
  readonly answer: 'confirmed' | 'declined' | null;
  readonly note: string | null;
  readonly by: string | null;
  readonly at: Date | null;
  /** How often it answered. */
  readonly answers: number;
}

/** Invited units with their newest answers. */
export async function memberRows(db: DbOrTx, planId: number): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select m.member_path as "unitPath", m.member_name as name, a.answer, a.note, a.by_name as "by", a.at, coalesce(a.nth, 0) as answers
    from campaign.member m
    left join lateral (
      select * from campaign.answer a where a.plan_id = m.plan_id and a.unit_path = m.member_path order by nth desc limit 1
    ) a on true
    where m.plan_id = ${planId} order by m.member_path`.execute(db);
  return rows;
}

/** Makes these the invited units of a draft. */
export async function replaceMembers(
  db: DbOrTx,
  planId: number,
  leadPath: string,
  members: readonly { readonly path: string; readonly name: string }[],
): Promise<void> {
  await sql`delete from campaign.member where plan_id = ${planId}`.execute(db);
  for (const { path, name } of members)
    await sql`insert into campaign.member (plan_id, member_path, member_name, unit_path) values (${planId}, ${path}, ${name}, ${leadPath})`.execute(
      db,
    );
}

export async function insertAnswer(
  db: DbOrTx,
  planId: number,
  one: {
    readonly unitPath: string;
    readonly nth: number;
    readonly answer: 'confirmed' | 'declined';
    readonly note: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`insert into campaign.answer (plan_id, unit_path, nth, answer, note, by_name, at)
    values (${planId}, ${one.unitPath}, ${one.nth}, ${one.answer}, ${one.note}, ${one.by}, ${one.at})`.execute(
    db,
  );
}
