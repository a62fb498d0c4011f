import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Static } from '@tarim/platform';
import { coefficientsFor, type DiffuseLoad, diffuseLoad, type LocalCoefficient } from '@tarim/science';
import { DIFFUSE_COEFFICIENTS } from '@tarim/standards';
import type {
  Activity,
  Catchment,
  CatchmentInput,
  CatchmentYear,
  putActivity as putRoute,
  YearLoad,
} from '../../contract.ts';
import {
  type ActivityRow,
  activities,
  type CatchmentRow,
  catchmentById,
  catchments,
  insertActivity,
  insertCatchment,
  localCoefficients,
  updateCatchmentRow,
} from '../sql/diffuse.ts';
import { requireUnit, today } from '../use-cases/frame.ts';
import { diffuseErrors as E } from './errors.ts';

const WRITE = 'sources.write';

/** @throws TarimError SOURCES_CATCHMENT_UNKNOWN */
async function known(ctx: Context, id: number): Promise<CatchmentRow> {
  const row = await catchmentById(ctx.db, id);
  if (!row) throw new TarimError(E.catchmentUnknown, { id });
  return row;
}

/** What was set locally stands for itself: its source says by whom and after what. */
async function locals(ctx: Context): Promise<LocalCoefficient[]> {
  return (await localCoefficients(ctx.db)).map((one) => ({ ...one, unit: '', confidence: 'local' }));
}

type Judge = (unitPath: string, row: ActivityRow) => DiffuseLoad;
async function judge(ctx: Context): Promise<Judge> {
  const local = await locals(ctx);
  return (unitPath, row) =>
    diffuseLoad(row.data, coefficientsFor(DIFFUSE_COEFFICIENTS, local, unitPath, row.year));
}
const yearLoad = (year: number, { loads, missing, verified }: DiffuseLoad): YearLoad => ({
  year,
  loads: { ...loads },
  missing: [...missing],
  verified,
});

export async function listCatchments(ctx: Context, unitPath?: string): Promise<{ catchments: Catchment[] }> {
  const rows = await catchments(ctx.db, unitPath ?? null);
  const load = await judge(ctx);
  const years = Map.groupBy(
    await activities(
      ctx.db,
      rows.map((one) => one.id),
    ),
    (one) => one.catchmentId,
  );
  return {
    catchments: rows.map((one) => ({
      ...one,
      years: (years.get(one.id) ?? []).map((row) => yearLoad(row.year, load(one.unitPath, row))),
    })),
  };
}

export async function getCatchment(
  ctx: Context,
  id: number,
): Promise<{ catchment: Catchment; years: CatchmentYear[] }> {
  const row = await known(ctx, id);
  const load = await judge(ctx);
  const years = (await activities(ctx.db, [id])).map((one): CatchmentYear => {
    const found = load(row.unitPath, one);
    return {
      ...yearLoad(one.year, found),
      revision: one.revision,
      activity: one.data,
      source: one.source,
      by: one.by,
      at: beijingIso(one.at.getTime()),
      parts: found.parts.map((part) => ({ ...part })),
      steps: found.steps.map((step) => ({ ...step })),
    };
  });
  const brief = years.map(({ year, loads, missing, verified }) => ({ year, loads, missing, verified }));
  return { catchment: { ...row, years: brief }, years };
}

export async function createCatchment(
  ctx: Context,
  actor: Actor,
  input: CatchmentInput,
): Promise<{ id: number }> {
  ctx.policy.require(actor, WRITE, { unitPath: input.unitPath });
  await requireUnit(ctx.db, input.unitPath);
  return asActor(ctx, actor, WRITE, async (tx) => {
    const id = await insertCatchment(tx, input);
    if (id === null) throw new TarimError(E.nameTaken, { name: input.name });
    const { unitPath, name } = input;
    await ctx.audit.record(tx, { actor, action: 'sources.catchment.created', subject: name, unitPath });
    return { id };
  });
}

export async function updateCatchment(
  ctx: Context,
  actor: Actor,
  id: number,
  input: CatchmentInput,
): Promise<{ id: number }> {
  const before = await known(ctx, id);
  for (const { unitPath } of [before, input]) ctx.policy.require(actor, WRITE, { unitPath });
  await requireUnit(ctx.db, input.unitPath);
  return asActor(ctx, actor, WRITE, async (tx) => {
    const same = (await catchments(tx)).find((one) => one.name === input.name);
    if (same && same.id !== id) throw new TarimError(E.nameTaken, { name: input.name });
    await updateCatchmentRow(tx, id, input);
    const { unitPath, name } = input;
    await ctx.audit.record(tx, {
      actor,
      action: 'sources.catchment.updated',
      subject: name,
      unitPath,
      detail: { before: { ...before } },
    });
    return { id };
  });
}

/** @throws TarimError SOURCES_ACTIVITY_NAME_TWICE */
function requireOnce({ crops, livestock }: Activity): void {
  for (const list of [crops, livestock]) {
    const twice = list.find((one, at) => list.findIndex((other) => other.name === one.name) !== at);
    if (twice) throw new TarimError(E.nameTwice, { name: twice.name });
  }
}

export async function putActivity(
  ctx: Context,
  actor: Actor,
  { id, year }: { id: number; year: number },
  { source, ...data }: Static<NonNullable<typeof putRoute.body>>,
): Promise<{ revision: number }> {
  const { unitPath, name } = await known(ctx, id);
  ctx.policy.require(actor, WRITE, { unitPath });
  if (year > Number(today(ctx).slice(0, 4))) throw new TarimError(E.yearAhead, { year });
  requireOnce(data);
  return asActor(ctx, actor, WRITE, async (tx) => {
    const at = new Date(ctx.clock.now());
    const by = { byName: actor.name, byUser: actor.userId, at };
    const revision = await insertActivity(tx, { catchmentId: id, unitPath, year, data, source, ...by });
    await ctx.audit.record(tx, {
      actor,
      action: 'sources.activity.put',
      subject: `${name} ${year}`,
      unitPath,
      detail: { revision },
    });
    return { revision };
  });
}
