import { boxOf, boxToSql, writeWkb } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import type { Static } from '@tarim/platform/contract';
import { sql } from 'kysely';
import type { ImageMetadata } from '../../contract-images.ts';
import { boxesAsGeometry, boxesOf } from '../domain/boxes.ts';
import { ogcErrors } from '../errors.ts';

/** `II*` or `MM*`, classic (42) or big (43). */
function isTiff(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  const little = a === 0x49 && b === 0x49 && (c === 42 || c === 43) && d === 0;
  const big = a === 0x4d && b === 0x4d && c === 0 && (d === 42 || d === 43);
  return little || big;
}

/** @throws TarimError OGC_IMAGE_INVALID */
export async function registerImage(
  ctx: Context,
  actor: Actor,
  file: { readonly bytes: Uint8Array; readonly name: string },
  told: Static<typeof ImageMetadata>,
): Promise<{ id: number; sha256: string; size: number }> {
  ctx.policy.require(actor, 'ogc.images');
  const refuse = (reason: string) => new TarimError(ogcErrors.imageInvalid, { reason });
  if (!isTiff(file.bytes)) throw refuse('TIFF');
  const boxes = boxesOf([told.west, told.south, told.east, told.north]);
  if (!boxes || told.west === told.east || told.south === told.north) throw refuse('bbox');
  if (Date.parse(told.takenAt) > ctx.clock.now()) throw refuse('takenAt');
  const footprint = boxesAsGeometry(boxes);
  return ctx.db.transaction().execute(async (tx) => {
    const { sha256, size } = await ctx.files.put(file.bytes, { name: file.name, mime: 'image/tiff' }, tx);
    const { rows } = await sql<{ id: number }>`
      insert into ogc.image (collection, title, taken_at, footprint, box, platform, gsd, cloud_cover, epsg, source, licence,
        simulated, public, sha256, size, file_name, recorded_at, recorded_by)
      values (${told.collection}, ${told.title}, ${told.takenAt}, ${Buffer.from(writeWkb(footprint))},
        ${boxToSql(boxOf(footprint))}::box, ${told.platform ?? null}, ${told.gsd ?? null}, ${told.cloudCover ?? null},
        ${told.epsg ?? null}, ${told.source}, ${told.licence}, ${told.simulated ?? false}, ${told.public ?? false},
        ${sha256}, ${size}, ${file.name || 'image.tif'}, ${new Date(ctx.clock.now())}, ${actor.userId})
      returning id`.execute(tx);
    const id = rows[0]!.id;
    await ctx.audit.record(tx, {
      actor,
      action: 'ogc.image.registered',
      subject: `image/${id}`,
      detail: { title: told.title, sha256, public: told.public ?? false },
    });
    return { id, sha256, size };
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
