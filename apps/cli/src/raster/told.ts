import { type ErrorDefinition, fillMessage } from '@tarim/kernel';
import { deviation, type Grid, type Produced, type Summary } from '@tarim/raster';

/** What a summary says, in the words of the output. */
export const summaryOf = (summary: Summary) => ({
  count: summary.count,
  min: summary.count === 0 ? null : summary.min,
  max: summary.count === 0 ? null : summary.max,
  mean: summary.count === 0 ? null : summary.mean,
  deviation: summary.count === 0 ? null : deviation(summary),
});

export const writtenOf = ({ path, summaries, resumed }: Produced, grid: Grid, began: number) => ({
  path,
  width: grid.width,
  height: grid.height,
  bands: summaries.map(summaryOf),
  seconds: Number(((performance.now() - began) / 1_000).toFixed(3)),
  resumed,
});

/** What a user should know of a result that was given all the same. */
export const problemOf = (
  { code, zh }: ErrorDefinition,
  params: Readonly<Record<string, string | number>> = {},
) => ({ code, message: fillMessage(zh, params), params });
