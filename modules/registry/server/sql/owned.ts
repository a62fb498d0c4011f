import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

/** What enterprises have: their points, also closed ones, and the device numbers (MN) of these. */
export async function ownedBy(
  db: DbOrTx,
  enterpriseIds: readonly number[],
): Promise<{ pointIds: number[]; mns: string[] }> {
  const { rows } = await sql<{ id: number; mns: string[] }>`
    select p.id, coalesce(array_agg(d.mn) filter (where d.mn is not null), '{}') as mns
    from registry.point p left join registry.device d on d.point_id = p.id
    where p.enterprise_id = any(${[...enterpriseIds]}::int[]) group by p.id order by p.id
  `.execute(db);
  return { pointIds: rows.map((row) => row.id), mns: rows.flatMap((row) => row.mns) };
}
