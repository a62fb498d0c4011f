import { beijingDate, TarimError } from '@tarim/kernel';
import type { Context, JobResult, JobRun, Tx } from '@tarim/platform';
import type { Role } from '@tarim/raster';
import { changesDetected, LIVE_IMAGERY } from '../../contract.ts';
import { keptFailure } from '../domain/failure.ts';
import { boxOfText } from '../domain/mercator.ts';
import { imageryErrors as E } from '../errors.ts';
import { endRun, insertPatches, moveRun, type Outcome, type RunRow, runRow } from '../sql/changes.ts';
import { type SceneRow, sceneRow } from '../sql/scenes.ts';
import type { ChangeResult, ComparedScene, FoundPatch } from '../threaded/detect.ts';
import { inThread } from '../threaded/thread.ts';
import { inFolder } from './folders.ts';
import { rolesOfRun } from './start-change.ts';

/** Of the detector as a whole: rules, defaults, what its figures mean. */
export const DETECTOR_VERSION = '1.0';
const BATCH = 500;

export const detectorOf = ({ parameters: { method, threshold } }: Pick<RunRow, 'parameters'>): string =>
  `imagery-${method}-${typeof threshold === 'number' ? 'fixed' : threshold}`;

/**
 * The job behind a comparison. What is wrong with the question ends it with the coded reason; a killed process's run begins anew.
 */
export async function detectChanges(
  ctx: Context,
  runId: number,
  { signal, progress }: Pick<JobRun, 'signal' | 'progress'>,
): Promise<JobResult> {
  const run = await runRow(ctx.db, runId);
  if (!run || !(await moveRun(ctx.db, runId, 0))) return {};
  const tell = () => ctx.live.publish(LIVE_IMAGERY, { run: runId });
  tell();
  const ending = new AbortController();
  const begun = performance.now();
  const at = () => new Date(ctx.clock.now());
  try {
    const [before, after] = [await sceneRow(ctx.db, run.beforeId), await sceneRow(ctx.db, run.afterId)];
    if (!before?.facts || !after?.facts) throw new TarimError(E.sceneUnknown, { id: run.beforeId });
    const roles = rolesOfRun(before, after, run.parameters);
    const { bbox, ...parameters } = run.parameters;
    const scenes = [await comparedScene(ctx, before), await comparedScene(ctx, after)] as const;
    const found = await inFolder(ctx, `change-${runId}`, async (folder) => {
      let telling = Promise.resolve();
      const result = await inThread(
        'detect',
        {
          before: scenes[0],
          after: scenes[1],
          roles,
          parameters,
          box: bbox === undefined ? null : boxOfText(bbox),
          prefix: `${before.id}-${after.id}-${parameters.method}`,
          folder,
        },
        {
          signal: AbortSignal.any([signal, ending.signal]),
          onProgress: (fraction) => {
            telling = telling
              .then(async () => {
                if (!(await moveRun(ctx.db, runId, fraction))) ending.abort();
                tell();
                await progress(fraction);
              })
              .catch(() => {});
          },
        },
      );
      await telling;
      return result;
    });
    const outcome = outcomeOf(run, roles, found, (performance.now() - begun) / 1_000);
    const done = await ctx.db.transaction().execute(async (tx) => {
      const { patches } = found;
      if (!(await endRun(tx, runId, { state: 'done', outcome, patches: patches.length, at: at() })))
        return false;
      await insertPatches(tx, runId, patches);
      await publish(ctx, tx, run, before, after, outcome, patches);
      return true;
    });
    tell();
    return { done, patches: found.patches.length };
  } catch (error) {
    if (signal.aborted) throw error;
    await endRun(ctx.db, runId, { state: 'failed', failure: keptFailure(error), at: at() });
    tell();
    if (error instanceof TarimError) return { failed: error.code };
    throw error;
  }
}

/** Where the files of a scene lie. @throws TarimError IMAGERY_SCENE_UNKNOWN */
export async function comparedScene(ctx: Context, row: SceneRow): Promise<ComparedScene> {
  const pathOf = async (sha256: string) => {
    const file = await ctx.files.locate(sha256);
    if (!file) throw new TarimError(E.sceneUnknown, { id: row.id });
    return file.path;
  };
  return {
    path: await pathOf(row.cogSha256!),
    bands: row.facts!.bands,
    reflectance: row.facts!.reflectance,
    quality:
      row.qualityKind && row.qualityKind !== 'count' && row.qualitySha256
        ? { kind: row.qualityKind, path: await pathOf(row.qualitySha256) }
        : null,
  };
}

function outcomeOf(run: RunRow, roles: readonly Role[], found: ChangeResult, seconds: number): Outcome {
  const classes: Record<string, number> = {};
  for (const one of found.patches) classes[one.class ?? 'none'] = (classes[one.class ?? 'none'] ?? 0) + 1;
  return {
    detector: detectorOf(run),
    version: DETECTOR_VERSION,
    threshold: found.threshold,
    roles: [...roles],
    gsd: found.gsd,
    cells: found.cells,
    observed: found.observed,
    observedShare: found.observed / found.cells,
    changed: found.changed,
    components: found.components,
    area: found.patches.reduce((sum, { area }) => sum + area, 0),
    end: found.end,
    classes,
    seconds: Math.round(seconds * 1_000) / 1_000,
  };
}

async function publish(
  ctx: Context,
  tx: Tx,
  run: RunRow,
  before: SceneRow,
  after: SceneRow,
  outcome: Outcome,
  patches: readonly FoundPatch[],
): Promise<void> {
  const scene = ({ id, title, takenAt }: SceneRow) => ({
    scene: id,
    title,
    on: beijingDate(takenAt.getTime()),
  });
  for (let done = 0; done < patches.length; done += BATCH)
    await ctx.outbox.publish(tx, changesDetected, {
      run: run.id,
      detector: outcome.detector,
      version: outcome.version,
      parameters: {
        ...run.parameters,
        roles: outcome.roles,
        threshold: outcome.threshold,
        gsd: outcome.gsd,
        observedShare: outcome.observedShare,
      },
      before: scene(before),
      after: scene(after),
      simulated: run.simulated,
      patches: patches.slice(done, done + BATCH).map((one) => ({
        ref: one.ref,
        geometry: one.geometry,
        confidence: one.confidence,
        class: one.class,
        classConfidence: one.classConfidence,
        areaM2: one.area,
        indexChange: { ...one.indexChange },
      })),
    });
}
