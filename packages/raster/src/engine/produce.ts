import { statSync } from 'node:fs';
import { CogSink } from '../cog/sink.ts';
import type { CogSpec } from '../cog/spec.ts';
import type { Summary } from '../summary.ts';
import type { JobName, ParamsOf } from './registry.ts';
import { type RunOptions, runUnits } from './run.ts';

export interface Produced {
  readonly path: string;
  readonly summaries: readonly Summary[];
  /** Units that an earlier, stopped run had finished. */
  readonly resumed: number;
}

/**
 * Computes a raster by units and writes it as a COG. A run that is stopped, or dies, keeps its finished units beside the
 * target and goes on from them when it is called again with the same parameters.
 * @throws TarimError
 */
export async function produceCog<N extends JobName>(
  path: string,
  spec: CogSpec,
  job: N,
  params: ParamsOf<N>,
  options: RunOptions = {},
  onFound?: (unit: number, found: unknown) => void,
): Promise<Produced> {
  // What was found of finished units is not kept, so such runs begin anew.
  const key = onFound
    ? `${process.pid} ${process.hrtime.bigint()}`
    : JSON.stringify([job, params, agesOf(params)]);
  const sink = new CogSink(path, spec, key);
  const resumed = sink.done.size;
  try {
    await runUnits({
      ...options,
      job,
      params,
      spec,
      units: sink.units,
      skip: sink.done,
      onUnit({ unit, encoded, found }) {
        onFound?.(unit, found);
        sink.add(unit, encoded!);
      },
    });
  } catch (error) {
    sink.close();
    throw error;
  }
  return { path, ...sink.finish(), resumed };
}

/** Sizes and times of the files that parameters name: a run must not go on with tiles of what a file was before. */
function agesOf(params: unknown): string[] {
  if (params === null || typeof params !== 'object') return [];
  return Object.entries(params).flatMap(([name, value]) => {
    if (name !== 'path' || typeof value !== 'string') return agesOf(value);
    const { size, mtimeMs } = statSync(value);
    return [`${size} ${mtimeMs}`];
  });
}
