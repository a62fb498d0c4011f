import { boxOf, covers, SpatialIndex } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import type { Actor, Context, JobResult } from '@tarim/platform';
import { enterprisesInUse } from '@tarim/registry/queries';
import type { BatchRow } from '../../contract.ts';
import { judge } from '../domain/judge.ts';
import { zoningErrors } from '../errors.ts';
import { batchById, beginBatch, endBatch, insertBatch, moveBatch } from '../sql/batches.ts';
import { readRules } from '../sql/rules.ts';
import { readUnits } from '../sql/units.ts';
import { versionOf } from './versions.ts';

export const BATCH_JOB = 'zoning.batch';
const AT_ONCE = 200;

/** Queues the check of every registered enterprise against a version, also a draft. @throws TarimError ZONING_VERSION_UNKNOWN */
export async function startBatch(ctx: Context, actor: Actor, versionId: number): Promise<{ id: number }> {
  await versionOf(ctx.db, versionId);
  return ctx.db.transaction().execute(async (tx) => {
    const id = await insertBatch(tx, versionId, actor.name, new Date(ctx.clock.now()));
    await ctx.jobs.enqueue(BATCH_JOB, { batchId: id }, { tx, singletonKey: String(id) });
    await ctx.audit.record(tx, { actor, action: 'zoning.batch.started', subject: String(versionId) });
    return { id };
  });
}

/**
 * The job: an enterprise stands at one place, so that the unit which covers it decides; its parameters are not known, and a
 * limit is for a person to read.
 */
export async function runBatch(
  ctx: Context,
  batchId: number,
  told: (fraction: number) => Promise<void>,
  signal?: AbortSignal,
): Promise<JobResult> {
  const batch = await batchById(ctx.db, batchId);
  if (!batch || batch.state === 'done') return {};
  try {
    const units = await readUnits(ctx.db, batch.versionId);
    const index = new SpatialIndex(units, (one) => boxOf(one.geometry));
    const rules = await readRules(ctx.db, batch.versionId);
    const all = await enterprisesInUse(ctx.db);
    await beginBatch(ctx.db, batchId, all.length);
    let unplaced = 0;
    for (let done = 0; done < all.length; done += AT_ONCE) {
      if (signal?.aborted) throw new Error('aborted');
      const rows: BatchRow[] = [];
      for (const one of all.slice(done, done + AT_ONCE)) {
        const { lon, lat } = one;
        if (lon === null || lat === null) {
          unplaced++;
          continue;
        }
        const here = index.at(lon, lat).filter((unit) => covers(unit.geometry, lon, lat));
        // Beyond the units of a plan that covers a part of the region nothing is said.
        if (here.length === 0) continue;
        const said = judge(rules, here, { industry: one.industry, parameters: {} }, 0);
        if (said.verdict !== 'forbidden' && said.verdict !== 'manual') continue;
        rows.push({
          enterpriseId: one.id,
          name: one.name,
          industry: one.industry,
          unit: here[0]!.code,
          verdict: said.verdict,
          rule: said.decisive?.text ?? null,
        });
      }
      const reached = Math.min(all.length, done + AT_ONCE);
      await ctx.db.transaction().execute((tx) => moveBatch(tx, batchId, { done: reached, unplaced, rows }));
      await told(reached / all.length);
    }
    await endBatch(ctx.db, batchId, 'done');
    return { enterprises: all.length };
  } catch (error) {
    if (!signal?.aborted) await endBatch(ctx.db, batchId, 'failed');
    throw error;
  }
}

/** @throws TarimError ZONING_BATCH_UNKNOWN */
export async function requireBatch(ctx: Context, id: number): Promise<void> {
  if (!(await batchById(ctx.db, id))) throw new TarimError(zoningErrors.batchUnknown, { id });
}
