import type { Areal } from '@tarim/geo';
import { beijingDate } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { bandsIn, parseExpression, type Role, type Zonal } from '@tarim/raster';
import { sceneRow } from '../sql/scenes.ts';
import { inThread } from '../threaded/thread.ts';
import { comparedScene } from './detect-changes.ts';

export interface ZonalFound {
  readonly scene: number;
  /** Beijing day. */
  readonly on: string;
  readonly gsd: number;
  readonly simulated: boolean;
  /** In the order of the areas; null of one that lies beyond the scene. */
  readonly areas: readonly (Zonal | null)[];
}

/**
 * Means of expressions over areas of a scene (分区统计), in a thread of its own. Null where the scene cannot tell them: it is gone or not
 * ready, lacks a band that they name, is a composite, whose cells are of many days and of none, or its numbers are no reflectances, so that an index of it could not be compared with another's.
 * @param areas longitude and latitude on CGCS2000
 * @throws TarimError of reading; IMAGERY_CANCELLED
 */
export async function zonalOfScene(
  ctx: Context,
  id: number,
  areas: readonly Areal[],
  values: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<ZonalFound | null> {
  const row = await sceneRow(ctx.db, id);
  if (row?.state !== 'ready' || row.removedAt || row.derived || !row.facts?.reflectance) return null;
  const roles = [...new Set(Object.values(values).flatMap((one) => bandsIn(parseExpression(one))))];
  if (!roles.every((role) => row.facts!.bands.some((band) => band.role === role))) return null;
  const scene = await comparedScene(ctx, row);
  const found = await inThread('zonal', { scene, roles: roles as Role[], areas, values }, { signal });
  return {
    scene: id,
    on: beijingDate(row.takenAt.getTime()),
    gsd: row.gsd!,
    simulated: row.simulated,
    areas: found,
  };
}
