import type { Problem } from '@tarim/kernel';
import { problem } from '../problems.ts';
import { geodesicInverse } from './geodesic.ts';
import { SPATIAL_PROBLEMS as P } from './problems.ts';
import { figure, isPlace, type Place, readOption, readPlaces, type SpatialAnswer } from './read.ts';

export interface ReceptorInput {
  /** Place of the source: x longitude, y latitude, degrees, CGCS2000. */
  readonly from: Place;
  /** Sensitive receptors (敏感目标): schools, hospitals, homes, intakes, protected areas, as points. */
  readonly receptors: readonly (Place & { readonly id?: string | number | null; readonly kind?: string })[];
  /** The nearest of them; 10 when absent. */
  readonly most?: number;
  /** Farther ones are left out, m. */
  readonly within?: number | null;
}

export interface NearReceptor {
  /** Place in the input, from 0. */
  readonly index: number;
  readonly id: string | null;
  readonly kind: string | null;
  /** Geodesic, m. */
  readonly distance: number;
  /** From the source, degrees clockwise from north. */
  readonly bearing: number;
  /** One of sixteen: `NNE`. */
  readonly compass: string;
}

export interface ReceptorResult extends SpatialAnswer {
  /** The nearest first. */
  readonly nearest: readonly NearReceptor[];
  /** Receptors within the distance, all of them. */
  readonly count: number;
}

/** Sixteen directions (十六方位). */
export const COMPASS = [
  'N',
  'NNE',
  'NE',
  'ENE',
  'E',
  'ESE',
  'SE',
  'SSE',
  'S',
  'SSW',
  'SW',
  'WSW',
  'W',
  'WNW',
  'NW',
  'NNW',
];

export const compassOf = (bearing: number): string => COMPASS[Math.round(bearing / 22.5) % 16]!;

/** The nearest sensitive receptors of a place (最近敏感目标), by geodesic distance, with their direction. */
export function nearestReceptors(input: ReceptorInput): ReceptorResult {
  const problems: Problem[] = [];
  const most = readOption(input, 'most', 10, { least: 1, most: 1e6, whole: true }, problems);
  const within = readOption(input, 'within', null, { least: 0, most: 3e7 }, problems);
  const receptors = readPlaces(input.receptors, 'receptors', 'lonlat', problems);
  const { x, y } = ((typeof input.from === 'object' ? input.from : null) ?? {}) as Place;
  if (!isPlace(x, y, 'lonlat')) {
    problems.push(problem(P.place, { name: 'from', number: 1 }, 'from'));
    return { nearest: [], count: 0, rules: [], steps: [], problems };
  }
  const found = receptors
    .map(({ id, row, index, ...place }) => {
      const { distance, bearing, by } = geodesicInverse({ x, y }, place);
      if (by === 'sphere') problems.push(problem(P.antipodal, {}, `receptors.${index}`));
      const kind = typeof row.kind === 'string' ? row.kind : null;
      return { index, id, kind, distance, bearing, compass: compassOf(bearing) };
    })
    .filter((one) => within === null || one.distance <= within)
    .sort((a, b) => a.distance - b.distance || a.index - b.index);
  const nearest = found.slice(0, most);
  return {
    nearest,
    count: found.length,
    rules: [],
    steps: nearest.map((one) => ({
      of: one.id ?? String(one.index + 1),
      rule: 'Vincenty 1975; GB 22021-2008',
      formula: `α = ${figure(one.bearing)}° (${one.compass})`,
      result: figure(one.distance),
    })),
    problems,
  };
}
