import { TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { monitoringErrors as E } from '../errors.ts';
import { samplingOf } from '../sql/samples.ts';
import { knownTask } from './frame.ts';

const MAX_MIB = 12;

/** By the first bytes, not by what the sender calls it. */
function imageType(bytes: Uint8Array): string | null {
  const hex = Buffer.from(bytes.subarray(0, 12)).toString('hex');
  if (hex.startsWith('ffd8ff')) return 'image/jpeg';
  if (hex.startsWith('89504e470d0a1a0a')) return 'image/png';
  if (hex.startsWith('52494646') && hex.slice(16) === '57454250') return 'image/webp';
  return null;
}

/** Keeps a photograph as it was taken: it is evidence. */
export async function uploadPhoto(
  ctx: Context,
  bytes: Uint8Array,
): Promise<{ sha256: string; size: number }> {
  const mime = imageType(bytes);
  if (!mime || bytes.length > MAX_MIB << 20) throw new TarimError(E.photoUnreadable, { mib: MAX_MIB });
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
