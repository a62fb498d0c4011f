import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import type { Orphan, OrphanAct, OrphanState } from '../../contract.ts';
import { orphanRefusal, orphanStanding } from '../domain/orphan.ts';
import { radiationErrors as E } from '../errors.ts';
import { insertOrphan, type OrphanRow, orphanRows } from '../sql/orphans.ts';
import { sourceRows } from '../sql/sources.ts';
import { insertStep, lockSteps, stepRows } from '../sql/steps.ts';
import type { Tongue } from '../words.ts';
import { MANAGE, throwRefusal } from './actions.ts';
import { takenSteps } from './gather.ts';

async function present(db: DbOrTx, rows: readonly OrphanRow[]): Promise<Orphan[]> {
  const steps = await stepRows(
    db,
    'orphan',
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const own = steps.get(row.id) ?? [];
    const { state, identified, collectedTo } = orphanStanding(own.map(({ act }) => act));
    return {
      ...row,
      state,
      nuclide: identified?.nuclide ?? null,
      activityBq: identified?.activityBq ?? null,
      category: identified?.category ?? null,
      sourceId: identified?.sourceId ?? null,
      collectedTo,
      steps: takenSteps(own),
    };
  });
}

export async function listOrphans(
  ctx: Context,
  { state, unit }: { readonly state?: OrphanState | undefined; readonly unit?: string | undefined },
): Promise<{ orphans: Orphan[] }> {
  const all = await present(ctx.db, await orphanRows(ctx.db, { unit }));
  return { orphans: state ? all.filter((one) => one.state === state) : all };
}

/** @throws TarimError RADIATION_REGION_UNIT_MISSING, RADIATION_DAY_FUTURE, FORBIDDEN */
export async function addOrphan(
  ctx: Context,
  actor: Actor,
  one: Omit<OrphanRow, 'id' | 'simulated'>,
  simulated = false,
): Promise<Orphan> {
  const { unitPath, foundOn } = one;
  ctx.policy.require(actor, MANAGE, { unitPath });
  if (!(await unitByPath(ctx.db, unitPath))) throw new TarimError(E.regionUnknown, { unit: unitPath });
  const at = new Date(ctx.clock.now());
  if (foundOn > beijingDate(at.getTime())) throw new TarimError(E.dayFuture, { on: foundOn });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const id = await insertOrphan(tx, { ...one, simulated }, at);
    await ctx.audit.record(tx, {
      actor,
      action: 'radiation.orphan.added',
      subject: `orphan/${id}`,
      unitPath,
    });
    return (await present(tx, await orphanRows(tx, { id })))[0]!;
  });
}

/** @throws TarimError RADIATION_ORPHAN_UNKNOWN, RADIATION_SOURCE_UNKNOWN, RADIATION_ORPHAN_STATE, RADIATION_DAY_FUTURE, RADIATION_DAY_ORDER, FORBIDDEN */
export async function actOnOrphan(
  ctx: Context,
  actor: Actor,
  id: number,
  act: OrphanAct,
  tongue: Tongue,
): Promise<Orphan> {
  const [row] = await orphanRows(ctx.db, { id });
  if (!row) throw new TarimError(E.orphanUnknown, { id });
  const { unitPath } = row;
  ctx.policy.require(actor, MANAGE, { unitPath });
  if (act.act === 'identify' && act.sourceId !== null)
    if ((await sourceRows(ctx.db, { id: act.sourceId })).length === 0)
      throw new TarimError(E.sourceUnknown, { id: act.sourceId });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    await lockSteps(tx, 'orphan', id);
    const acts = ((await stepRows(tx, 'orphan', [id])).get(id) ?? []).map((step) => step.act);
    const at = new Date(ctx.clock.now());
    const refusal = orphanRefusal(row.foundOn, acts, act, beijingDate(at.getTime()));
    if (refusal) throwRefusal(refusal, tongue);
    await insertStep(tx, 'orphan', { id, nth: acts.length + 1, unitPath, act, actor, at });
    await ctx.audit.record(tx, {
      actor,
      action: 'radiation.orphan.step',
      subject: `orphan/${id}`,
      unitPath,
      detail: { act: act.act, on: act.on },
    });
    return (await present(tx, [row]))[0]!;
  });
}
