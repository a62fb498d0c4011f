import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import { DIFFUSE_COEFFICIENTS } from '@tarim/standards';
import type { Coefficient, CoefficientInput } from '../../contract.ts';
import { endCoefficientRow, insertCoefficient, localCoefficients } from '../sql/diffuse.ts';
import { requireUnit } from '../use-cases/frame.ts';
import { diffuseErrors as E } from './errors.ts';

const SET = 'sources.coefficients';
const UNITS: Readonly<Record<string, string>> = {
  crop: 'kg/(ha·a)',
  livestock: 'kg/(头·a)',
  fertiliser: '1',
  loss: '1',
};
const DAY_MS = 86_400_000;
const dayBefore = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);

/** National coefficients with their source and confidence, and those that units set. */
export async function listCoefficients(ctx: Context): Promise<{ coefficients: Coefficient[] }> {
  const local = await localCoefficients(ctx.db);
  return {
    coefficients: [
      ...local.map((one) => ({ ...one, unit: UNITS[one.kind]!, confidence: 'local' })),
      ...DIFFUSE_COEFFICIENTS.map((one) => ({ ...one, id: null, unitPath: null })),
    ],
  };
}

/** Sets a coefficient from a day on; the one before it of the same unit ends the day before. */
export async function createCoefficient(
  ctx: Context,
  actor: Actor,
  input: CoefficientInput,
): Promise<{ id: number }> {
  ctx.policy.require(actor, SET, { unitPath: input.unitPath });
  await requireUnit(ctx.db, input.unitPath);
  return asActor(ctx, actor, SET, async (tx) => {
    const same = (await localCoefficients(tx)).filter((one) =>
      (['unitPath', 'kind', 'name', 'item'] as const).every((key) => one[key] === input[key]),
    );
    const reaching = same.filter((one) => one.effectiveTo === null || one.effectiveTo >= input.effectiveFrom);
    if (reaching.some((one) => one.effectiveFrom >= input.effectiveFrom))
      throw new TarimError(E.coefficientSpan);
    for (const one of reaching) await endCoefficientRow(tx, one.id, dayBefore(input.effectiveFrom));
    const id = await insertCoefficient(tx, input, actor.name, new Date(ctx.clock.now()));
    await ctx.audit.record(tx, {
      actor,
      action: 'sources.coefficient.set',
      subject: `${input.kind}/${input.name}/${input.item}`,
      unitPath: input.unitPath,
      detail: { value: input.value, effectiveFrom: input.effectiveFrom, source: input.source },
    });
    return { id };
  });
}

export async function endCoefficient(
  ctx: Context,
  actor: Actor,
  id: number,
  effectiveTo: string,
): Promise<{ id: number }> {
  const one = (await localCoefficients(ctx.db)).find((row) => row.id === id);
  if (!one) throw new TarimError(E.coefficientUnknown, { id });
  ctx.policy.require(actor, SET, { unitPath: one.unitPath });
  if (effectiveTo < one.effectiveFrom) throw new TarimError(E.coefficientSpan);
  return asActor(ctx, actor, SET, async (tx) => {
    await endCoefficientRow(tx, id, effectiveTo);
    await ctx.audit.record(tx, {
      actor,
      action: 'sources.coefficient.ended',
      subject: `${one.kind}/${one.name}/${one.item}`,
      unitPath: one.unitPath,
      detail: { effectiveTo },
    });
    return { id };
  });
}
