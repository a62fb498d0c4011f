import { TarimError } from '@tarim/kernel';
import { type Context, evidenceKind, MAX_EVIDENCE_MIB } from '@tarim/platform';
import { monitoringErrors as E } from '../errors.ts';
import { samplingOf } from '../sql/samples.ts';
import { knownTask } from './frame.ts';

/** Keeps a photograph as it was taken: it is evidence. */
export async function uploadPhoto(
  ctx: Context,
  bytes: Uint8Array,
): Promise<{ sha256: string; size: number }> {
  const mime = evidenceKind(bytes, { documents: false });
  if (!mime) throw new TarimError(E.photoUnreadable, { mib: MAX_EVIDENCE_MIB });
  return ctx.files.put(bytes, { name: `photo.${mime.slice(6)}`, mime });
}

/** A photograph of this task's form; others are nobody's business here. */
export async function getPhoto(
  ctx: Context,
  taskId: number,
  sha256: string,
): Promise<{ bytes: Uint8Array; mime: string }> {
  await knownTask(ctx, taskId);
  const sampling = await samplingOf(ctx.db, taskId);
  const file = sampling?.photos.includes(sha256) ? await ctx.files.get(sha256) : null;
  if (!file) throw new TarimError(E.photoUnknown);
  return file;
}
