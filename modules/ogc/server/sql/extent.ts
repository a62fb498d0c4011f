import { type Context, type DatasetGeometry, rowsSeen } from '@tarim/platform';
import { sql } from 'kysely';
import type { Shown } from '../use-cases/reader.ts';

export interface Extent {
  readonly rows: number;
  /** Degrees; null: no row has a place. */
  readonly box: readonly [number, number, number, number] | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

/** Within what the rows lie that a reader sees: never wider, or it would tell of others. */
export async function readExtent({ db }: Context, { set, sight }: Shown): Promise<Extent> {
  const { from, geometry, time } = set.relation;
  const corners = geometry
    ? cornersOf(geometry).map((one) => `(${one})::float8`)
    : Array.from({ length: 4 }, () => 'null::float8');
  const at = time ? `(${time})::timestamptz` : 'null::timestamptz';
  const { rows } = await sql<
    Record<'rows' | 'west' | 'south' | 'east' | 'north', number | null> & Pick<Extent, 'from' | 'to'>
  >`
    select count(*)::int8 as rows, min(${sql.raw(corners[0]!)}) as west, min(${sql.raw(corners[1]!)}) as south,
      max(${sql.raw(corners[2]!)}) as east, max(${sql.raw(corners[3]!)}) as north,
      min(${sql.raw(at)}) as "from", max(${sql.raw(at)}) as "to"
    from ${sql.raw(from)} where ${rowsSeen(set, sight)}
  `.execute(db);
  const { west, south, east, north, ...rest } = rows[0]!;
  const known = west !== null && south !== null && east !== null && north !== null;
  return { ...rest, rows: Number(rest.rows), box: known ? [west, south, east, north] : null };
}

function cornersOf(geometry: DatasetGeometry): [string, string, string, string] {
  if ('lon' in geometry) return [geometry.lon, geometry.lat, geometry.lon, geometry.lat];
  const box = `(${geometry.box})`;
  // A box gives its upper right corner as [0], its lower left as [1].
  return [`(${box}[1])[0]`, `(${box}[1])[1]`, `(${box}[0])[0]`, `(${box}[0])[1]`];
}
