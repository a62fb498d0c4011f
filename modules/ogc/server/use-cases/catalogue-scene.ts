import { readGeoTiffHeader } from '@tarim/formats';
import { boxOf, boxToSql, type Polygon, writeWkb } from '@tarim/geo';
import type { sceneClassed, sceneReady } from '@tarim/imagery/contract';
import type { Context, Tx } from '@tarim/platform';
import type { PayloadOf } from '@tarim/platform/contract';
import { sql } from 'kysely';

/**
 * A scene that was converted becomes an item of the catalogue. Size, system and bands are read from the head of its COG, as for pictures
 * that are registered by hand.
 */
export async function catalogueScene(
  ctx: Context,
  tx: Tx,
  scene: PayloadOf<typeof sceneReady>,
): Promise<void> {
  const file = await ctx.files.locate(scene.cog.sha256);
  if (!file) {
    ctx.log.error({ scene: scene.id }, 'the file of a scene is not in the content store');
    return;
  }
  const { outline: _, ...raster } = await readGeoTiffHeader(file.path);
  const footprint = scene.footprint as Polygon;
  const cloud = scene.cloudShare === null ? null : 100 * scene.cloudShare;
  await sql`
    insert into ogc.image (collection, title, taken_at, footprint, box, platform, gsd, cloud_cover, epsg, source, licence, simulated, public,
      sha256, size, file_name, raster, quality, derived, classes, classes_version, scene_id, recorded_at, recorded_by)
    values (${scene.collection}, ${scene.title}, ${scene.takenAt}, ${Buffer.from(writeWkb(footprint))}, ${boxToSql(boxOf(footprint))}::box,
      ${scene.platform}, ${scene.gsd}, ${cloud}, ${raster.epsg ?? scene.epsg}, ${scene.source}, ${scene.licence}, ${scene.simulated},
      ${scene.public}, ${scene.cog.sha256}, ${scene.cog.size}, ${scene.cog.name}, ${JSON.stringify(raster)}::jsonb,
      ${scene.quality && JSON.stringify(scene.quality)}::jsonb,
      ${scene.derived ? JSON.stringify(scene.derived) : null}::jsonb, ${scene.classes ? JSON.stringify(scene.classes) : null}::jsonb,
      ${scene.classes ? 1 : 0}, ${scene.id}, ${scene.recordedAt}, ${scene.by})
    on conflict (scene_id) do nothing`.execute(tx);
}

/** Its classes are called or coloured otherwise. */
export async function nameClasses(
  tx: Tx,
  { id, version, classes }: PayloadOf<typeof sceneClassed>,
): Promise<void> {
  await sql`update ogc.image set classes = ${JSON.stringify(classes)}::jsonb, classes_version = ${version + 1}
    where scene_id = ${id} and classes_version <= ${version}`.execute(tx);
}

/** Taken off with its scene. */
export async function dropScene(ctx: Context, tx: Tx, sceneId: number): Promise<void> {
  await sql`update ogc.image set removed_at = ${new Date(ctx.clock.now())} where scene_id = ${sceneId} and removed_at is null`.execute(
    tx,
  );
}
