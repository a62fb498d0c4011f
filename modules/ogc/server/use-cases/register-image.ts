import { type GeoTiffHeader, readGeoTiffHeader } from '@tarim/formats';
import { type Box, boxOf, boxToSql, type Geometry, writeWkb } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import type { Static } from '@tarim/platform/contract';
import { sql } from 'kysely';
import type { ImageMetadata, RegisteredImage } from '../../contract-images.ts';
import { boxesAsGeometry, boxesOf } from '../domain/boxes.ts';
import { alike, boxAcross, outlineAsGeometry } from '../domain/footprint.ts';
import { ogcErrors } from '../errors.ts';

type Told = Static<typeof ImageMetadata>;
type Registered = Static<typeof RegisteredImage>;

/** `II*` or `MM*`, classic (42) or big (43). */
function isTiff(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  const little = a === 0x49 && b === 0x49 && (c === 42 || c === 43) && d === 0;
  const big = a === 0x4d && b === 0x4d && c === 0 && (d === 42 || d === 43);
  return little || big;
}

const refuse = (reason: string) => new TarimError(ogcErrors.imageInvalid, { reason });

/** Where the picture lies: as the file says; as the registrar says where it does not. @throws TarimError OGC_IMAGE_INVALID */
function footprintOf({ outline }: GeoTiffHeader, told: Told): Geometry {
  const sides = [told.west, told.south, told.east, told.north];
  const some = sides.filter((one) => one !== undefined);
  if (some.length > 0 && some.length < sides.length) throw refuse('bbox');
  const box = some.length > 0 ? (some as unknown as Box) : null;
  const boxes = box && boxesOf(box);
  if (box && (!boxes || box[0] === box[2] || box[1] === box[3])) throw refuse('bbox');
  if (outline) {
    const footprint = outlineAsGeometry(outline);
    if (box && !alike(box, boxAcross(footprint))) throw refuse('bbox');
    return footprint;
  }
  // Told from or to the antimeridian itself: beyond it nothing is left.
  const parts = (boxes ?? []).filter(([west, , east]) => west < east);
  if (parts.length === 0) throw refuse('bbox');
  return boxesAsGeometry(parts);
}

/** @throws TarimError OGC_IMAGE_INVALID, FORMATS_UNREADABLE, FORMATS_TOO_LARGE */
export async function registerImage(
  ctx: Context,
  actor: Actor,
  file: { readonly bytes: Uint8Array; readonly name: string },
  told: Told,
): Promise<Registered> {
  ctx.policy.require(actor, 'ogc.images');
  if (!isTiff(file.bytes)) throw refuse('TIFF');
  if (Date.parse(told.takenAt) > ctx.clock.now()) throw refuse('takenAt');
  const header = await readGeoTiffHeader(
    file.bytes,
    told.epsg === undefined ? {} : { crs: `EPSG:${told.epsg}` },
  );
  if (told.epsg !== undefined && header.epsg !== told.epsg) throw refuse('epsg');
  const footprint = footprintOf(header, told);
  const { outline: _, ...raster } = header;
  return ctx.db.transaction().execute(async (tx) => {
    const { sha256, size } = await ctx.files.put(file.bytes, { name: file.name, mime: 'image/tiff' }, tx);
    const { rows } = await sql<{ id: number }>`
      insert into ogc.image (collection, title, taken_at, footprint, box, platform, gsd, cloud_cover, epsg, source, licence,
        simulated, public, sha256, size, file_name, raster, recorded_at, recorded_by)
      values (${told.collection}, ${told.title}, ${told.takenAt}, ${Buffer.from(writeWkb(footprint))},
        ${boxToSql(boxOf(footprint))}::box, ${told.platform ?? null}, ${told.gsd ?? null}, ${told.cloudCover ?? null},
        ${header.epsg}, ${told.source}, ${told.licence}, ${told.simulated ?? false}, ${told.public ?? false},
        ${sha256}, ${size}, ${file.name || 'image.tif'}, ${JSON.stringify(raster)}::jsonb, ${new Date(ctx.clock.now())}, ${actor.userId})
      returning id`.execute(tx);
    const id = rows[0]!.id;
    await ctx.audit.record(tx, {
      actor,
      action: 'ogc.image.registered',
      subject: `image/${id}`,
      detail: { title: told.title, sha256, public: told.public ?? false },
    });
    const { width, height, bands, epsg, cloudOptimized } = header;
    return { id, sha256, size, width, height, bands: bands.length, epsg, cloudOptimized };
  });
}

/** Takes a picture off the catalogue; its file stays, as what was published must remain traceable. */
export async function removeImage(ctx: Context, actor: Actor, id: number): Promise<void> {
  ctx.policy.require(actor, 'ogc.images');
  await ctx.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: number }>`
      update ogc.image set removed_at = ${new Date(ctx.clock.now())} where id = ${id} and removed_at is null returning id`.execute(
      tx,
    );
    if (!rows[0]) throw new TarimError(ogcErrors.imageUnknown, { id });
    await ctx.audit.record(tx, { actor, action: 'ogc.image.removed', subject: `image/${id}` });
  });
}
