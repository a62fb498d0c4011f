import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import type { Parameter, ParameterInput, Point, PointInput } from '../../contract.ts';
import type { Tongue } from '../domain/issue.ts';
import { registryErrors } from '../errors.ts';
import { parametersOf, pointById } from '../sql/pages.ts';
import { pointParameters } from '../sql/read.ts';
import { writeParameters } from '../writing/parameter.ts';
import { changeablePoint, setPointActive, writePoint } from '../writing/point.ts';
import { type Writing, write } from '../writing/writing.ts';

async function known(w: Writing, id: number): Promise<Point> {
  const point = await pointById(w.tx, id);
  if (!point) throw new TarimError(registryErrors.pointUnknown, { id });
  return point;
}

/** Registers a point, or changes the one of this id. */
export function savePoint(
  ctx: Context,
  actor: Actor,
  id: number | null,
  input: Static<typeof PointInput>,
): Promise<Point> {
  return write(ctx, actor, async (w) => {
    const old = id === null ? null : await known(w, id);
    const saved = await writePoint(w, old, input);
    await ctx.audit.record(w.tx, {
      actor,
      action: old ? 'registry.point.updated' : 'registry.point.created',
      subject: input.code,
      unitPath: input.unitPath,
      detail: { name: input.name },
    });
    return known(w, saved);
  });
}

/** Takes a point out of use, or back into it. */
export function switchPoint(
  ctx: Context,
  actor: Actor,
  id: number,
  active: boolean,
  reason: string,
): Promise<Point> {
  return write(ctx, actor, async (w) => {
    const point = await known(w, id);
    await setPointActive(w, point, active);
    await ctx.audit.record(w.tx, {
      actor,
      action: active ? 'registry.point.reopened' : 'registry.point.closed',
      subject: point.code,
      unitPath: point.unitPath,
      detail: { reason },
    });
    return known(w, id);
  });
}

/** Replaces the table of parameters of a point; history keeps each row that changed. */
export function putParameters(
  ctx: Context,
  actor: Actor,
  id: number,
  inputs: readonly Static<typeof ParameterInput>[],
  tongue: Tongue,
): Promise<{ parameters: Parameter[] }> {
  return write(ctx, actor, async (w) => {
    const point = await changeablePoint(w, id);
    const there = new Map((await pointParameters(w.tx, [id])).map((one) => [one.code, one]));
    await writeParameters(w, point, there, inputs);
    await ctx.audit.record(w.tx, {
      actor,
      action: 'registry.parameters.replaced',
      subject: point.code,
      unitPath: point.unitPath,
      detail: { codes: inputs.map((one) => one.code) },
    });
    return { parameters: await parametersOf(w.tx, id, tongue) };
  });
}
