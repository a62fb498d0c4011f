import { type Box, boxOf, eachPosition, type Geometry, mapPositions, type SpatialRelation } from '@tarim/geo';
import type { Dataset } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import { boxesAsGeometry, boxesOf, boxToStored } from '../domain/boxes.ts';
import type { Node } from '../domain/cql2/nodes.ts';
import type { CrsChoice } from '../domain/crs.ts';
import { wrongType } from './scalars.ts';

/** The row's geometry in relation to a fixed one. */
export interface SpatialTest {
  readonly relation: SpatialRelation;
  readonly to: Geometry;
  readonly box: Box;
  /** When the other is nothing but boxes: tested without GEOS. */
  readonly boxes: readonly Box[] | null;
  readonly at: number;
}

const SWAPPED: Readonly<Partial<Record<SpatialRelation, SpatialRelation>>> = {
  within: 'contains',
  contains: 'within',
};
/** Names by which clients call the one geometry of a row. */
const GEOMETRY = new Set(['geometry', 'geom', 'shape', 'the_geom']);

/** @throws TarimError OGC_FILTER_TYPE */
export function spatialTest(op: string, args: readonly Node[], at: number, crs: CrsChoice): SpatialTest {
  const [a, b] = args;
  if (args.length !== 2 || !a || !b) throw wrongType(at, `${op} takes two geometries`);
  const relation = op.slice(2) as SpatialRelation;
  const first = a.kind === 'property';
  const [own, other] = first ? [a, b] : [b, a];
  if (own.kind !== 'property' || !GEOMETRY.has(own.name))
    throw wrongType(own.at, 'one side is the property geometry');
  return { relation: first ? relation : (SWAPPED[relation] ?? relation), ...fixed(other, crs), at };
}

function fixed(node: Node, crs: CrsChoice): Pick<SpatialTest, 'to' | 'box' | 'boxes'> {
  if (node.kind === 'box') {
    const boxes = boxesOf(boxToStored(node.box, crs));
    if (!boxes) throw wrongType(node.at, 'the box is not on the earth; is the reference system right?');
    return ofBoxes(boxes);
  }
  if (node.kind !== 'geometry') throw wrongType(node.at, 'the other side is a fixed geometry');
  const to = mapPositions(node.geometry, crs.toStored);
  eachPosition(to, ([lon, lat]) => {
    if (!(Math.abs(lon!) <= 180 && Math.abs(lat!) <= 90))
      throw wrongType(node.at, 'a position is not on the earth; is the reference system right?');
  });
  return { to, box: boxOf(to), boxes: null };
}

export function ofBoxes(boxes: readonly Box[]): Pick<SpatialTest, 'to' | 'box' | 'boxes'> {
  const to = boxesAsGeometry(boxes);
  return { to, box: boxOf(to), boxes };
}

/** Rows for which a relation may hold: all but `disjoint` need boxes that meet. */
export function mayHold({ relation: { geometry } }: Dataset, test: SpatialTest): RawBuilder<unknown> {
  if (!geometry) return sql`false`;
  if (test.relation === 'disjoint') return sql`true`;
  const boxes = test.boxes ?? [test.box];
  const any = boxes.map((box) => {
    const [west, south, east, north] = box;
    const asked = `(${east},${north}),(${west},${south})`;
    if ('wkb' in geometry) return sql`${sql.raw(`(${geometry.box})`)} && ${asked}::box`;
    const [lon, lat] = [sql.raw(`(${geometry.lon})`), sql.raw(`(${geometry.lat})`)];
    const within = sql`${lon} between ${west}::float8 and ${east}::float8 and ${lat} between ${south}::float8 and ${north}::float8`;
    return geometry.box ? sql`${sql.raw(`(${geometry.box})`)} && ${asked}::box and ${within}` : within;
  });
  return any.length === 1 ? sql`(${any[0]!})` : sql`((${sql.join(any, sql`) or (`)}))`;
}

/** Of points in boxes the SQL is already the truth. */
export function isExact({ relation: { geometry } }: Dataset, test: SpatialTest): boolean {
  return geometry !== undefined && 'lon' in geometry && test.relation === 'intersects' && test.boxes !== null;
}
