import { area } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import type { ALERT_KINDS, Theme, ThemeAlert, ThemeInput, ThemeObject } from '../../contract.ts';
import { redlineErrors as E } from '../errors.ts';
import { placeOf, requirePast, usableArea } from '../frame.ts';
import {
  alertsOf,
  insertAlert,
  insertObservation,
  markSeen,
  observationsOf,
  putObject,
  themeObjects,
} from '../sql/themes.ts';

const RECORD = 'redline.record';
/** Ours, by judgement: what is less lies within the error of outlines drawn from 10 m images. */
export const AREA_CHANGE = 0.1;
export const WATER_CHANGE = 0.1;

interface Seen {
  readonly areaM2: number;
  readonly waterShare: number | null;
}
export interface Change {
  readonly kind: Exclude<(typeof ALERT_KINDS)[number], 'outside-register'>;
  readonly before: number;
  readonly after: number;
}

/** What changed enough between two looks at an object to be told (pure): area by a tenth, share of water by a tenth of the whole. */
export function changesOf(before: Seen, after: Seen): Change[] {
  const changes: Change[] = [];
  if (Math.abs(after.areaM2 / before.areaM2 - 1) >= AREA_CHANGE)
    changes.push({ kind: 'area', before: before.areaM2, after: after.areaM2 });
  if (
    before.waterShare !== null &&
    after.waterShare !== null &&
    Math.abs(after.waterShare - before.waterShare) >= WATER_CHANGE
  )
    changes.push({ kind: 'water-share', before: before.waterShare, after: after.waterShare });
  return changes;
}

export async function listThemeObjects(ctx: Context, filter: { theme?: Theme; unitPath?: string }) {
  const [objects, alerts] = await Promise.all([themeObjects(ctx.db, filter), alertsOf(ctx.db, filter)]);
  return { objects: objects.map(({ geometry: _, ...one }) => one), alerts };
}

/** @throws TarimError REDLINE_THEME_UNKNOWN */
export async function getThemeObject(ctx: Context, id: number) {
  const [found] = await themeObjects(ctx.db, { id });
  if (!found) throw new TarimError(E.themeUnknown, { id });
  const { geometry, ...object } = found;
  return { object, geometry, history: await observationsOf(ctx.db, id) };
}

/**
 * An object of a register, or another look at a known one: what changed markedly since the look before becomes an alert.
 * @throws TarimError REDLINE_GEOMETRY, REDLINE_OUTSIDE_REGION, REDLINE_THEME_TAKEN, REDLINE_DAY_ORDER
 */
export async function recordThemeObject(ctx: Context, actor: Actor, input: ThemeInput): Promise<ThemeObject> {
  requirePast(ctx, input.observedOn);
  const geometry = await usableArea(input.geometry);
  const { lon, lat, unitPath: place } = await placeOf(ctx.db, geometry);
  const [known] = await themeObjects(ctx.db, { code: input.code });
  if (known && known.theme !== input.theme) throw new TarimError(E.themeTaken, { code: input.code });
  if (known && input.observedOn < known.observedOn)
    throw new TarimError(E.dayOrder, { earlier: known.observedOn, later: input.observedOn });
  const unitPath = known?.unitPath ?? place;
  ctx.policy.require(actor, RECORD, { unitPath });
  return asActor(ctx, actor, RECORD, async (tx) => {
    const at = new Date(ctx.clock.now());
    const one = {
      ...input,
      unitPath,
      lon,
      lat,
      geometry,
      areaM2: area(geometry),
      simulated: known?.simulated ?? false,
    };
    const id = await putObject(tx, one, at);
    await insertObservation(tx, id, one, actor.name, at);
    for (const change of known ? changesOf(known, one) : [])
      await insertAlert(tx, {
        ...change,
        theme: input.theme,
        objectId: id,
        patchId: null,
        unitPath,
        on: input.observedOn,
        at,
      });
    await ctx.audit.record(tx, {
      actor,
      action: 'redline.theme.recorded',
      subject: input.code,
      unitPath,
      detail: { theme: input.theme, observedOn: input.observedOn },
    });
    const [{ geometry: _, ...object }] = (await themeObjects(tx, { id })) as [
      ThemeObject & { geometry: unknown },
    ];
    return object;
  });
}

/** @throws TarimError REDLINE_ALERT_UNKNOWN */
export async function seeAlert(ctx: Context, actor: Actor, id: number, text: string): Promise<ThemeAlert> {
  const [alert] = await alertsOf(ctx.db, { id });
  if (!alert) throw new TarimError(E.alertUnknown, { id });
  ctx.policy.require(actor, 'redline.handle', { unitPath: alert.unitPath });
  return asActor(ctx, actor, 'redline.handle', async (tx) => {
    if (!(await markSeen(tx, id, actor.name, text.trim(), new Date(ctx.clock.now()))))
      throw new TarimError(E.alertUnknown, { id });
    await ctx.audit.record(tx, {
      actor,
      action: 'redline.alert.seen',
      subject: String(id),
      unitPath: alert.unitPath,
      detail: { text },
    });
    return (await alertsOf(tx, { id }))[0]!;
  });
}
