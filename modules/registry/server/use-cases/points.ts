import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Static, type Tx } from '@tarim/platform';
import { sql } from 'kysely';
import {
  type Parameter,
  type ParameterInput,
  type Point,
  type PointInput,
  pointChanged,
} from '../../contract.ts';
import { registryErrors } from '../errors.ts';
import { enterpriseById, parametersOf, pointById } from '../sql/pages.ts';
import { insertRow, updateRow } from '../sql/write.ts';
import { conflicts } from './conflicts.ts';

type Input = Static<typeof PointInput>;

/** The point, if the actor may change it. */
export async function changeablePoint(ctx: Context, actor: Actor, id: number): Promise<Point> {
  const point = await pointById(ctx.db, id);
  if (!point) throw new TarimError(registryErrors.pointUnknown, { id });
  ctx.policy.require(actor, 'registry.write', { unitPath: point.unitPath });
  return point;
}

async function checkInput(ctx: Context, actor: Actor, input: Input): Promise<void> {
  ctx.policy.require(actor, 'registry.write', { unitPath: input.unitPath });
  if (input.kind.startsWith('outlet-') && !input.enterpriseId)
    throw new TarimError(registryErrors.outletNeedsEnterprise);
  if (input.enterpriseId && !(await enterpriseById(ctx.db, input.enterpriseId)))
    throw new TarimError(registryErrors.enterpriseUnknown, { id: input.enterpriseId });
}

export async function createPoint(ctx: Context, actor: Actor, input: Input): Promise<Point> {
  await checkInput(ctx, actor, input);
  return conflicts(
    { point_code_key: () => new TarimError(registryErrors.codeTaken, { code: input.code }) },
    () =>
      asActor(ctx, actor, 'registry.write', async (tx) => {
        const id = await insertRow(tx, 'point', input);
        await ctx.audit.record(tx, {
          actor,
          action: 'registry.point.created',
          subject: input.code,
          unitPath: input.unitPath,
          detail: { name: input.name },
        });
        await ctx.outbox.publish(tx, pointChanged, { pointId: id });
        return (await pointById(tx, id))!;
      }),
  );
}

export async function updatePoint(ctx: Context, actor: Actor, id: number, input: Input): Promise<Point> {
  const old = await changeablePoint(ctx, actor, id);
  await checkInput(ctx, actor, input);
  return conflicts(
    { point_code_key: () => new TarimError(registryErrors.codeTaken, { code: input.code }) },
    () =>
      asActor(ctx, actor, 'registry.write', async (tx) => {
        if (!(await updateRow(tx, 'point', id, input)))
          throw new TarimError(registryErrors.pointUnknown, { id });
        if (old.unitPath !== input.unitPath) await moveBelow(tx, id, input.unitPath);
        await ctx.audit.record(tx, {
          actor,
          action: 'registry.point.updated',
          subject: input.code,
          unitPath: input.unitPath,
        });
        await ctx.outbox.publish(tx, pointChanged, { pointId: id });
        return (await pointById(tx, id))!;
      }),
  );
}

/** What hangs on a point is written by the unit that the point belongs to. */
async function moveBelow(tx: Tx, pointId: number, unitPath: string): Promise<void> {
  for (const table of ['device', 'instrument', 'point_parameter', 'point_limit']) {
    await sql`update ${sql.id('registry', table)} set unit_path = ${unitPath} where point_id = ${pointId}`.execute(
      tx,
    );
  }
}

export async function closePoint(ctx: Context, actor: Actor, id: number, reason: string): Promise<Point> {
  const point = await changeablePoint(ctx, actor, id);
  return asActor(ctx, actor, 'registry.write', async (tx) => {
    await updateRow(tx, 'point', id, { active: false });
    await ctx.audit.record(tx, {
      actor,
      action: 'registry.point.closed',
      subject: point.code,
      unitPath: point.unitPath,
      detail: { reason },
    });
    await ctx.outbox.publish(tx, pointChanged, { pointId: id });
    return (await pointById(tx, id))!;
  });
}

/** Replaces the table of parameters of a point; history keeps each row that changed. */
export async function putParameters(
  ctx: Context,
  actor: Actor,
  id: number,
  inputs: readonly Static<typeof ParameterInput>[],
): Promise<{ parameters: Parameter[] }> {
  const point = await changeablePoint(ctx, actor, id);
  const seen = new Set<string>();
  for (const { code } of inputs) {
    if (seen.has(code)) throw new TarimError(registryErrors.parameterRepeated, { code });
    seen.add(code);
  }
  return asActor(ctx, actor, 'registry.write', async (tx) => {
    await sql`delete from registry.point_parameter where point_id = ${id} and not (code = any(${[...seen]}::text[]))`.execute(
      tx,
    );
    for (const [index, one] of inputs.entries()) {
      await sql`
        insert into registry.point_parameter as a (point_id, unit_path, code, unit, decimals, range_low, range_high, sort, public)
        values (${id}, ${point.unitPath}, ${one.code}, ${one.unit ?? null}, ${one.decimals ?? null}, ${one.rangeLow ?? null}, ${one.rangeHigh ?? null}, ${one.sort ?? index}, ${one.public ?? true})
        on conflict (point_id, code) do update set unit = excluded.unit, decimals = excluded.decimals, range_low = excluded.range_low,
          range_high = excluded.range_high, sort = excluded.sort, public = excluded.public
      `.execute(tx);
    }
    await ctx.audit.record(tx, {
      actor,
      action: 'registry.parameters.replaced',
      subject: point.code,
      unitPath: point.unitPath,
      detail: { codes: [...seen] },
    });
    await ctx.outbox.publish(tx, pointChanged, { pointId: id });
    return { parameters: await parametersOf(tx, id) };
  });
}
