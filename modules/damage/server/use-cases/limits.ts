import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Static } from '@tarim/platform';
import { DAMAGE_RULES } from '@tarim/standards';
import type { listSimpleLimits, SimpleLimit, setSimpleLimit } from '../../contract.ts';
import { damageErrors as E } from '../errors.ts';
import { limitRows, saveLimit } from '../sql/limits.ts';
import { DECIDE } from './actions.ts';

/** An autonomous region, or the Corps: what lies right below the root. */
const REGION = /^\/[^/]+\/$/;

export async function simpleLimits(
  ctx: Context,
): Promise<Static<NonNullable<typeof listSimpleLimits.response>>> {
  const { most, regionMost, act, confidence } = DAMAGE_RULES.simple;
  return { standard: most, most: regionMost, source: act, confidence, limits: await limitRows(ctx.db) };
}

/**
 * Sets the limit of a region (简易评估限额), up to what a region may set.
 * @throws TarimError DAMAGE_LIMIT_UNIT, DAMAGE_LIMIT_TOO_HIGH, FORBIDDEN
 */
export async function changeSimpleLimit(
  ctx: Context,
  actor: Actor,
  asked: Static<NonNullable<typeof setSimpleLimit.body>>,
): Promise<SimpleLimit> {
  ctx.policy.require(actor, DECIDE, { unitPath: asked.unitPath });
  if (!REGION.test(asked.unitPath)) throw new TarimError(E.limitUnit);
  const { regionMost: most } = DAMAGE_RULES.simple;
  if (asked.yuan > most) throw new TarimError(E.limitTooHigh, { most });
  const limit = { ...asked, by: actor.name, on: beijingDate(ctx.clock.now()) };
  await asActor(ctx, actor, DECIDE, async (tx) => {
    await saveLimit(tx, limit);
    await ctx.audit.record(tx, {
      actor,
      action: 'damage.simple-limit.set',
      subject: `unit${asked.unitPath}`,
      unitPath: asked.unitPath,
      detail: { yuan: asked.yuan, document: asked.document },
    });
  });
  return limit;
}
