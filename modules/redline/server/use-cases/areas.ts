import { boxOf, simplifyCoverage } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import type { AreaKind } from '../../contract.ts';
import { redlineErrors as E } from '../errors.ts';
import { likely, requireDay, today } from '../frame.ts';
import { activitiesInside } from '../sql/activities.ts';
import { adjustmentsOf, areaSums, areasOn, shapesOn, versionsOf } from '../sql/areas.ts';
import { markerCounts, patchStatesIn } from '../sql/overview.ts';

function dayFor(ctx: Context, on: string | undefined): string {
  if (on === undefined) return today(ctx);
  requireDay(on);
  return on;
}

export async function listAreas(
  ctx: Context,
  query: { kind?: AreaKind; unitPath?: string; on?: string; q?: string },
) {
  const on = dayFor(ctx, query.on);
  const filter = { kind: query.kind, unitPath: query.unitPath, q: likely(query.q) };
  const [areas, sums] = await Promise.all([areasOn(ctx.db, on, filter), areaSums(ctx.db, on, filter)]);
  return { on, areas, sums };
}

/** Across the whole, about so many steps of simplification: a screen shows no more. */
const STEPS = 2_000;

/** Simplified together, so that neighbours keep their common border. */
export async function areaShapes(ctx: Context, on: string | undefined) {
  const areas = await shapesOn(ctx.db, dayFor(ctx, on));
  const [west, east] = areas.reduce(
    ([least, most], { geometry }) => {
      const [minX, , maxX] = boxOf(geometry);
      return [Math.min(least, minX), Math.max(most, maxX)] as const;
    },
    [180, -180] as readonly [number, number],
  );
  const step = Math.max(0, east - west) / STEPS;
  const simple = simplifyCoverage(
    areas.map((one) => one.geometry),
    { minArea: (step * step) / 2 },
  );
  return {
    shapes: areas.map(({ kind, code, name, type, zone }, at) => ({
      kind,
      code,
      name,
      type,
      zone,
      geometry: simple[at]!,
    })),
  };
}

/** @throws TarimError REDLINE_AREA_UNKNOWN, REDLINE_DAY_INVALID */
export async function getArea(ctx: Context, kind: AreaKind, code: string, asOf: string | undefined) {
  const on = dayFor(ctx, asOf);
  const versions = await versionsOf(ctx.db, kind, code);
  const held = versions.find((one) => one.validFrom <= on && (one.validTo === null || one.validTo > on));
  if (!held) throw new TarimError(E.areaUnknown, { code, on });
  const [adjustments, activities, patches, markers] = await Promise.all([
    adjustmentsOf(ctx.db, { kind, code }),
    activitiesInside(ctx.db, kind, code),
    patchStatesIn(ctx.db, kind, code),
    markerCounts(ctx.db, { kind, code }),
  ]);
  const { geometry, ...area } = held;
  return {
    area,
    geometry,
    versions: versions.map(({ geometry: _, ...one }) => one),
    adjustments,
    activities: { ...activities, share: activities.insideM2 / area.areaM2 },
    patches,
    markers,
  };
}
