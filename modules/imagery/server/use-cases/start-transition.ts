import type { Areal } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import { drawnOutlines } from '@tarim/region/queries';
import { LIVE_IMAGERY, MOST_CLASSES, type TransitionParameters } from '../../contract.ts';
import { boxOfText } from '../domain/mercator.ts';
import { groupsByValue, requireGroups } from '../domain/transition-table.ts';
import { imageryErrors as E } from '../errors.ts';
import { type SceneRow, sceneRow } from '../sql/scenes.ts';
import { endTransition, insertTransition, type TransitionRow, transitionRow } from '../sql/transitions.ts';
import { INGEST, ownerOf, requireScene } from './ingest-scene.ts';
import { sceneLegend } from './scene-classes.ts';
import { DETECT } from './start-change.ts';

export const TRANSITION_JOB = 'imagery.land-cover-change';

export interface AskedTransition {
  readonly title?: string | undefined;
  readonly before: number;
  readonly after: number;
  readonly parameters: TransitionParameters;
  readonly ownerPath?: string | undefined;
}

async function thematicScene(ctx: Context, id: number) {
  const row = requireScene(await sceneRow(ctx.db, id), id);
  if (row.sensor !== 'thematic') throw new TarimError(E.notThematic, { id });
  if (row.state !== 'ready') throw new TarimError(E.notReady, { id, state: row.state });
  const legend = sceneLegend(row);
  if (!legend) throw new TarimError(E.classesUncounted, { id });
  const classes = legend.filter(({ cells }) => cells > 0).length + (row.facts?.classesLeft ?? 0);
  if (classes > MOST_CLASSES) throw new TarimError(E.classesMany, { classes, limit: MOST_CLASSES });
  return { row, legend };
}

/**
 * Queues the comparison of two thematic rasters. Classes and versions of their tables are settled now, so that what the run says does not
 * depend on who changes a table while it waits.
 * @throws TarimError IMAGERY_SCENE_UNKNOWN, IMAGERY_NOT_THEMATIC, IMAGERY_NOT_READY, IMAGERY_CLASSES_UNCOUNTED, IMAGERY_CLASSES_MANY,
 *   IMAGERY_SCENE_ORDER, IMAGERY_CLASSES_DIFFER, IMAGERY_GROUP_TWICE, IMAGERY_UNIT_OUTLINE, IMAGERY_BOX_INVALID, FORBIDDEN
 */
export async function startTransition(
  ctx: Context,
  actor: Actor,
  asked: AskedTransition,
): Promise<{ id: number }> {
  const ownerPath = await ownerOf(ctx, actor, DETECT, asked.ownerPath);
  const { unit, bbox, map = true } = asked.parameters;
  // The map joins the scenes.
  if (map) ctx.policy.require(actor, INGEST, { unitPath: ownerPath });
  const [before, after] = [await thematicScene(ctx, asked.before), await thematicScene(ctx, asked.after)];
  if (before.row.takenAt >= after.row.takenAt) throw new TarimError(E.sceneOrder);
  if (bbox !== undefined) boxOfText(bbox);
  if (unit !== undefined) await outlineOf(ctx, unit);
  const groups = asked.parameters.groups ?? groupsByValue(before.legend, after.legend);
  requireGroups(groups);
  const version = ({ classTable }: SceneRow) => classTable?.version ?? 0;
  const id = await asActor(ctx, actor, DETECT, async (tx) => {
    const made = await insertTransition(tx, {
      title: asked.title?.trim() || `${before.row.title} → ${after.row.title}`.slice(0, 200),
      before: before.row.id,
      after: after.row.id,
      parameters: {
        ...asked.parameters,
        map,
        groups,
        tables: { before: version(before.row), after: version(after.row) },
      },
      ownerPath,
      simulated: before.row.simulated || after.row.simulated,
      byUser: actor.userId,
      byName: actor.name,
      at: new Date(ctx.clock.now()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'imagery.transition.asked',
      subject: `transition/${made}`,
      unitPath: ownerPath,
      detail: { before: before.row.id, after: after.row.id, groups: groups.length },
    });
    await ctx.jobs.enqueue(TRANSITION_JOB, { runId: made }, { tx, singletonKey: String(made) });
    return made;
  });
  ctx.live.publish(LIVE_IMAGERY, { transition: id });
  return { id };
}

/** The outline of a county, a Corps city or a prefecture that is drawn today. @throws TarimError IMAGERY_UNIT_OUTLINE */
export async function outlineOf(ctx: Context, unit: string): Promise<Areal> {
  for (const layer of ['county', 'prefecture'] as const) {
    const found = (await drawnOutlines(ctx.db, layer)).find(({ path }) => path === unit);
    if (found) return found.geometry as Areal;
  }
  throw new TarimError(E.unitOutline, { unit });
}

/** @throws TarimError IMAGERY_TRANSITION_UNKNOWN */
export async function requireTransition(ctx: Context, id: number): Promise<TransitionRow> {
  const row = await transitionRow(ctx.db, id);
  if (!row) throw new TarimError(E.transitionUnknown, { id });
  return row;
}

/** The job notices at its next step. @throws TarimError IMAGERY_TRANSITION_UNKNOWN, FORBIDDEN */
export async function cancelTransition(ctx: Context, actor: Actor, id: number): Promise<{ ok: boolean }> {
  const row = await requireTransition(ctx, id);
  ctx.policy.require(actor, DETECT, { unitPath: row.ownerPath });
  const ok = await asActor(ctx, actor, DETECT, (tx) =>
    endTransition(tx, id, { state: 'cancelled', at: new Date(ctx.clock.now()) }),
  );
  ctx.live.publish(LIVE_IMAGERY, { transition: id });
  return { ok };
}
