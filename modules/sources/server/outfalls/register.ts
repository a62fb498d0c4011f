import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Static } from '@tarim/platform';
import { enterprisesByIds } from '@tarim/registry/queries';
import type { listOutfalls as listRoute, Outfall, OutfallInput } from '../../contract.ts';
import { outfallErrors as E } from '../errors.ts';
import {
  insertOutfalls,
  lockOutfall,
  type OutfallRow,
  outfallById,
  outfallRows,
  outfallsByCode,
  presentOutfall,
  updateFacts,
} from '../sql/outfalls.ts';
import { insertSteps } from '../sql/steps.ts';
import { requireUnit, today } from '../use-cases/frame.ts';

const WRITE = 'sources.write';

/** @throws TarimError SOURCES_OUTFALL_UNKNOWN */
export async function knownOutfall(ctx: Context, id: number): Promise<OutfallRow> {
  const row = await outfallById(ctx.db, today(ctx), id);
  if (!row) throw new TarimError(E.outfallUnknown, { id });
  return row;
}

export async function present(ctx: Context, rows: readonly OutfallRow[]): Promise<Outfall[]> {
  const ids = [...new Set(rows.flatMap((one) => one.ownerId ?? []))];
  const names = new Map((await enterprisesByIds(ctx.db, ids)).map((one) => [one.id, one.name]));
  return rows.map((one) =>
    presentOutfall(one, one.ownerId === null ? null : (names.get(one.ownerId) ?? null)),
  );
}

export async function listOutfalls(
  ctx: Context,
  { limit = 500, ...filter }: Static<NonNullable<typeof listRoute.query>>,
): Promise<{ outfalls: Outfall[]; next: number | null }> {
  const rows = await outfallRows(ctx.db, today(ctx), { ...filter, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  return {
    outfalls: await present(ctx, shown),
    next: rows.length > limit ? shown.at(-1)!.id : null,
  };
}

async function checkFacts(ctx: Context, input: OutfallInput): Promise<void> {
  await requireUnit(ctx.db, input.unitPath);
  if (input.foundOn > today(ctx)) throw new TarimError(E.foundLater, { date: input.foundOn });
  await requireEnterprise(ctx, input.ownerId);
}

/** @throws TarimError SOURCES_ENTERPRISE_UNKNOWN */
export async function requireEnterprise(ctx: Context, id: number | null): Promise<string | null> {
  if (id === null) return null;
  const [one] = await enterprisesByIds(ctx.db, [id]);
  if (!one) throw new TarimError(E.ownerUnknown, { id });
  return one.name;
}

export async function createOutfall(ctx: Context, actor: Actor, input: OutfallInput): Promise<Outfall> {
  ctx.policy.require(actor, WRITE, { unitPath: input.unitPath });
  await checkFacts(ctx, input);
  return asActor(ctx, actor, WRITE, async (tx) => {
    const at = new Date(ctx.clock.now());
    const [made] = await insertOutfalls(tx, [input], at);
    if (!made) throw new TarimError(E.codeTaken, { code: input.code });
    await insertSteps(tx, [
      {
        outfallId: made.id,
        unitPath: input.unitPath,
        act: 'survey',
        from: null,
        to: 'surveyed',
        reason: null,
        detail: {},
        evidence: [],
        byName: actor.name,
        byUser: actor.userId,
        at,
      },
    ]);
    await ctx.audit.record(tx, {
      actor,
      action: 'sources.outfall.created',
      subject: input.code,
      unitPath: input.unitPath,
    });
    const row = (await outfallById(tx, today(ctx), made.id))!;
    return presentOutfall(row, await requireEnterprise(ctx, row.ownerId));
  });
}

/** Corrects what the register says; its state and its steps stay. */
export async function updateOutfall(
  ctx: Context,
  actor: Actor,
  id: number,
  input: OutfallInput,
): Promise<Outfall> {
  const before = await knownOutfall(ctx, id);
  // Neither out of one's units nor somebody else's into them.
  ctx.policy.require(actor, WRITE, { unitPath: before.unitPath });
  ctx.policy.require(actor, WRITE, { unitPath: input.unitPath });
  await checkFacts(ctx, input);
  return asActor(ctx, actor, WRITE, async (tx) => {
    const old = await lockOutfall(tx, today(ctx), id);
    if (!old) throw new TarimError(E.outfallUnknown, { id });
    const [same] = await outfallsByCode(tx, today(ctx), [input.code]);
    if (same && same.id !== id) throw new TarimError(E.codeTaken, { code: input.code });
    const at = new Date(ctx.clock.now());
    const changed = Object.entries(input).filter(([key, value]) => old[key as keyof OutfallInput] !== value);
    await updateFacts(tx, id, input, at);
    await insertSteps(tx, [
      {
        outfallId: id,
        unitPath: input.unitPath,
        act: 'correct',
        from: old.state,
        to: old.state,
        reason: null,
        detail: Object.fromEntries(
          changed.map(([key]) => [key, old[key as keyof OutfallInput] as string | number | null]),
        ),
        evidence: [],
        byName: actor.name,
        byUser: actor.userId,
        at,
      },
    ]);
    await ctx.audit.record(tx, {
      actor,
      action: 'sources.outfall.updated',
      subject: input.code,
      unitPath: input.unitPath,
      detail: { changed: changed.map(([key]) => key) },
    });
    const row = (await outfallById(tx, today(ctx), id))!;
    return presentOutfall(row, await requireEnterprise(ctx, row.ownerId));
  });
}
