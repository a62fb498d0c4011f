import { readWkb } from '@tarim/geo';
import { type Context, fieldSql, rowsSeen } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import { boxAcross, type Span, spanOver } from '../domain/footprint.ts';
import type { RasterFacts } from '../domain/stac-assets.ts';
import type { Shown } from '../use-cases/reader.ts';

export interface ImageCollection {
  readonly id: string;
  readonly count: number;
  readonly licences: readonly string[];
  readonly sources: readonly string[];
  readonly box: readonly [number, number, number, number];
  readonly from: Date;
  readonly to: Date;
  readonly platforms: readonly string[];
  readonly epsgs: readonly number[];
  readonly simulated: readonly boolean[];
  readonly leastGsd: number | null;
  readonly mostGsd: number | null;
  readonly leastCloud: number | null;
  readonly mostCloud: number | null;
  /** The different kinds of files, as far as their bands go. */
  readonly rasters: readonly RasterFacts[];
}

/** A picture over the antimeridian has a box around the whole earth; where it lies its footprint tells. */
const BELT = sql`(d.box[0])[0] - (d.box[1])[0] >= 360`;
/** Of those, so many are looked at for the extent. */
const MOST_ACROSS = 500;

/** Kinds of files, sources and systems of one collection that are told at most. */
const MOST_KINDS = 20;

/**
 * Collections of the pictures that the reader sees: one that holds none of them does not exist for them. What fields are not seen is
 * not summed up either.
 */
export async function imageCollections(ctx: Context, { set, sight }: Shown): Promise<ImageCollection[]> {
  const field = (name: string, type: string): RawBuilder<unknown> =>
    fieldSql(set, sight, name) ?? sql`null::${sql.raw(type)}`;
  const each = (name: string, type: string): RawBuilder<unknown> =>
    sql`(coalesce(array_agg(distinct ${field(name, type)}) filter (where ${field(name, type)} is not null), '{}'))[1:${sql.lit(MOST_KINDS)}]`;
  const cloud = field('cloudCover', 'float8');
  const gsd = field('gsd', 'float8');
  // Statistics and places are of one file each; what is left is the same for all of one sensor.
  const kind = sql`(select jsonb_build_object('cloudOptimized', x.r->'cloudOptimized', 'sampling', x.r->'sampling', 'cellMetres', x.r->'cellMetres',
      'bands', (select coalesce(jsonb_agg(b.band - 'statistics' order by b.n), '[]') from jsonb_array_elements(x.r->'bands') with ordinality b(band, n)))
    from (select ${field('raster', 'jsonb')} as r) x where x.r is not null)`;
  const { rows } = await sql<
    Omit<ImageCollection, 'box'> & {
      readonly west: number | null;
      readonly east: number | null;
      readonly south: number;
      readonly north: number;
      readonly across: readonly Uint8Array[] | null;
    }
  >`select d.collection as id, count(*)::int4 as count, ${each('licence', 'text')} as licences, ${each('source', 'text')} as sources,
      ${each('platform', 'text')} as platforms, ${each('epsg', 'int')} as epsgs, ${each('simulated', 'boolean')} as simulated,
      min(${gsd}) as "leastGsd", max(${gsd}) as "mostGsd", min(${cloud}) as "leastCloud", max(${cloud}) as "mostCloud",
      (coalesce(array_agg(distinct k.kind) filter (where k.kind is not null), '{}'))[1:${sql.lit(MOST_KINDS)}] as rasters,
      min((d.box[1])[0]) filter (where not ${BELT}) as west, min((d.box[1])[1]) as south,
      max((d.box[0])[0]) filter (where not ${BELT}) as east, max((d.box[0])[1]) as north,
      (array_agg(d.footprint) filter (where ${BELT}))[1:${sql.lit(MOST_ACROSS)}] as across,
      min(d.taken_at) as "from", max(d.taken_at) as "to"
    from ${sql.raw(set.relation.from)} left join lateral (select ${kind} as kind) k on true
    where ${rowsSeen(set, sight)} group by d.collection order by d.collection`.execute(ctx.db);
  return rows.map(({ west, south, east, north, across, ...rest }) => {
    const spans = (across ?? []).map((one): Span => {
      const [from, , to] = boxAcross(readWkb(one));
      return [from, to];
    });
    const [first, last] = spanOver(west === null || east === null ? spans : [[west, east], ...spans]);
    return { ...rest, box: [first, south, last, north] };
  });
}
