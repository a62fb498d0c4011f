import { unitsOf } from '../cog/sink.ts';
import type { BinRange, BinsFound, BinsParams } from '../engine/bins-job.ts';
import { type RunOptions, runUnits } from '../engine/run.ts';

/** How a value is spread over a raster, class by class. */
export interface Spread {
  readonly bins: BinRange;
  readonly classes: ReadonlyMap<number, Float64Array>;
  readonly outside: number;
}

/** Counts over all units of a grid; into an earlier spread when there is one, for several dates together. @throws TarimError */
export async function spreadOf(
  params: BinsParams,
  options: RunOptions = {},
  earlier: Spread | null = null,
): Promise<Spread> {
  const classes = new Map(earlier?.classes);
  let outside = earlier?.outside ?? 0;
  await runUnits({
    ...options,
    job: 'bins',
    params,
    spec: null,
    units: unitsOf(params.grid),
    onUnit({ found }) {
      const one = found as BinsFound;
      outside += one.outside;
      for (const [zone, counts] of one.classes) {
        const all = classes.get(zone);
        if (all) for (let i = 0; i < counts.length; i++) all[i]! += counts[i]!;
        else classes.set(zone, counts);
      }
    },
  });
  return { bins: params.bins, classes, outside };
}

/** The value that a share of all lies below, to the width of a bin. NaN when nothing was counted. */
export function binQuantile(counts: Float64Array, { from, to, count }: BinRange, share: number): number {
  const total = counts.reduce((a, b) => a + b, 0);
  if (total === 0) return Number.NaN;
  const width = (to - from) / count;
  let below = 0;
  for (let i = 0; i < count; i++) {
    const here = counts[i]!;
    if (here > 0 && below + here >= share * total)
      return from + width * (i + Math.max(0, (share * total - below) / here));
    below += here;
  }
  return to;
}

export interface BinSummary {
  readonly cells: number;
  readonly mean: number | null;
  /** Share of the cells between the borders, from the lowest class to the highest. */
  readonly shares: readonly number[];
}

/** Mean, and shares of the classes that borders make; values of a bin stand in its middle. */
export function binSummary(
  counts: Float64Array,
  { from, to, count }: BinRange,
  borders: readonly number[],
): BinSummary {
  const width = (to - from) / count;
  const shares = new Float64Array(borders.length + 1);
  let [cells, sum] = [0, 0];
  for (let i = 0; i < count; i++) {
    const here = counts[i]!;
    if (here === 0) continue;
    const middle = from + width * (i + 0.5);
    cells += here;
    sum += here * middle;
    let at = borders.findIndex((border) => middle < border);
    if (at < 0) at = borders.length;
    shares[at]! += here;
  }
  return {
    cells,
    mean: cells === 0 ? null : sum / cells,
    shares: Array.from(shares, (share) => (cells === 0 ? 0 : share / cells)),
  };
}
