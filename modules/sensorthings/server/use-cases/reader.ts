import { heldBack } from '@tarim/disclosure/queries';
import { type Actor, type Context, type Sight, sightOf } from '@tarim/platform';
import { READ_OWN } from '@tarim/platform/contract';
import { type RawBuilder, sql } from 'kysely';
import { POINTS, SERIES } from '../datasets.ts';
import type { Share } from '../domain/exchange.ts';

type Sql = RawBuilder<unknown>;

/** Columns of registry.place that a grant may leave out, by their names in the data sets of points and of series. */
const TOLD = {
  name: ['name', 'pointName'],
  code: ['code', 'pointCode'],
  kind: ['kind', 'pointKind'],
  unit_path: ['unitPath', 'unitPath'],
  simulated: ['simulated', 'simulated'],
  active: ['active', ''],
} as const;
export type PlaceColumn = keyof typeof TOLD;

/** What one caller sees: points `p` of registry.place, factors `m` of registry.measurement (which stand beside their `p`). */
export interface Reader {
  readonly point: Sql;
  readonly factor: Sql;
  /** Rows `x` of what clients wrote. */
  readonly foreign: Sql;
  /** A column of `p` as the caller may know it: null where it was not granted. */
  readonly told: (column: PlaceColumn) => Sql;
}

const plainly = (column: PlaceColumn): Sql => sql.ref(`p.${column}`);

/**
 * The one place that says who reads: staff who may read telemetry everything, people of an enterprise their own points
 * and what is public, everybody else what the portal shows; a client with a key of scope `sensorthings` also what it wrote; the holder
 * of a sharing key also what was granted: the points of its unit by the data set of points, their values by that of series.
 */
export async function readerOf(
  ctx: Context,
  actor: Actor | null,
  /** Of a client that may write: it reads what it wrote beside what everybody reads. */
  keyId: string | null = null,
  share: Share | null = null,
): Promise<Reader> {
  if (!share && actor && ctx.policy.can(actor, 'telemetry.read'))
    return { point: sql`true`, factor: sql`true`, foreign: sql`x.removed_at is null`, told: plainly };
  const own = actor && !share ? [...ctx.policy.scope(actor, READ_OWN).enterpriseIds] : [];
  const hidden = await heldBack(ctx.db);
  const [points, enterprises, codes] = [[...hidden.points], [...hidden.enterprises], [...hidden.codes]];
  const open = sql`(p.public and p.active and p.point_id <> all(${points}::int[])
      and coalesce(p.enterprise_id <> all(${enterprises}::int[]), true))`;
  const openFactor = sql`(m.public and m.code <> all(${codes}::text[]))`;
  if (share) return sharedReader(ctx, share, open, openFactor);
  const inside = sql`coalesce(p.enterprise_id = any(${own}::int[]), false)`;
  return {
    point: sql`(${inside} or ${open})`,
    factor: sql`(${inside} or ${openFactor})`,
    foreign: keyId === null ? sql`false` : sql`(x.removed_at is null and x.key_id = ${keyId}::uuid)`,
    told: plainly,
  };
}

/** The fence is that of the catalogue (`sightOf`): units and fields as they were granted, never an internal set. */
function sharedReader(ctx: Context, { reader }: Share, open: Sql, openFactor: Sql): Reader {
  const sight = (id: string): Sight | null => {
    const set = ctx.datasets.get(id);
    const seen = set && sightOf(ctx, reader, set);
    // Nothing but open rows: those are told here by the portal's own rules.
    return seen && (seen.rows === 'all' || seen.rows.unitPaths.length > 0) ? seen : null;
  };
  const [places, series] = [sight(POINTS), sight(SERIES)];
  // Values mean nothing without what they are of, and in which unit.
  const valued = series?.fields.has('factor') && series.fields.has('unit') ? series : null;
  const within = (one: Sight | null): Sql => {
    if (!one) return sql`false`;
    if (one.rows === 'all') return sql`true`;
    return sql`(${sql.join(
      one.rows.unitPaths.map((path) => sql`p.unit_path like ${`${path}%`}`),
      sql` or `,
    )})`;
  };
  return {
    point: sql`(${open} or ${within(places)} or ${within(series)})`,
    factor: sql`(${within(valued)} or (${open} and ${openFactor}))`,
    foreign: sql`false`,
    told: (column) => {
      const [ofPlaces, ofSeries] = TOLD[column];
      if (places?.fields.has(ofPlaces) || series?.fields.has(ofSeries)) return plainly(column);
      return sql`(case when ${open} then ${plainly(column)} end)`;
    },
  };
}
