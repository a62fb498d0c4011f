import { TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import type { BaseMap } from '../../contract.ts';
import { originsOf, sourcesOf } from '../domain/base-map.ts';
import { type BaseMapRow, baseMapRows } from '../sql/base-maps.ts';

/** Those that are on, for people who are signed in or for everybody. */
async function givenTo(ctx: Context, actor: Actor | null): Promise<BaseMapRow[]> {
  return (await baseMapRows(ctx.db)).filter(
    (row) => row.enabled && (actor !== null || row.audience === 'public'),
  );
}

/** Base maps that the reader's browser may draw, with their keys: only those that the setting gives to this reader. */
export async function listBaseMaps(ctx: Context, actor: Actor | null): Promise<BaseMap[]> {
  const rows = await givenTo(ctx, actor);
  const first = await firstOf(ctx, rows, actor);
  return rows.flatMap((row) => {
    const key = openKey(ctx, row);
    // A key that can no longer be read (another secret) leaves the others usable.
    if (row.key !== null && key === null) return [];
    return [
      {
        id: row.id,
        names: both(row.names),
        attribution: both(row.attribution),
        sources: sourcesOf(row.kind, row.settings, key),
        minZoom: row.min_zoom,
        maxZoom: row.max_zoom,
        opacity: row.opacity,
        offset: row.coordinates === 'GCJ-02',
        first: row.id === first,
      },
    ];
  });
}

/** Servers that the map's page may ask for tiles when this reader opens it; the page's policy names them and no others. */
export async function baseMapOrigins(ctx: Context, actor: Actor | null): Promise<string[]> {
  const origins = (await givenTo(ctx, actor)).flatMap((row) => {
    try {
      return originsOf(row, row.key !== null);
    } catch (error) {
      if (error instanceof TarimError) return [];
      throw error;
    }
  });
  return [...new Set(origins)].sort();
}

/** Whose map a printed sheet shows; null: not for this reader, or the region pack's. */
export async function baseMapShown(ctx: Context, actor: Actor | null, id: number | undefined) {
  const row = id === undefined ? undefined : (await givenTo(ctx, actor)).find((one) => one.id === id);
  if (!row) return null;
  return { names: both(row.names), attribution: both(row.attribution), offset: row.coordinates === 'GCJ-02' };
}

export const both = ({ zh, en }: BaseMapRow['names']) => ({ zh, en: en || zh });

function openKey(ctx: Context, row: BaseMapRow): string | null {
  if (row.key === null) return null;
  try {
    return ctx.secrets.open(row.key);
  } catch {
    ctx.log.warn({ baseMap: row.id }, 'the key of a base map cannot be decrypted');
    return null;
  }
}

/** The default of the reader's hierarchy (自治区 or 兵团) before the one of all. */
async function firstOf(
  ctx: Context,
  rows: readonly BaseMapRow[],
  actor: Actor | null,
): Promise<number | null> {
  const wanted = new Set<string>();
  for (const { unitPath } of actor?.posts ?? []) {
    const unit = unitPath === '/' ? null : await unitByPath(ctx.db, unitPath);
    if (unit) wanted.add(unit.hierarchy);
  }
  const own = wanted.size === 1 ? rows.find((row) => wanted.has(row.default_for)) : undefined;
  return (own ?? rows.find((row) => row.default_for === 'all'))?.id ?? null;
}
