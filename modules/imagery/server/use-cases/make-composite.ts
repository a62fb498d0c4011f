import { TarimError } from '@tarim/kernel';
import type { Context, JobResult, JobRun } from '@tarim/platform';
import type { Derived } from '../domain/derived.ts';
import { imageryErrors as E } from '../errors.ts';
import type { SceneRow } from '../sql/scenes.ts';
import { inThread } from '../threaded/thread.ts';
import { comparedScene } from './detect-changes.ts';
import { inFolder } from './folders.ts';
import { keepScene } from './keep-scene.ts';
import { isMasked, plannedComposite } from './plan-composite.ts';
import { workOnScene } from './work-on-scene.ts';

/**
 * The job behind a mosaic or composite. It reads the scenes as they are now: they do not change, and none of them may be taken off while
 * one is in the making. Otherwise as the job of scenes that are brought.
 */
export const makeComposite = (
  ctx: Context,
  sceneId: number,
  run: Pick<JobRun, 'signal' | 'progress'>,
): Promise<JobResult> =>
  workOnScene(ctx, sceneId, run, async (row, working) => {
    const { derived } = row;
    if (!derived) throw new TarimError(E.sceneUnknown, { id: sceneId });
    const begun = performance.now();
    const planned = await plannedComposite(
      ctx,
      derived.inputs.map(({ id }) => id),
      { ...derived, bbox: derived.bbox ?? undefined },
    );
    const scenes = await Promise.all(planned.scenes.map((one) => comparedScene(ctx, one.row)));
    return inFolder(ctx, `scene-${sceneId}`, async (folder) => {
      const { converted, covered, seen, counts } = await inThread(
        'compose',
        {
          scenes,
          method: derived.method,
          grid: planned.grid,
          roles: planned.roles,
          storage: planned.storage,
          sensor: row.sensor,
          dilate: derived.dilate,
          hideSnow: derived.hideSnow,
          masked: planned.scenes.every((one) => isMasked(one.row)),
          items: itemsOf(row, derived),
          folder,
        },
        working,
      );
      const seconds = Math.round(performance.now() - begun) / 1_000;
      return keepScene(ctx, row, converted, { outcome: { covered, seen, counts, seconds } });
    });
  });

/** What the file itself says of its origin, wherever it is carried. */
const itemsOf = (
  { simulated }: SceneRow,
  { method, version, from, to, inputs }: Derived,
): Record<string, string> => ({
  TARIM_METHOD: `composite ${method} ${version}`,
  TARIM_SCENES: inputs.map(({ id }) => id).join(' '),
  TARIM_PERIOD: `${from}/${to}`,
  ...(simulated ? { TARIM_SIMULATED: 'yes' } : {}),
});
