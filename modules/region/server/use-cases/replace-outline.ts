import {
  type Areal,
  area,
  boxesMeet,
  boxOf,
  eachPosition,
  fromOffset,
  type GeosPool,
  labelPoint,
  parseAreal,
  polygonalPart,
} from '@tarim/geo';
import { beijingDate, TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { type OutlineLayer, outlineReplaced, type Unit } from '../../contract.ts';
import { regionErrors } from '../errors.ts';
import { insertOutline } from '../sql/outlines.ts';
import { bumpRevision, readState } from '../sql/state.ts';
import { unitByCode } from '../sql/units.ts';

export interface OutlineInput {
  readonly code: string;
  readonly geometry: unknown;
  readonly source: string;
  readonly crs?: 'CGCS2000' | 'WGS84' | 'GCJ-02' | 'BD-09';
  readonly effectiveFrom?: string;
  readonly repair?: boolean;
}

/** Layers in which units of a level are drawn; a Corps city stands beside prefectures and beside counties. */
const LAYERS: Partial<Record<Unit['level'], readonly OutlineLayer[]>> = {
  prefecture: ['prefecture'],
  county: ['county'],
  city: ['prefecture', 'county'],
};

/**
 * An authority puts its own boundary in the place of the demonstration outline (替换轮廓). Earlier ones are kept with
 * their dates. The outline must be a valid area that touches the region.
 */
export async function replaceOutline(ctx: Context, geos: GeosPool, actor: Actor, input: OutlineInput) {
  const unit = await unitByCode(ctx.db, input.code);
  if (!unit) throw new TarimError(regionErrors.unitUnknown, { code: input.code });
  ctx.policy.require(actor, 'region.write', { unitPath: unit.path });
  const layers = LAYERS[unit.level];
  if (!layers) throw new TarimError(regionErrors.unitWithoutOutline, { level: unit.level });

  const { geometry, repaired } = await usable(geos, input);
  const state = await readState(ctx.db);
  if (!state) throw new TarimError(regionErrors.notLoaded);
  const box = boxOf(geometry);
  if (!boxesMeet(box, state.manifest.bbox)) throw new TarimError(regionErrors.outlineElsewhere);

  const now = ctx.clock.now();
  const effectiveFrom = input.effectiveFrom ?? beijingDate(now);
  const source = origin(input);
  const [lon, lat] = labelPoint(geometry) as [number, number];
  const areaKm2 = area(geometry) / 1e6;
  await ctx.db.transaction().execute(async (tx) => {
    for (const layer of layers) {
      await insertOutline(
        tx,
        { unitCode: unit.code, layer, geometry, box, lon, lat, source, demo: false, effectiveFrom },
        now,
      );
    }
    await bumpRevision(tx);
    await ctx.audit.record(tx, {
      actor,
      action: 'region.outline.replaced',
      subject: unit.code,
      unitPath: unit.path,
      detail: { source, effectiveFrom, areaKm2, repaired, crs: input.crs ?? 'CGCS2000' },
    });
    await ctx.outbox.publish(tx, outlineReplaced, {
      code: unit.code,
      path: unit.path,
      source,
      effectiveFrom,
    });
  });
  return { code: unit.code, source, effectiveFrom, areaKm2, positions: countPositions(geometry), repaired };
}

async function usable(geos: GeosPool, input: OutlineInput): Promise<{ geometry: Areal; repaired: boolean }> {
  const { value, problems } = parseAreal(input.geometry);
  if (!value) {
    const { path = '', message = '' } = problems[0] ?? {};
    throw new TarimError(regionErrors.outlineUnreadable, { path, reason: message });
  }
  const offset = input.crs === 'GCJ-02' || input.crs === 'BD-09';
  const geometry = offset ? fromOffset(value, input.crs as 'GCJ-02' | 'BD-09').geometry : value;
  const validity = await geos.validity(geometry);
  if (validity.valid) return { geometry, repaired: false };
  const made = input.repair ? polygonalPart(await geos.makeValid(geometry)) : null;
  if (made) return { geometry: made, repaired: true };
  const [lon = 0, lat = 0] = validity.at ?? [];
  throw new TarimError(regionErrors.outlineInvalid, { reason: validity.reason ?? '', lon, lat });
}

/** Converted coordinates carry their origin with the source. */
function origin({ source, crs }: OutlineInput): string {
  return crs === 'GCJ-02' || crs === 'BD-09' ? `${source}（由 ${crs} 近似换算）` : source;
}

function countPositions(geometry: Areal): number {
  let count = 0;
  eachPosition(geometry, () => count++);
  return count;
}
