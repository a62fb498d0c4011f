/** Messages between the pool and its workers; geometries travel as WKB. */
export type Operation = 'intersection' | 'union' | 'difference' | 'makeValid' | 'buffer' | 'validity';

export interface Task {
  readonly id: number;
  readonly operation: Operation;
  readonly inputs: readonly Uint8Array[];
  /** Buffer distance in the units of the coordinates. */
  readonly width?: number;
  readonly quadrantSegments?: number;
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
  | { readonly id: number; readonly error: string };
