import { boxOf, labelPoint } from '@tarim/geo';
import type { Context } from '@tarim/platform';
import { readPack } from '../domain/pack.ts';
import { deleteDemoOutlines, insertOutline } from '../sql/outlines.ts';
import { lockState, readState, writeState } from '../sql/state.ts';
import { replaceUnits } from '../sql/units.ts';

export interface PackLoad {
  /** False when the same content was loaded before. */
  readonly changed: boolean;
  readonly units: number;
  readonly outlines: number;
}

/**
 * Brings the region pack in `dir` into the tables: units as they are in the pack, demonstration outlines renewed.
 * Outlines that an authority has put in stay. Does nothing when the content is what was loaded last; safe when several
 * processes start at once.
 * @throws TarimError REGION_PACK_INVALID
 */
export async function loadRegionPack(
  ctx: Pick<Context, 'db' | 'clock' | 'log'>,
  dir: string,
): Promise<PackLoad> {
  const pack = await readPack(dir);
  const counts = { units: pack.units.length, outlines: pack.outlines.length };
  return ctx.db.transaction().execute(async (tx) => {
    await lockState(tx);
    const state = await readState(tx);
    if (state?.contentHash === pack.contentHash) return { changed: false, ...counts };
    const now = ctx.clock.now();
    await replaceUnits(
      tx,
      pack.units.map((unit, sort) => ({ ...unit, sort })),
    );
    await deleteDemoOutlines(tx);
    for (const { code, layer, geometry } of pack.outlines) {
      const [lon, lat] = labelPoint(geometry) as [number, number];
      const { outlineSource: source, outlineEffectiveFrom: effectiveFrom } = pack.manifest;
      const outline = {
        unitCode: code,
        layer,
        geometry,
        box: boxOf(geometry),
        lon,
        lat,
        source,
        demo: true,
        effectiveFrom,
      };
      await insertOutline(tx, outline, now);
    }
    await writeState(tx, { contentHash: pack.contentHash, manifest: pack.manifest }, now);
    ctx.log.info({ ...counts, region: pack.manifest.code }, 'region pack loaded');
    return { changed: true, ...counts };
  });
}
