import { type Context, rowsSeen } from '@tarim/platform';
import { sql } from 'kysely';
import type { Shown } from '../use-cases/reader.ts';

export interface ImageCollection {
  readonly id: string;
  readonly licences: readonly string[];
  readonly box: readonly [number, number, number, number];
  readonly from: Date;
  readonly to: Date;
}

/** Collections of the pictures that the reader sees: one that holds none of them does not exist for them. */
export async function imageCollections(ctx: Context, { set, sight }: Shown): Promise<ImageCollection[]> {
  const { rows } = await sql<
    Omit<ImageCollection, 'box'> & Record<'west' | 'south' | 'east' | 'north', number>
  >`select d.collection as id, array_agg(distinct d.licence) as licences, min((d.box[1])[0]) as west, min((d.box[1])[1]) as south,
      max((d.box[0])[0]) as east, max((d.box[0])[1]) as north, min(d.taken_at) as "from", max(d.taken_at) as "to"
    from ${sql.raw(set.relation.from)} where ${rowsSeen(set, sight)} group by d.collection order by d.collection`.execute(
    ctx.db,
  );
  return rows.map(({ west, south, east, north, ...rest }) => ({ ...rest, box: [west, south, east, north] }));
}
