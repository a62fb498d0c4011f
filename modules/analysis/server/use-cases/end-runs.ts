import { TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { tasksByIds } from '@tarim/supervision/queries';
import { analysisErrors } from '../errors.ts';
import { dropRun, endRun, insertHanded, type RunRow, runOfFeature, runRow } from '../sql/runs.ts';
import { readableRun } from './read-runs.ts';

async function ownRun(ctx: Context, actor: Actor, id: number): Promise<RunRow> {
  const row = await runRow(ctx.db, id);
  if (!row) throw new TarimError(analysisErrors.runUnknown, { id });
  if (row.byUser !== actor.userId) throw new TarimError(analysisErrors.notYours);
  return row;
}

/** The job notices at its next step. @throws TarimError ANALYSIS_RUN_UNKNOWN, ANALYSIS_NOT_YOURS */
export async function cancelRun(ctx: Context, actor: Actor, id: number): Promise<{ ok: boolean }> {
  await ownRun(ctx, actor, id);
  return { ok: await endRun(ctx.db, id, { state: 'cancelled', at: new Date(ctx.clock.now()) }) };
}

/** @throws TarimError ANALYSIS_RUN_UNKNOWN, ANALYSIS_NOT_YOURS */
export async function deleteRun(ctx: Context, actor: Actor, id: number): Promise<{ ok: boolean }> {
  const run = await ownRun(ctx, actor, id);
  await ctx.db.transaction().execute(async (tx) => {
    await dropRun(tx, id);
    await ctx.audit.record(tx, {
      actor,
      action: 'analysis.run.deleted',
      subject: String(id),
      detail: { kind: run.kind, title: run.title },
    });
  });
  return { ok: true };
}

/** @throws TarimError ANALYSIS_RUN_UNKNOWN, ANALYSIS_TASK_UNKNOWN */
export async function markHanded(
  ctx: Context,
  actor: Actor,
  featureId: number,
  taskId: number,
): Promise<{ ok: boolean }> {
  const runId = await runOfFeature(ctx.db, featureId);
  if (runId === null) throw new TarimError(analysisErrors.runUnknown, { id: featureId });
  await readableRun(ctx, actor, runId);
  const [task] = await tasksByIds(ctx.db, [taskId]);
  if (!task) throw new TarimError(analysisErrors.notHanded, { id: taskId });
  await ctx.db
    .transaction()
    .execute((tx) =>
      insertHanded(tx, { featureId, taskId, byName: actor.name, at: new Date(ctx.clock.now()) }),
    );
  return { ok: true };
}
