import { cityCodeOf } from '../domain/city.ts';

/** A unit as far as it matters here. */
export interface Unit {
  readonly code: string;
  readonly path: string;
  readonly level: string;
  readonly hierarchy: string;
  readonly names: { readonly zh: string; readonly en?: string | null; readonly ug?: string | null };
}

export interface City {
  readonly code: string;
  /** Absent: a city. */
  readonly kind?: 'city' | 'division' | 'station';
  readonly unitPath: string;
  readonly hierarchy: string;
  readonly names: Unit['names'];
  /** Division of a Corps city; null for a prefecture. */
  readonly division: Unit | null;
}

/**
 * Cities that are assessed (评价城市): the prefecture-level units, and the Corps cities, each by itself. A division without a city of
 * its own is none; where it has stations, its own index is worked out but no list of cities has it.
 */
export function assessedCities(units: readonly Unit[]): City[] {
  const byPath = new Map(units.map((unit) => [unit.path, unit]));
  return units
    .filter(
      ({ code, path, level }) => cityCodeOf(path) === code && (level === 'prefecture' || level === 'city'),
    )
    .map(({ code, path, hierarchy, names }) => ({
      code,
      unitPath: path,
      hierarchy,
      names,
      division: hierarchy === 'corps' ? (byPath.get(path.replace(/[^/]+\/$/, '')) ?? null) : null,
    }));
}
