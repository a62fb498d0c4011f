import { TarimError } from '@tarim/kernel';
import {
  type Actor,
  asActor,
  type Context,
  evidenceKind,
  evidenceName,
  MAX_EVIDENCE_MIB,
  withoutCameraNotes,
} from '@tarim/platform';
import { MOST_PHOTOS, type Photo } from '../../contract.ts';
import { MANAGE, PETITION, REVIEW } from '../actions.ts';
import { emfErrors as E } from '../errors.ts';
import { facilityRows } from '../sql/facilities.ts';
import { insertPhoto, type PhotoRecord, photoById, photosOf, takeOffPhoto } from '../sql/photos.ts';
import { requireMeasurement } from './measurements.ts';
import type { MadeFile } from './open.ts';
import { shownPhoto } from './present.ts';

/**
 * Keeps a photograph as it came, and beside it a copy without what the camera wrote.
 * @throws TarimError EMF_MEASUREMENT_UNKNOWN, EMF_PHOTO_UNREADABLE, EMF_PHOTOS_TOO_MANY, EMF_PHOTO_TWICE, FORBIDDEN
 */
export async function addPhoto(
  ctx: Context,
  actor: Actor,
  measurementId: number,
  file: { readonly bytes: Uint8Array; readonly name: string },
): Promise<Photo> {
  const { unitPath } = await requireMeasurement(ctx.db, measurementId);
  ctx.policy.require(actor, MANAGE, { unitPath });
  const mime = evidenceKind(file.bytes, { documents: false });
  const bare = mime === 'image/jpeg' || mime === 'image/png' ? withoutCameraNotes(file.bytes) : null;
  if (!mime || !bare) throw new TarimError(E.photoUnreadable, { mib: MAX_EVIDENCE_MIB });
  const name = evidenceName(file.name, 'photo', mime);
  const { sha256, size } = await ctx.files.put(file.bytes, { name, mime });
  const open = await ctx.files.put(bare, { name: evidenceName('photo', 'photo', mime), mime });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    if ((await photosOf(tx, [measurementId])).length >= MOST_PHOTOS)
      throw new TarimError(E.photosMany, { most: MOST_PHOTOS });
    const id = await insertPhoto(tx, {
      measurementId,
      unitPath,
      sha256,
      publicSha256: open.sha256,
      name,
      bytes: size,
      by: actor.name,
      at: new Date(ctx.clock.now()),
    });
    if (id === null) throw new TarimError(E.photoTwice);
    await ctx.audit.record(tx, {
      actor,
      action: 'emf.photo.added',
      subject: `measurement/${measurementId}`,
      unitPath,
      detail: { id, sha256 },
    });
    return shownPhoto((await photoById(tx, id))!);
  });
}

/** @throws TarimError EMF_PHOTO_UNKNOWN, EMF_PHOTO_REMOVED */
async function requirePhoto(ctx: Context, id: number): Promise<PhotoRecord> {
  const photo = await photoById(ctx.db, id);
  if (!photo) throw new TarimError(E.photoUnknown, { id });
  if (photo.removedAt) throw new TarimError(E.photoRemoved);
  return photo;
}

async function fileOf(ctx: Context, id: number, sha256: string): Promise<MadeFile> {
  const file = await ctx.files.get(sha256);
  if (!file) throw new TarimError(E.photoUnknown, { id });
  return { bytes: file.bytes, mime: file.mime, name: file.name };
}

/** As it came. Where a complaint was measured is where somebody lives: for those who handle it. @throws TarimError as `requirePhoto` */
export async function photoFile(ctx: Context, actor: Actor, id: number): Promise<MadeFile> {
  const photo = await requirePhoto(ctx, id);
  const { kind, unitPath } = await requireMeasurement(ctx.db, photo.measurementId);
  if (kind === 'complaint') ctx.policy.require(actor, PETITION, { unitPath });
  return fileOf(ctx, id, photo.sha256);
}

/** Taken off, with the reason, which stays. @throws TarimError as `requirePhoto`; EMF_NOTE_MISSING, FORBIDDEN */
export async function removePhoto(
  ctx: Context,
  actor: Actor,
  id: number,
  reason: string,
): Promise<undefined> {
  const photo = await photoById(ctx.db, id);
  if (!photo) throw new TarimError(E.photoUnknown, { id });
  const { unitPath, measurementId } = photo;
  ctx.policy.require(actor, REVIEW, { unitPath });
  const why = reason.trim();
  if (why === '') throw new TarimError(E.noteMissing);
  await asActor(ctx, actor, REVIEW, async (tx) => {
    if (!(await takeOffPhoto(tx, id, actor.name, why, new Date(ctx.clock.now()))))
      throw new TarimError(E.photoRemoved);
    await ctx.audit.record(tx, {
      actor,
      action: 'emf.photo.removed',
      subject: `measurement/${measurementId}`,
      unitPath,
      detail: { id, sha256: photo.sha256, reason: why },
    });
  });
  return undefined;
}

/**
 * For the public: of a checked measurement that no complaint asked for, of a public facility in use, without what the camera wrote. Whatever
 * else there is is as if it were not.
 * @throws TarimError EMF_PHOTO_UNKNOWN
 */
export async function openPhoto(ctx: Context, id: number): Promise<MadeFile> {
  const unknown = new TarimError(E.photoUnknown, { id });
  const photo = await photoById(ctx.db, id);
  if (!photo || photo.removedAt) throw unknown;
  const { kind, state, facilityId } = await requireMeasurement(ctx.db, photo.measurementId);
  const [facility] = await facilityRows(ctx.db, { ids: [facilityId], publicOnly: true, state: 'in-use' });
  // A facility whose place is not public is not shown in pictures either.
  if (!facility || facility.publicPlace === 'none' || state !== 'checked' || kind === 'complaint')
    throw unknown;
  return fileOf(ctx, id, photo.publicSha256);
}
