import { type Context, type Dataset, rowsSeen, type Sight } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';

export interface LayerFacts {
  readonly rows: number;
  readonly west: number | null;
  readonly south: number | null;
  readonly east: number | null;
  readonly north: number | null;
  readonly simulated: boolean;
  readonly first: Date | null;
  readonly last: Date | null;
}

const raw = (text: string): RawBuilder<unknown> => sql.raw(`(${text})`);

/** Count, extent, span of times of what a reader sees of a set with places; SQL of declarations is constant. */
export async function readFacts({ db }: Context, set: Dataset, sight: Sight): Promise<LayerFacts> {
  const { relation } = set;
  const place = relation.geometry!;
  const corner =
    'wkb' in place
      ? [1, 0].flatMap((at) => [0, 1].map((axis) => raw(`((${place.box})[${at}])[${axis}]`)))
      : [raw(place.lon), raw(place.lat), raw(place.lon), raw(place.lat)];
  const [west, south, east, north] = corner as [
    RawBuilder<unknown>,
    RawBuilder<unknown>,
    RawBuilder<unknown>,
    RawBuilder<unknown>,
  ];
  const time = relation.time ? raw(relation.time) : sql`null::timestamptz`;
  const { rows } = await sql<LayerFacts>`
    select count(*)::int8 as rows, min(${west})::float8 as west, min(${south})::float8 as south,
      max(${east})::float8 as east, max(${north})::float8 as north,
      coalesce(bool_or(${relation.simulated ? raw(relation.simulated) : sql`false`}), false) as simulated,
      min(${time})::timestamptz as first, max(${time})::timestamptz as last
    from ${sql.raw(relation.from)} where ${rowsSeen(set, sight)} and ${west} is not null`.execute(db);
  const [facts] = rows;
  return { ...facts!, rows: Number(facts!.rows) };
}
