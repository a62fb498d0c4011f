import { type Geometry, geometryOf, type SpatialRelation } from './geometry.ts';
import { ENTITIES, type EntityType } from './model.ts';
import { type Expression, partsOf } from './odata/ast.ts';
import { refuse } from './odata/tokenize.ts';

/** Functions of OGC 18-088 §9.3.3.5.2 that hold or not, as relations of simple features. */
const RELATIONS: Readonly<Record<string, SpatialRelation>> = {
  st_equals: 'equals',
  st_disjoint: 'disjoint',
  st_touches: 'touches',
  st_within: 'within',
  st_overlaps: 'overlaps',
  st_crosses: 'crosses',
  st_intersects: 'intersects',
  st_contains: 'contains',
  'geo.intersects': 'intersects',
};
/** What a relation is called when its two sides change places. */
const TURNED: Partial<Record<SpatialRelation, SpatialRelation>> = {
  within: 'contains',
  contains: 'within',
};
const PATTERN = /^[TF012*]{9}$/;

/** One question about the places of entities, to be answered for all of them at once. */
export interface SpatialCall {
  readonly node: Expression;
  /** Whose place: the entity at the end of the path, and the way there. */
  readonly type: 'Location' | 'FeatureOfInterest';
  readonly way: readonly string[];
  readonly ask:
    | { readonly relation: SpatialRelation; readonly to: Geometry }
    | { readonly pattern: string; readonly to: Geometry }
    | { readonly measure: 'distance'; readonly to: Geometry }
    | { readonly measure: 'length' };
}

export const isSpatial = (name: string): boolean =>
  Object.hasOwn(RELATIONS, name) || ['st_relate', 'geo.distance', 'geo.length'].includes(name);

/** All questions about places within an expression. @throws TarimError SENSORTHINGS_FILTER_INVALID */
export function spatialCalls(e: Expression, type: EntityType): SpatialCall[] {
  if (e.kind === 'call' && isSpatial(e.name)) return [callOf(e, type)];
  return partsOf(e).flatMap((part) => spatialCalls(part, type));
}

function callOf(e: Expression & { kind: 'call' }, type: EntityType): SpatialCall {
  const { name, args, at } = e;
  const count = name === 'geo.length' ? 1 : name === 'st_relate' ? 3 : 2;
  if (args.length !== count) throw refuse(at, `${name} takes ${count} arguments`);
  const [a, b] = args as [Expression, Expression];
  if (name === 'geo.length') return { node: e, ...placeOf(a, type), ask: { measure: 'length' } };
  const turned = a.kind === 'literal';
  const [path, literal] = turned ? [b, a] : [a, b];
  const place = placeOf(path, type);
  if (literal.kind !== 'literal' || literal.type !== 'geo') throw refuse(literal.at, 'a geometry is needed');
  const to = geometryOf(String(literal.value), literal.at);
  if (name === 'geo.distance') return { node: e, ...place, ask: { measure: 'distance', to } };
  if (name === 'st_relate') {
    const pattern = args[2]!;
    if (pattern.kind !== 'literal' || !PATTERN.test(String(pattern.value)))
      throw refuse(pattern.at, 'a pattern of nine characters of T, F, 0, 1, 2, * is needed');
    const text = String(pattern.value);
    // Of a literal that comes first the matrix is turned over.
    const turnedText = [0, 3, 6, 1, 4, 7, 2, 5, 8].map((i) => text[i]).join('');
    return { node: e, ...place, ask: { pattern: turned ? turnedText : text, to } };
  }
  const relation = RELATIONS[name]!;
  return { node: e, ...place, ask: { relation: turned ? (TURNED[relation] ?? relation) : relation, to } };
}

/** The entity whose place a path names. */
function placeOf(e: Expression, type: EntityType): Pick<SpatialCall, 'type' | 'way'> {
  if (e.kind !== 'path') throw refuse(e.at, 'a location or a feature is needed');
  let at = type;
  for (const name of e.names.slice(0, -1)) {
    const { navigation } = ENTITIES[at];
    if (!Object.hasOwn(navigation, name)) throw refuse(e.at, `${at} has no ${name}`);
    at = navigation[name]!.target;
  }
  const last = e.names.at(-1)!;
  const { properties } = ENTITIES[at];
  if ((at !== 'Location' && at !== 'FeatureOfInterest') || properties[last]?.type !== 'geo')
    throw refuse(e.at, `${last} is no geometry`);
  return { type: at, way: e.names.slice(0, -1) };
}
