import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

/** Hours of stations that have to be judged. */
export async function markDue(
  db: DbOrTx,
  hours: readonly { readonly pointId: number; readonly time: number }[],
  at: Date,
): Promise<void> {
  const points = hours.map((one) => one.pointId);
  const times = hours.map((one) => new Date(one.time).toISOString());
  await sql`insert into radnet.due (point_id, time, at)
    select p, t, ${at} from unnest(${points}::int[], ${times}::timestamptz[]) as r(p, t) on conflict do nothing`.execute(
    db,
  );
}

/** Stations with hours that are over and have waited since before an instant, longest first. */
export async function duePoints(db: DbOrTx, before: Date, hourNow: Date, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select point_id as id from radnet.due
    where time < ${hourNow} group by point_id having max(at) <= ${before} or min(at) <= ${before}::timestamptz - interval '2 minutes'
    order by min(at), point_id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Takes the hours of a station that are over. */
export async function takeDue(db: DbOrTx, pointId: number, hourNow: Date): Promise<number[]> {
  const { rows } = await sql<{
    time: Date;
  }>`delete from radnet.due where point_id = ${pointId} and time < ${hourNow}
    returning time`.execute(db);
  return rows.map(({ time }) => time.getTime());
}
