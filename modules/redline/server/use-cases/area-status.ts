import { boxOf } from '@tarim/geo';
import { zonalOfScene } from '@tarim/imagery/queries';
import type { Context, JobResult } from '@tarim/platform';
import type { AreaKind, AreaStatus } from '../../contract.ts';
import { SEEN_ENOUGH, STATUS_RULE, STATUS_VALUES } from '../domain/status.ts';
import { type AreaRow, shapesOn } from '../sql/areas.ts';
import { type NewStatus, putStatus, statusOf } from '../sql/status.ts';

export const STATUS_JOB = 'redline.area-status';
export interface StatusInput {
  readonly scene: number;
  /** Beijing day of the scene. */
  readonly on: string;
  readonly footprint: Parameters<typeof boxOf>[0];
}

/** Areas at a time: what a thread is given, and what is written at once. */
const AT_ONCE = 20;

/**
 * Reads from a new scene how each red line and protected area in it looks, by the boundaries in force on the day of the scene. Begun
 * anew it writes the same again.
 */
export async function readStatus(
  ctx: Context,
  { scene, on, footprint }: StatusInput,
  signal?: AbortSignal,
): Promise<JobResult> {
  const areas = await shapesOn(ctx.db, on, boxOf(footprint));
  let told = 0;
  for (let from = 0; from < areas.length; from += AT_ONCE) {
    const some = areas.slice(from, from + AT_ONCE);
    const found = await zonalOfScene(
      ctx,
      scene,
      some.map((one) => one.geometry),
      STATUS_VALUES,
      signal,
    );
    // The scene is gone, or cannot tell it.
    if (!found) return { areas: told };
    const rows = some.flatMap((area, i) => rowOf(area, found, i));
    if (rows.length > 0) await putStatus(ctx.db, rows, new Date(ctx.clock.now()));
    told += rows.length;
  }
  return { areas: told };
}

function rowOf(
  { kind, code, version, areaM2 }: AreaRow,
  found: NonNullable<Awaited<ReturnType<typeof zonalOfScene>>>,
  i: number,
): NewStatus[] {
  const zonal = found.areas[i];
  if (!zonal || zonal.cells === 0) return [];
  const { ndvi, fvc, water } = zonal.values;
  return [
    {
      kind,
      code,
      version,
      scene: found.scene,
      on: found.on,
      gsd: zonal.metres,
      cells: zonal.cells,
      observed: zonal.observed,
      seen: Math.min(1, (zonal.observed * zonal.metres ** 2) / areaM2),
      ndvi: ndvi!.mean,
      fvc: fvc!.mean,
      waterShare: water!.mean,
      rule: STATUS_RULE,
      simulated: found.simulated,
    },
  ];
}

const MOST = 500;

/** How an area looked on each date, the oldest first. */
export async function areaStatus(
  ctx: Pick<Context, 'db'>,
  kind: AreaKind,
  code: string,
): Promise<{ rows: AreaStatus[] }> {
  const rows = await statusOf(ctx.db, kind, code, MOST);
  return { rows: rows.map((one) => ({ ...one, enough: one.seen >= SEEN_ENOUGH })) };
}
