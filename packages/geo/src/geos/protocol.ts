/** Messages between the pool and its workers; geometries travel as WKB. */
export type Operation =
  | 'intersection'
  /** Of each of the inputs but the first with the first. */
  | 'intersections'
  | 'union'
  | 'difference'
  | 'makeValid'
  | 'buffer'
  | 'validity'
  | 'relate'
  | 'measure';

/** Simple-features predicates (空间关系, OGC 06-103r4 clause 6.1.15). */
export const SPATIAL_RELATIONS = [
  'intersects',
  'disjoint',
  'within',
  'contains',
  'equals',
  'touches',
  'crosses',
  'overlaps',
] as const;
export type SpatialRelation = (typeof SPATIAL_RELATIONS)[number];

/** Planar measures, in the units of the coordinates. */
export type Measure = 'distance' | 'length';

export interface Task {
  readonly id: number;
  readonly operation: Operation;
  readonly inputs: readonly Uint8Array[];
  /** Buffer distance in the units of the coordinates. */
  readonly width?: number;
  readonly quadrantSegments?: number;
  /** Of `relate`: whether each of the inputs but the first stands in this relation to the first. */
  readonly relation?: SpatialRelation;
  /** Of `relate`, instead of a named relation: a pattern of the nine intersections such as `T*F**F***`. */
  readonly pattern?: string;
  /** Of `measure`: how far each of the inputs but the first is from the first, or how long it is. */
  readonly measure?: Measure;
}

/** Why a geometry is invalid, in GEOS' words, and where. */
export interface Validity {
  readonly valid: boolean;
  readonly reason?: string;
  readonly at?: readonly [number, number];
}

export type Answer =
  | { readonly id: number; readonly wkb: Uint8Array }
  | { readonly id: number; readonly validity: Validity }
  | { readonly id: number; readonly holds: readonly boolean[] }
  | { readonly id: number; readonly numbers: readonly number[] }
  /** `all`: the geometry itself. Null: nothing. */
  | { readonly id: number; readonly shared: ReadonlyArray<Uint8Array | 'all' | null> }
  | { readonly id: number; readonly error: string };
