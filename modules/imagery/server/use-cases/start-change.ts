import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import type { Role } from '@tarim/raster';
import { type ChangeParameters, LIVE_IMAGERY } from '../../contract.ts';
import { comparedRoles } from '../domain/compared.ts';
import { boxOfText } from '../domain/mercator.ts';
import { imageryErrors as E } from '../errors.ts';
import { endRun, insertRun, type RunRow, runRow } from '../sql/changes.ts';
import { type SceneRow, sceneRow } from '../sql/scenes.ts';
import { ownerOf, requireScene } from './ingest-scene.ts';

export const DETECT = 'imagery.detect';
export const DETECT_JOB = 'imagery.detect-changes';

export interface AskedChange {
  readonly title?: string | undefined;
  readonly before: number;
  readonly after: number;
  readonly parameters: ChangeParameters;
  readonly ownerPath?: string | undefined;
}

async function readyScene(ctx: Context, id: number): Promise<SceneRow> {
  const row = requireScene(await sceneRow(ctx.db, id), id);
  if (row.state !== 'ready') throw new TarimError(E.notReady, { id, state: row.state });
  return row;
}

/** Bands that a comparison looks at. @throws TarimError IMAGERY_SENSOR_UNFIT, IMAGERY_BANDS_DIFFER, IMAGERY_UNITS_DIFFER */
export const rolesOfRun = (before: SceneRow, after: SceneRow, parameters: ChangeParameters): Role[] =>
  comparedRoles(
    { sensor: before.sensor, ...before.facts! },
    { sensor: after.sensor, ...after.facts! },
    parameters,
  );

/**
 * Queues a comparison of two scenes.
 * @throws TarimError IMAGERY_SCENE_UNKNOWN, IMAGERY_NOT_READY, IMAGERY_SCENE_ORDER, IMAGERY_BOX_INVALID, those of `rolesOfRun`, FORBIDDEN
 */
export async function startChange(ctx: Context, actor: Actor, asked: AskedChange): Promise<{ id: number }> {
  const ownerPath = await ownerOf(ctx, actor, DETECT, asked.ownerPath);
  const [before, after] = [await readyScene(ctx, asked.before), await readyScene(ctx, asked.after)];
  if (before.takenAt >= after.takenAt) throw new TarimError(E.sceneOrder);
  if (asked.parameters.bbox !== undefined) boxOfText(asked.parameters.bbox);
  rolesOfRun(before, after, asked.parameters);
  const id = await asActor(ctx, actor, DETECT, async (tx) => {
    const made = await insertRun(tx, {
      title: asked.title?.trim() || `${before.title} → ${after.title}`.slice(0, 200),
      before: before.id,
      after: after.id,
      parameters: asked.parameters,
      ownerPath,
      simulated: before.simulated || after.simulated,
      byUser: actor.userId,
      byName: actor.name,
      at: new Date(ctx.clock.now()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'imagery.change.asked',
      subject: `change/${made}`,
      unitPath: ownerPath,
      detail: { before: before.id, after: after.id, method: asked.parameters.method },
    });
    await ctx.jobs.enqueue(DETECT_JOB, { runId: made }, { tx, singletonKey: String(made) });
    return made;
  });
  ctx.live.publish(LIVE_IMAGERY, { run: id });
  return { id };
}

/** @throws TarimError IMAGERY_RUN_UNKNOWN */
export async function requireRun(ctx: Context, id: number): Promise<RunRow> {
  const row = await runRow(ctx.db, id);
  if (!row) throw new TarimError(E.runUnknown, { id });
  return row;
}

/** The job notices at its next step. @throws TarimError IMAGERY_RUN_UNKNOWN, FORBIDDEN */
export async function cancelChange(ctx: Context, actor: Actor, id: number): Promise<{ ok: boolean }> {
  const row = await requireRun(ctx, id);
  ctx.policy.require(actor, DETECT, { unitPath: row.ownerPath });
  const ok = await asActor(ctx, actor, DETECT, (tx) =>
    endRun(tx, id, { state: 'cancelled', at: new Date(ctx.clock.now()) }),
  );
  ctx.live.publish(LIVE_IMAGERY, { run: id });
  return { ok };
}
