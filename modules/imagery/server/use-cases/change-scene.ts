import { rm } from 'node:fs/promises';
import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import { type BandRole, LIVE_IMAGERY, type SceneMetadata, sceneRemoved } from '../../contract.ts';
import { imageryErrors as E } from '../errors.ts';
import { runsUsing } from '../sql/changes.ts';
import { compositesUsing, markRemoved, requeueScene, type SceneRow, sceneRow } from '../sql/scenes.ts';
import { transitionsUsing } from '../sql/transitions.ts';
import { uploadFolder } from './folders.ts';
import { CONVERT_JOB, INGEST, requireScene } from './ingest-scene.ts';
import { COMPOSITE_JOB } from './start-composite.ts';

async function ownScene(ctx: Context, actor: Actor, id: number): Promise<SceneRow> {
  const row = requireScene(await sceneRow(ctx.db, id), id);
  ctx.policy.require(actor, INGEST, { unitPath: row.ownerPath });
  return row;
}

/**
 * Converts a scene again that failed, with what its sender tells better now; what is not told anew stays.
 * @throws TarimError IMAGERY_SCENE_UNKNOWN, IMAGERY_NOT_FAILED, FORBIDDEN
 */
export async function retryScene(
  ctx: Context,
  actor: Actor,
  id: number,
  better: Pick<SceneMetadata, 'baseline' | 'epsg' | 'noData' | 'roles'>,
): Promise<{ id: number }> {
  const row = await ownScene(ctx, actor, id);
  const told = {
    baseline: better.baseline ?? row.told.baseline,
    epsg: better.epsg ?? row.told.epsg,
    noData: better.noData ?? row.told.noData,
    roles: better.roles === undefined ? row.told.roles : (better.roles.split(',') as BandRole[]),
    ...(row.told.classes ? { classes: row.told.classes } : {}),
  };
  await asActor(ctx, actor, INGEST, async (tx) => {
    if (!(await requeueScene(tx, id, told))) throw new TarimError(E.notFailed, { id, state: row.state });
    await ctx.audit.record(tx, {
      actor,
      action: 'imagery.scene.retried',
      subject: `scene/${id}`,
      unitPath: row.ownerPath,
      detail: { ...better },
    });
    const job = row.derived ? COMPOSITE_JOB : CONVERT_JOB;
    await ctx.jobs.enqueue(job, { sceneId: id }, { tx, singletonKey: String(id) });
  });
  ctx.live.publish(LIVE_IMAGERY, { scene: id });
  return { id };
}

/**
 * Takes a scene off; a composite in the making ends. What was converted stays in the content store, as what was shown must remain traceable; files of a scene that was
 * never converted go.
 * @throws TarimError IMAGERY_SCENE_UNKNOWN, IMAGERY_IN_USE, FORBIDDEN
 */
export async function removeScene(ctx: Context, actor: Actor, id: number): Promise<void> {
  const row = await ownScene(ctx, actor, id);
  const at = new Date(ctx.clock.now());
  await asActor(ctx, actor, INGEST, async (tx) => {
    const used =
      (await runsUsing(tx, id)) + (await compositesUsing(tx, id)) + (await transitionsUsing(tx, id));
    if (used > 0 || !(await markRemoved(tx, id, at))) throw new TarimError(E.inUse, { id });
    if (row.state === 'ready')
      await ctx.outbox.publish(tx, sceneRemoved, { id, at: beijingIso(at.getTime()) });
    await ctx.audit.record(tx, {
      actor,
      action: 'imagery.scene.removed',
      subject: `scene/${id}`,
      unitPath: row.ownerPath,
      detail: { title: row.title, state: row.state },
    });
  });
  await rm(uploadFolder(ctx, id), { recursive: true, force: true });
  ctx.live.publish(LIVE_IMAGERY, { scene: id });
}
