import { TarimError } from '@tarim/kernel';
import type { Context, JobResult, JobRun } from '@tarim/platform';
import { LIVE_IMAGERY } from '../../contract.ts';
import { keptFailure } from '../domain/failure.ts';
import { failScene, moveScene, type SceneRow, sceneRow } from '../sql/scenes.ts';

/** What a work is told, and how it tells how far it is. */
export interface Working {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** How often it is asked whether the scene is still wanted, however long a step of the work takes. */
const ASK_MS = 2_000;

/**
 * The frame of jobs that make a scene. What is wrong ends it with the coded reason; a scene that is taken off meanwhile ends it too; a
 * process that was killed leaves nothing of its own, and the job begins anew.
 * @param work makes it; says whether the scene became ready
 */
export async function workOnScene(
  ctx: Context,
  sceneId: number,
  { signal, progress }: Pick<JobRun, 'signal' | 'progress'>,
  work: (row: SceneRow, working: Working) => Promise<boolean>,
): Promise<JobResult> {
  const row = await sceneRow(ctx.db, sceneId);
  if (!row || !(await moveScene(ctx.db, sceneId, 0))) return {};
  const tell = () => ctx.live.publish(LIVE_IMAGERY, { scene: sceneId });
  tell();
  const ending = new AbortController();
  let reached = 0;
  let telling = Promise.resolve();
  const move = () => {
    telling = telling
      .then(async () => {
        // Taken off meanwhile: nobody waits for it.
        if (!(await moveScene(ctx.db, sceneId, reached))) ending.abort();
      })
      .catch(() => {});
  };
  const asking = setInterval(move, ASK_MS);
  try {
    const ready = await work(row, {
      signal: AbortSignal.any([signal, ending.signal]),
      onProgress(fraction) {
        reached = fraction;
        move();
        telling = telling
          .then(async () => {
            tell();
            await progress(fraction);
          })
          .catch(() => {});
      },
    });
    tell();
    return { ready };
  } catch (error) {
    // The process ends: the job is taken up again.
    if (signal.aborted) throw error;
    if (ending.signal.aborted) return { ready: false };
    await failScene(ctx.db, sceneId, keptFailure(error));
    tell();
    if (error instanceof TarimError) return { failed: error.code };
    throw error;
  } finally {
    clearInterval(asking);
    await telling;
  }
}
