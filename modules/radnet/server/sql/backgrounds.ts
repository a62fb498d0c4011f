import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface BackgroundRow {
  readonly id: number;
  readonly pointId: number;
  readonly mean: number;
  readonly sd: number;
  readonly effectiveFrom: string;
  readonly source: string;
  readonly by: string;
  readonly at: Date;
}

/** Backgrounds that were entered for a station, the newest first: the first that holds on a day is that day's. */
export async function backgroundsOf(db: DbOrTx, pointId: number): Promise<BackgroundRow[]> {
  const { rows } =
    await sql<BackgroundRow>`select id, point_id as "pointId", mean, sd, effective_from::text as "effectiveFrom", source,
      by_name as by, at
    from radnet.background where point_id = ${pointId} order by effective_from desc, id desc`.execute(db);
  return rows;
}

export async function insertBackground(
  db: DbOrTx,
  one: Omit<BackgroundRow, 'id'> & { readonly unitPath: string },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into radnet.background (point_id, unit_path, mean, sd, effective_from, source, by_name, at)
    values (${one.pointId}, ${one.unitPath}, ${one.mean}, ${one.sd}, ${one.effectiveFrom}::date, ${one.source}, ${one.by}, ${one.at})
    returning id`.execute(db);
  return rows[0]!.id;
}
