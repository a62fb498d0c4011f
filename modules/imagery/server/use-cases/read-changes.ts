import { beijingIso } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import type { ChangeRun } from '../../contract.ts';
import { failureIn, type Tongue } from '../domain/failure.ts';
import { patchFeatures, type RunRow, runRows } from '../sql/changes.ts';
import { DETECT, requireRun } from './start-change.ts';

const PAGE = 50;

export async function listChanges(
  ctx: Context,
  actor: Actor,
  query: { before?: number; scene?: number },
  tongue: Tongue,
): Promise<{ runs: ChangeRun[]; more: boolean }> {
  const rows = await runRows(ctx.db, { ...query, limit: PAGE + 1 });
  return {
    runs: rows.slice(0, PAGE).map((row) => presentRun(ctx, actor, row, tongue)),
    more: rows.length > PAGE,
  };
}

/** @throws TarimError IMAGERY_RUN_UNKNOWN */
export const getChange = async (ctx: Context, actor: Actor, id: number, tongue: Tongue): Promise<ChangeRun> =>
  presentRun(ctx, actor, await requireRun(ctx, id), tongue);

/** The patches as GeoJSON text, with a tag that changes with them. @throws TarimError IMAGERY_RUN_UNKNOWN */
export async function changePatches(
  ctx: Context,
  id: number,
): Promise<{ tag: string; text: () => Promise<string> }> {
  const run = await requireRun(ctx, id);
  return {
    tag: `${id}-${run.state}-${run.endedAt?.getTime() ?? 0}`,
    text: async () =>
      JSON.stringify({ type: 'FeatureCollection', features: await patchFeatures(ctx.db, id) }),
  };
}

function presentRun(ctx: Context, actor: Actor, row: RunRow, tongue: Tongue): ChangeRun {
  const at = (date: Date) => beijingIso(date.getTime());
  return {
    id: row.id,
    title: row.title,
    before: { id: row.beforeId, title: row.beforeTitle, takenAt: at(row.beforeAt) },
    after: { id: row.afterId, title: row.afterTitle, takenAt: at(row.afterAt) },
    parameters: row.parameters,
    state: row.state,
    progress: row.progress,
    note: row.note,
    failure: failureIn(tongue, row.failure),
    outcome: row.outcome,
    patches: row.patches,
    simulated: row.simulated,
    ownerPath: row.ownerPath,
    byName: row.byName,
    mine: ctx.policy.can(actor, DETECT, { unitPath: row.ownerPath }),
    askedAt: at(row.askedAt),
    endedAt: row.endedAt && at(row.endedAt),
  };
}
