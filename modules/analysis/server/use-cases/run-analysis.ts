import { createGeosPool, type GeosPool } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import type { Actor, Context, JobResult } from '@tarim/platform';
import type { AnalysisInputs } from '../../contract.ts';
import { LIVE_RUNS } from '../../contract.ts';
import type { Analysis, Bench } from '../analyses/analysis.ts';
import { ANALYSES } from '../analyses/index.ts';
import { failureText } from '../domain/words.ts';
import { analysisErrors } from '../errors.ts';
import { endRun, insertFeatures, moveRun, runRow } from '../sql/runs.ts';

/** Worker threads start with the first analysis that overlays or buffers. */
let pool: GeosPool | undefined;
const geos = (): GeosPool => {
  pool ??= createGeosPool(1);
  return pool;
};

type Told = (fraction: number, note?: string) => Promise<void>;

/**
 * The job behind a run. What is wrong with the question ends the run with its coded reason; a killed worker's run begins anew.
 */
export async function runAnalysis(
  ctx: Context,
  { runId, actor }: { runId: number; actor: Actor },
  told: Told,
  signal?: AbortSignal,
): Promise<JobResult> {
  const run = await runRow(ctx.db, runId);
  if (!run || (run.state !== 'waiting' && run.state !== 'running')) return {};
  const sets = new Set<string>();
  const bench: Bench = {
    ctx,
    actor,
    geos: geos(),
    used: (set) => sets.add(set),
    progress: async (fraction, note) => {
      if (signal?.aborted) throw new Error('aborted');
      if (!(await moveRun(ctx.db, runId, fraction, note ?? null)))
        throw new TarimError(analysisErrors.cancelled);
      ctx.live.publish(LIVE_RUNS, { id: runId });
      await told(fraction, note);
    },
  };
  try {
    await bench.progress(0);
    const analyse = ANALYSES[run.kind] as Analysis<typeof run.kind>;
    const { features, simulated, ...outcome } = await analyse(
      bench,
      run.input as AnalysisInputs[typeof run.kind] as never,
    );
    await bench.progress(0.95);
    await ctx.db.transaction().execute(async (tx) => {
      await insertFeatures(tx, runId, features);
      await endRun(tx, runId, {
        state: 'done',
        outcome,
        sets: [...sets],
        features: features.length,
        simulated,
        at: new Date(ctx.clock.now()),
      });
    });
    ctx.live.publish(LIVE_RUNS, { id: runId });
    return { features: features.length };
  } catch (error) {
    if (signal?.aborted) throw error;
    const known = error instanceof TarimError;
    await endRun(ctx.db, runId, {
      state: 'failed',
      error: failureText(error),
      sets: [...sets],
      at: new Date(ctx.clock.now()),
    });
    ctx.live.publish(LIVE_RUNS, { id: runId });
    // A question that cannot be answered is no trouble of the platform.
    if (known) return { failed: error.code };
    throw error;
  }
}
