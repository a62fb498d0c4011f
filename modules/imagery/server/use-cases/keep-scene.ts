import { boxesMeet, boxOf, type Polygon } from '@tarim/geo';
import { beijingIso, TarimError } from '@tarim/kernel';
import type { Context, DbOrTx } from '@tarim/platform';
import { drawnOutlines, unitAt } from '@tarim/region/queries';
import { type SceneFile, sceneReady } from '../../contract.ts';
import { drawnClasses, legendOfClasses } from '../domain/class-table.ts';
import type { Derived, DerivedOutcome } from '../domain/derived.ts';
import { imageryErrors as E } from '../errors.ts';
import { insertClasses } from '../sql/classes.ts';
import { finishScene, type SceneRow } from '../sql/scenes.ts';
import type { Converted } from '../threaded/convert.ts';

export const TIFF = 'image/tiff; application=geotiff';
const COG = `${TIFF}; profile=cloud-optimized`;

/**
 * Puts what was made of a scene into the content store and tells of it.
 * @returns whether somebody still waited for it
 * @throws TarimError IMAGERY_OUTSIDE_REGION
 */
export async function keepScene(
  ctx: Context,
  row: SceneRow,
  converted: Converted,
  {
    keepOriginals = async () => [],
    outcome,
  }: {
    /** Called once nothing can be wrong with the scene any more. */
    readonly keepOriginals?: () => Promise<readonly SceneFile[]>;
    readonly outcome?: DerivedOutcome;
  },
): Promise<boolean> {
  const unitPath = await placeOf(ctx.db, converted.footprint);
  const stem = `${row.collection}-${row.takenAt.toISOString().slice(0, 10)}-${row.id}`;
  const cog = await ctx.files.putFile(converted.cog, { name: `${stem}.tif`, mime: COG });
  const quality =
    converted.quality &&
    (await ctx.files.putFile(converted.quality.path, {
      name: `${stem}-${converted.quality.kind}.tif`,
      mime: COG,
    }));
  const originals = await keepOriginals();
  const at = new Date(ctx.clock.now());
  return ctx.db.transaction().execute(async (tx) => {
    const done = { converted, unitPath, cog, quality, originals, outcome, at };
    if (!(await finishScene(tx, row.id, done))) return false;
    if (converted.classTable)
      await insertClasses(tx, {
        sceneId: row.id,
        version: 1,
        ownerPath: row.ownerPath,
        ...converted.classTable,
        by: { userId: row.byUser, name: row.byName },
        at,
      });
    const classes =
      converted.classes &&
      legendOfClasses(converted.classes.counts, converted.classTable?.entries ?? null, converted.palette);
    await ctx.outbox.publish(tx, sceneReady, {
      id: row.id,
      collection: row.collection,
      sensor: row.sensor,
      title: row.title,
      takenAt: beijingIso(row.takenAt.getTime()),
      platform: row.platform,
      source: row.source,
      licence: row.licence,
      simulated: row.simulated,
      public: row.public,
      gsd: converted.gsd,
      cloudShare: converted.cloudShare,
      epsg: epsgOf(converted.grid.crs),
      footprint: converted.footprint,
      cog: { ...cog, name: `${stem}.tif` },
      quality:
        quality && converted.quality
          ? { ...quality, name: `${stem}-${converted.quality.kind}.tif`, kind: converted.quality.kind }
          : null,
      ...(classes ? { classes: drawnClasses(classes) } : {}),
      ...(row.derived ? { derived: toldOrigin(row.derived) } : {}),
      by: row.byUser,
      recordedAt: beijingIso(row.recordedAt.getTime()),
    });
    await ctx.audit.record(tx, {
      actor: null,
      action: 'imagery.scene.ready',
      subject: `scene/${row.id}`,
      unitPath: row.ownerPath,
      detail: { sha256: cog.sha256, size: cog.size },
    });
    return true;
  });
}

const toldOrigin = ({ method, order, version, from, to, inputs }: Derived) => ({
  method,
  order,
  version,
  from,
  to,
  inputs: inputs.map(({ id, title, takenAt }) => ({ id, title, takenAt })),
});

const epsgOf = (crs: string): number | null => {
  const code = /^EPSG:(\d+)$/.exec(crs)?.[1];
  return code === undefined ? null : Number(code);
};

/**
 * The county or Corps city of a footprint's middle. A scene that meets no outline of the region lies where nobody here has business: a
 * wrong zone puts it hundreds of kilometres away.
 * @throws TarimError IMAGERY_OUTSIDE_REGION
 */
async function placeOf(db: DbOrTx, footprint: Polygon): Promise<string | null> {
  const box = boxOf(footprint);
  const outlines = await drawnOutlines(db, 'county');
  if (outlines.length > 0 && !outlines.some(({ geometry }) => boxesMeet(boxOf(geometry), box))) {
    const [west, south, east, north] = box.map((one) => one.toFixed(3)) as [string, string, string, string];
    throw new TarimError(E.outsideRegion, { west, south, east, north });
  }
  const unit = await unitAt(db, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
  return unit?.path ?? null;
}
