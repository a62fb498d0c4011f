import { unitsOf } from '../cog/sink.ts';
import { type RunOptions, runUnits } from '../engine/run.ts';
import type { Crossed, CrossingFound, CrossingParams } from './crossing-job.ts';

export interface ClassChange {
  readonly code: number;
  /** Square metres. */
  readonly before: number;
  readonly after: number;
  /** What came from other classes, what went to them, and what stayed. */
  readonly gain: number;
  readonly loss: number;
  readonly kept: number;
}

/** Land-cover change (土地覆盖转移) between two rasters of classes. */
export interface Transition {
  /** By first, then second class. */
  readonly pairs: readonly Crossed[];
  readonly classes: readonly ClassChange[];
  readonly cells: number;
  readonly area: number;
  /** Of the area that both know. */
  readonly changedShare: number;
  readonly unknownCells: number;
  readonly unknownArea: number;
}

/**
 * Areas of all pairs of classes of two rasters of one place, on the ellipsoid. Counts of a map are what the map shows: its
 * errors are in them (`accuracy.ts` gives estimates).
 * @throws TarimError RASTER_PARAMETER_INVALID for classes that are no whole numbers; of reading
 */
export async function transitionOf(params: CrossingParams, options: RunOptions = {}): Promise<Transition> {
  const sums = new Map<string, { first: number; second: number; cells: number; area: number }>();
  let [unknownCells, unknownArea] = [0, 0];
  await runUnits({
    ...options,
    job: 'crossing',
    params,
    spec: null,
    units: unitsOf(params.grid),
    onUnit({ found }) {
      const { pairs, none, noneArea } = found as CrossingFound;
      unknownCells += none;
      unknownArea += noneArea;
      for (const { first, second, cells, area } of pairs) {
        const key = `${first} ${second}`;
        const own = sums.get(key) ?? { first, second, cells: 0, area: 0 };
        own.cells += cells;
        own.area += area;
        sums.set(key, own);
      }
    },
  });
  const pairs = [...sums.values()].sort((a, b) => a.first - b.first || a.second - b.second);
  return { ...totalsOf(pairs), pairs, unknownCells, unknownArea };
}

export function totalsOf(
  pairs: readonly Crossed[],
): Pick<Transition, 'classes' | 'cells' | 'area' | 'changedShare'> {
  const codes = [...new Set(pairs.flatMap(({ first, second }) => [first, second]))].sort((a, b) => a - b);
  const sum = (keep: (one: Crossed) => boolean) =>
    pairs.reduce((all, one) => all + (keep(one) ? one.area : 0), 0);
  const classes = codes.map((code): ClassChange => {
    const kept = sum(({ first, second }) => first === code && second === code);
    const [before, after] = [sum(({ first }) => first === code), sum(({ second }) => second === code)];
    return { code, before, after, gain: after - kept, loss: before - kept, kept };
  });
  const area = sum(() => true);
  const changed = sum(({ first, second }) => first !== second);
  return {
    classes,
    cells: pairs.reduce((all, one) => all + one.cells, 0),
    area,
    changedShare: area === 0 ? 0 : changed / area,
  };
}
