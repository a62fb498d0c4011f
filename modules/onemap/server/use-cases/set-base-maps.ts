import { beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context, Tx } from '@tarim/platform';
import type { BaseMapInput, BaseMapSetting } from '../../contract.ts';
import { checkBaseMap, originsOf } from '../domain/base-map.ts';
import { onemapErrors as E } from '../errors.ts';
import * as rows from '../sql/base-maps.ts';

export async function listBaseMapSettings(ctx: Context): Promise<BaseMapSetting[]> {
  return (await rows.baseMapRows(ctx.db)).map(present);
}

/** @throws TarimError where the input breaks a rule of `checkBaseMap` */
export async function addBaseMap(ctx: Context, actor: Actor, input: BaseMapInput): Promise<BaseMapSetting> {
  checkBaseMap(input, Boolean(input.key));
  return ctx.db.transaction().execute(async (tx) => {
    await rows.yieldDefault(tx, input.defaultFor, 0);
    const made = await rows.insertBaseMap(tx, valuesOf(ctx, actor, input, null));
    await record(ctx, tx, actor, 'added', made);
    return present(made);
  });
}

/** @throws TarimError ONEMAP_BASE_MAP_UNKNOWN, or where the input breaks a rule of `checkBaseMap` */
export async function putBaseMap(
  ctx: Context,
  actor: Actor,
  id: number,
  input: BaseMapInput,
): Promise<BaseMapSetting> {
  return ctx.db.transaction().execute(async (tx) => {
    const before = await rows.baseMapForChange(tx, id);
    if (!before) throw new TarimError(E.baseMapUnknown, { id });
    checkBaseMap(input, input.key === undefined ? before.key !== null : input.key !== '');
    await rows.yieldDefault(tx, input.defaultFor, id);
    const changed = await rows.changeBaseMap(tx, id, valuesOf(ctx, actor, input, before));
    await record(ctx, tx, actor, 'changed', changed);
    return present(changed);
  });
}

/** @throws TarimError ONEMAP_BASE_MAP_UNKNOWN */
export async function removeBaseMap(ctx: Context, actor: Actor, id: number): Promise<undefined> {
  await ctx.db.transaction().execute(async (tx) => {
    const before = await rows.baseMapForChange(tx, id);
    if (!before) throw new TarimError(E.baseMapUnknown, { id });
    await rows.deleteBaseMap(tx, id);
    await record(ctx, tx, actor, 'removed', before);
  });
  return undefined;
}

/** The key is never part of what is recorded. */
async function record(ctx: Context, tx: Tx, actor: Actor, what: string, row: rows.BaseMapRow): Promise<void> {
  await ctx.audit.record(tx, {
    actor,
    action: `onemap.base-map.${what}`,
    subject: `onemap/base-map/${row.id}`,
    detail: {
      name: row.names.zh,
      kind: row.kind,
      enabled: row.enabled,
      audience: row.audience,
      coordinates: row.coordinates,
      defaultFor: row.default_for,
      servers: originsKept(row),
      key: row.key === null ? 'none' : 'kept',
    },
  });
}

function valuesOf(
  ctx: Context,
  actor: Actor,
  input: BaseMapInput,
  before: rows.BaseMapRow | null,
): rows.BaseMapValues {
  const { key, minZoom, maxZoom, defaultFor, ...rest } = input;
  return {
    ...rest,
    key: key === undefined ? (before?.key ?? null) : key === '' ? null : ctx.secrets.seal(key),
    min_zoom: minZoom,
    max_zoom: maxZoom,
    default_for: defaultFor,
    updated_at: new Date(ctx.clock.now()),
    updated_by: actor.name,
  };
}

/** Rules may have become stricter since it was kept. */
function originsKept(row: rows.BaseMapRow): string[] {
  try {
    return originsOf(row, row.key !== null);
  } catch {
    return [];
  }
}

function present(row: rows.BaseMapRow): BaseMapSetting {
  const { key, min_zoom, max_zoom, default_for, updated_at, updated_by, ...rest } = row;
  return {
    ...rest,
    minZoom: min_zoom,
    maxZoom: max_zoom,
    defaultFor: default_for,
    hasKey: key !== null,
    origins: originsKept(row),
    updatedAt: beijingIso(updated_at.getTime()),
    updatedBy: updated_by,
  };
}
