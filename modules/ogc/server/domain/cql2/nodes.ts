import type { Geometry } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { ogcErrors } from '../../errors.ts';

/** A CQL2 expression (OGC 21-065r2) as both encodings give it; types are checked when it is compiled. `at` counts from 1. */
export type Node = { readonly at: number } & (
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly kind: 'instant'; readonly value: string }
  | { readonly kind: 'date'; readonly value: string }
  /** Null: open (`..`). */
  | { readonly kind: 'interval'; readonly from: Node | null; readonly to: Node | null }
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'geometry'; readonly geometry: Geometry }
  /** `[west, south, east, north]`; west beyond east crosses the antimeridian. */
  | { readonly kind: 'box'; readonly box: readonly [number, number, number, number] }
  | { readonly kind: 'call'; readonly op: string; readonly args: readonly Node[] }
);

export const SPATIAL = new Set([
  's_intersects',
  's_disjoint',
  's_within',
  's_contains',
  's_equals',
  's_touches',
  's_crosses',
  's_overlaps',
]);
export const TEMPORAL = new Set([
  't_after',
  't_before',
  't_contains',
  't_disjoint',
  't_during',
  't_equals',
  't_finishedby',
  't_finishes',
  't_intersects',
  't_meets',
  't_metby',
  't_overlappedby',
  't_overlaps',
  't_startedby',
  't_starts',
]);
export const COMPARISONS = new Set(['=', '<>', '<', '<=', '>', '>=']);
export const ARITHMETIC = new Set(['+', '-', '*', '/', '%', 'div', '^']);
export const FOLDS = new Set(['casei', 'accenti']);

/** Array functions (OGC 21-065r2, 7.8): of a conformance class that is not claimed, as no property is an array. */
const ARRAYS = new Set(['a_contains', 'a_containedby', 'a_equals', 'a_overlaps']);

/** An operator that there is not: of arrays, or of nobody. */
export function unknownOperator(name: string, at: number): TarimError {
  const short = name.slice(0, 40);
  return ARRAYS.has(name.toLowerCase())
    ? new TarimError(ogcErrors.filterFunction, { at, name: short })
    : syntax(at, `there is no operator or function ${JSON.stringify(short)}`);
}

export const LIMITS = { length: 4_000, depth: 32, nodes: 200, positions: 2_000 } as const;

/** Counts what an expression is made of, so that a hostile one ends early. */
export class Budget {
  #nodes = 0;
  #positions = 0;
  node<T extends Node>(node: T): T {
    if (++this.#nodes > LIMITS.nodes) throw tooLarge('nodes', LIMITS.nodes);
    return node;
  }
  position(): void {
    if (++this.#positions > LIMITS.positions) throw tooLarge('positions', LIMITS.positions);
  }
  depth(depth: number): void {
    if (depth > LIMITS.depth) throw tooLarge('depth', LIMITS.depth);
  }
}

export function tooLarge(what: string, limit: number): TarimError {
  return new TarimError(ogcErrors.filterTooLarge, { what, limit });
}

export function syntax(at: number, reason: string): TarimError {
  return new TarimError(ogcErrors.filterSyntax, { at, reason });
}
