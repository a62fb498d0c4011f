import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Static, type Tx } from '@tarim/platform';
import { sql } from 'kysely';
import { type Limit, type LimitInput, limitsChanged } from '../../contract.ts';
import { registryErrors } from '../errors.ts';
import { limitById } from '../sql/pages.ts';
import { insertRow, updateRow } from '../sql/write.ts';
import { changeablePoint } from './points.ts';

type Input = Static<typeof LimitInput>;

/** Two limits of the same factor, basis and measure must not be in force on the same day: which one judged would be chance. */
async function refuseOverlap(tx: Tx, input: Input, except: number): Promise<void> {
  const { rows } = await sql<{ from: string }>`
    select effective_from::text as from from registry.point_limit
    where point_id = ${input.pointId} and code = ${input.code} and basis = ${input.basis} and measure = ${input.measure} and id <> ${except}
      and effective_from <= coalesce(${input.effectiveTo ?? null}::date, 'infinity') and coalesce(effective_to, 'infinity') >= ${input.effectiveFrom}::date
    limit 1
  `.execute(tx);
  if (rows[0]) throw new TarimError(registryErrors.limitOverlaps, { code: input.code, from: rows[0].from });
}

export async function createLimit(ctx: Context, actor: Actor, input: Input): Promise<Limit> {
  const point = await changeablePoint(ctx, actor, input.pointId);
  return asActor(ctx, actor, 'registry.write', async (tx) => {
    await refuseOverlap(tx, input, 0);
    const id = await insertRow(tx, 'point_limit', { ...input, unitPath: point.unitPath });
    await ctx.audit.record(tx, {
      actor,
      action: 'registry.limit.created',
      subject: `${point.code}/${input.code}`,
      unitPath: point.unitPath,
      detail: { ...input },
    });
    await ctx.outbox.publish(tx, limitsChanged, { pointId: point.id, codes: [input.code] });
    return (await limitById(tx, id))!;
  });
}

export async function updateLimit(ctx: Context, actor: Actor, id: number, input: Input): Promise<Limit> {
  const old = await limitById(ctx.db, id);
  if (!old) throw new TarimError(registryErrors.limitUnknown, { id });
  await changeablePoint(ctx, actor, old.pointId);
  const point = await changeablePoint(ctx, actor, input.pointId);
  return asActor(ctx, actor, 'registry.write', async (tx) => {
    await refuseOverlap(tx, input, id);
    await updateRow(tx, 'point_limit', id, { ...input, unitPath: point.unitPath });
    await ctx.audit.record(tx, {
      actor,
      action: 'registry.limit.updated',
      subject: `${point.code}/${input.code}`,
      unitPath: point.unitPath,
      detail: { ...input },
    });
    await ctx.outbox.publish(tx, limitsChanged, {
      pointId: point.id,
      codes: [...new Set([old.code, input.code])],
    });
    return (await limitById(tx, id))!;
  });
}
