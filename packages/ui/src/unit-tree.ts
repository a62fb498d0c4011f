import type { Names } from './languages.ts';

/** An administrative unit, as the region's contract gives it. */
export interface UnitEntry {
  readonly code: string;
  /** `/650000/650100/` */
  readonly path: string;
  readonly parent: string | null;
  readonly names: Names;
}

export interface UnitNode {
  readonly unit: UnitEntry;
  readonly children: readonly UnitNode[];
}

/** The units as trees, one for each hierarchy, in the order they came in. */
export function childrenOf(units: readonly UnitEntry[]): UnitNode[] {
  const below = new Map<string | null, UnitEntry[]>();
  for (const unit of units) {
    const list = below.get(unit.parent);
    if (list) list.push(unit);
    else below.set(unit.parent, [unit]);
  }
  const nodes = (parent: string | null): UnitNode[] =>
    (below.get(parent) ?? []).map((unit) => ({ unit, children: nodes(unit.code) }));
  return nodes(null);
}

/** The unit of a path with those above it, from the top; empty when it is unknown. */
export function lineOf(known: ReadonlyMap<string, UnitEntry>, path: string): UnitEntry[] {
  if (!known.has(path)) return [];
  const codes = path.split('/').slice(1, -1);
  return codes.flatMap((_, index) => known.get(`/${codes.slice(0, index + 1).join('/')}/`) ?? []);
}
