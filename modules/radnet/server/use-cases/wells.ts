import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import type { Static } from '@tarim/platform/contract';
import { unitByPath } from '@tarim/region/queries';
import { GROUNDWATER_ISL } from '@tarim/standards';
import type { addWellDay as addDayRoute, addWell as addWellRoute, Well, WellDetail } from '../../contract.ts';
import { controlLimits, judgeDays, type SampledDay } from '../domain/excursion.ts';
import { radnetErrors as E } from '../errors.ts';
import { daysOf, insertWell, insertWellDay, type WellRow, wellRows } from '../sql/wells.ts';

const MANAGE = 'radnet.manage';

export async function listWells(ctx: Context, unit?: string): Promise<{ wells: Well[] }> {
  const rows = await wellRows(ctx.db, { unit });
  const days = Map.groupBy(
    await daysOf(
      ctx.db,
      rows.map(({ id }) => id),
    ),
    ({ wellId }) => wellId,
  );
  return { wells: rows.map((row) => wellOf(row, days.get(row.id) ?? [])) };
}

function wellOf(row: WellRow, days: readonly SampledDay[]): Well {
  const last = judgeDays(days).findLast(({ baseline }) => !baseline);
  const enough = controlLimits(days).length > 0;
  return {
    ...row,
    state: last?.state ?? (enough ? 'normal' : 'no-baseline'),
    lastOn: days.at(-1)?.on ?? null,
    above: [...(last?.above ?? [])],
  };
}

/** @throws TarimError RADNET_WELL_UNKNOWN */
async function requireWell(db: DbOrTx, id: number): Promise<WellRow> {
  const [row] = await wellRows(db, { id });
  if (!row) throw new TarimError(E.wellUnknown, { id });
  return row;
}

/** @throws TarimError RADNET_WELL_UNKNOWN */
export async function getWell(ctx: Context, id: number, db: DbOrTx = ctx.db): Promise<WellDetail> {
  const row = await requireWell(db, id);
  const days = await daysOf(db, [id]);
  const { data, code, confidence } = GROUNDWATER_ISL;
  return {
    ...wellOf(row, days),
    limits: controlLimits(days),
    days: judgeDays(days).map(({ on, baseline, values, above, state }) => ({
      on,
      baseline,
      values: [...values],
      above: [...above],
      state,
    })),
    rule: {
      code,
      confidence,
      deviations: data.control_limit_deviations,
      least: data.least_samples,
      indicators: data.excursion.indicators,
      alonePercent: data.excursion.alone_above_percent,
    },
  };
}

/** @throws TarimError RADNET_UNIT_UNKNOWN, RADNET_WELL_TAKEN, FORBIDDEN */
export async function addWell(
  ctx: Context,
  actor: Actor,
  body: Static<NonNullable<typeof addWellRoute.body>>,
  simulated = false,
): Promise<WellDetail> {
  const { unitPath } = body;
  ctx.policy.require(actor, MANAGE, { unitPath });
  if (!(await unitByPath(ctx.db, unitPath))) throw new TarimError(E.unitUnknown, { unit: unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const one = { ...body, facility: body.facility.trim(), name: body.name.trim(), simulated };
    const id = await insertWell(tx, one, actor.name, new Date(ctx.clock.now()));
    if (id === null) throw new TarimError(E.wellTaken, { name: one.name });
    await ctx.audit.record(tx, { actor, action: 'radnet.well.added', subject: `well/${id}`, unitPath });
    return getWell(ctx, id, tx);
  });
}

/**
 * Enters a sampling. Of the baseline only while no sampling of operation is there: a limit does not move afterwards.
 * @throws TarimError RADNET_WELL_UNKNOWN, RADNET_WELL_DAY_INVALID, FORBIDDEN
 */
export async function addWellDay(
  ctx: Context,
  actor: Actor,
  id: number,
  body: Static<NonNullable<typeof addDayRoute.body>>,
): Promise<WellDetail> {
  const { unitPath } = await requireWell(ctx.db, id);
  ctx.policy.require(actor, MANAGE, { unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const days = await daysOf(tx, [id]);
    const last = days.at(-1)?.on ?? '';
    const names = new Set(body.values.map(({ indicator }) => indicator));
    const late = body.baseline && days.some(({ baseline }) => !baseline);
    const today = beijingDate(ctx.clock.now());
    if (body.on <= last || body.on > today || late || names.size < body.values.length)
      throw new TarimError(E.wellDay, { last });
    await insertWellDay(tx, id, unitPath, body, actor.name, new Date(ctx.clock.now()));
    await ctx.audit.record(tx, {
      actor,
      action: 'radnet.well.sampled',
      subject: `well/${id}`,
      unitPath,
      detail: { on: body.on, baseline: body.baseline },
    });
    return getWell(ctx, id, tx);
  });
}
