import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx, type Static } from '@tarim/platform';
import { listPoints } from '@tarim/registry/queries';
import type { DemoTarget, listTargets as listRoute, Target } from '../../contract.ts';
import { monitoringErrors as E } from '../errors.ts';
import {
  plannedSites,
  putTargets,
  setTargetSites,
  type TargetRow,
  takeOffList,
  targetById,
  targetRows,
} from '../sql/targets.ts';
import { coverageOfTargets } from './coverage.ts';

const PLAN = 'monitoring.plan';

async function withCoverage(db: DbOrTx, rows: readonly TargetRow[], day: string): Promise<Target[]> {
  const [points, planned] = await Promise.all([
    listPoints(db, { inactiveToo: true }),
    plannedSites(db, Number(day.slice(0, 4))),
  ]);
  return coverageOfTargets(rows, points, planned, day);
}

/** The list held against the network of a day and the plans of its year. */
export async function listTargets(
  ctx: Context,
  { kind, unitPath, asOf = beijingDate(ctx.clock.now()) }: Static<NonNullable<typeof listRoute.query>>,
): Promise<{ asOf: string; targets: Target[] }> {
  const rows = await targetRows(ctx.db, { kind, unitPath });
  return { asOf, targets: await withCoverage(ctx.db, rows, asOf) };
}

/** @throws TarimError MONITORING_TARGET_UNKNOWN */
async function knownTarget(db: DbOrTx, id: number): Promise<TargetRow> {
  const target = await targetById(db, id);
  if (!target) throw new TarimError(E.targetUnknown, { id });
  return target;
}

/** @throws TarimError MONITORING_TARGET_UNKNOWN, MONITORING_TARGET_SITE_UNKNOWN, FORBIDDEN */
export async function linkTarget(
  ctx: Context,
  actor: Actor,
  id: number,
  codes: readonly string[],
): Promise<Target> {
  const before = await knownTarget(ctx.db, id);
  ctx.policy.require(actor, PLAN, { unitPath: before.unitPath });
  if (before.removed) throw new TarimError(E.targetRemoved, { code: before.code });
  const known = new Set((await listPoints(ctx.db)).map((one) => one.code));
  const unknown = codes.filter((one) => !known.has(one));
  if (unknown.length > 0) throw new TarimError(E.targetSiteUnknown, { codes: unknown.join('、') });
  return asActor(ctx, actor, PLAN, async (tx) => {
    if (!(await setTargetSites(tx, id, codes, new Date(ctx.clock.now()))))
      throw new TarimError(E.targetUnknown, { id });
    await ctx.audit.record(tx, {
      actor,
      action: 'monitoring.target.linked',
      subject: before.code,
      unitPath: before.unitPath,
      detail: { before: before.sites, after: codes },
    });
    const [target] = await withCoverage(tx, [await knownTarget(tx, id)], beijingDate(ctx.clock.now()));
    return target!;
  });
}

/** @throws TarimError MONITORING_TARGET_UNKNOWN, MONITORING_TARGET_REMOVED, FORBIDDEN */
export async function removeTarget(
  ctx: Context,
  actor: Actor,
  id: number,
  reason: string,
): Promise<undefined> {
  const target = await knownTarget(ctx.db, id);
  ctx.policy.require(actor, PLAN, { unitPath: target.unitPath });
  await asActor(ctx, actor, PLAN, async (tx) => {
    if (!(await takeOffList(tx, id, new Date(ctx.clock.now()))))
      throw new TarimError(E.targetRemoved, { code: target.code });
    await ctx.audit.record(tx, {
      actor,
      action: 'monitoring.target.removed',
      subject: target.code,
      unitPath: target.unitPath,
      detail: { name: target.name, reason },
    });
  });
  return undefined;
}

/** The simulated list of a demonstration. Again with the same list it changes nothing. */
export async function seedDemoTargets(ctx: Context, targets: readonly DemoTarget[]): Promise<void> {
  const known = new Set((await targetRows(ctx.db)).map((one) => one.code));
  const fresh = targets.filter((one) => !known.has(one.code));
  if (fresh.length === 0) return;
  const at = new Date(ctx.clock.now());
  await ctx.db.transaction().execute((tx) =>
    putTargets(
      tx,
      fresh.map((one) => ({ ...one, simulated: true })),
      at,
    ),
  );
}
