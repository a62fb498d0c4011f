import { TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { Check, Errors } from 'typebox/value';
import { ANALYSIS_INPUTS, type AnalysisKind } from '../../contract.ts';
import { analysisErrors } from '../errors.ts';
import { insertRun } from '../sql/runs.ts';

export const RUN_JOB = 'analysis.run';

/**
 * Queues an analysis; the job reads with the sight of the person who asks.
 * @throws TarimError FORBIDDEN, ANALYSIS_INPUT_INVALID
 */
export async function startRun(
  ctx: Context,
  actor: Actor,
  asked: { kind: AnalysisKind; title?: string; input: unknown },
): Promise<{ id: number }> {
  const schema = ANALYSIS_INPUTS[asked.kind];
  if (!Check(schema, asked.input)) {
    const [first] = [...Errors(schema, asked.input)];
    throw new TarimError(analysisErrors.inputInvalid, {
      reason: first ? `${first.instancePath || '/'} ${first.message}` : '/',
    });
  }
  const at = new Date(ctx.clock.now());
  const id = await ctx.db.transaction().execute(async (tx) => {
    const made = await insertRun(tx, {
      kind: asked.kind,
      title: asked.title?.trim() || asked.kind,
      input: asked.input,
      byUser: actor.userId,
      byName: actor.name,
      at,
    });
    await ctx.jobs.enqueue(RUN_JOB, { runId: made, actor }, { tx, singletonKey: String(made) });
    return made;
  });
  return { id };
}
