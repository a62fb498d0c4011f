import { TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import type { FileRef } from '../../contract.ts';
import { exchangeErrors as E } from '../errors.ts';
import { ownUpload, putUpload } from '../sql/uploads.ts';

/** Kept by its content; only who brought it may have it read. @throws TarimError EXCHANGE_FILE_MISSING */
export async function keepUpload(
  ctx: Context,
  actor: Actor,
  file: { readonly bytes: Uint8Array; readonly name: string },
): Promise<{ sha256: string; name: string; size: number }> {
  if (file.bytes.length === 0) throw new TarimError(E.fileMissing);
  const name = file.name.replace(/[\p{Cc}/\\]/gu, '').slice(-200) || 'file';
  const { sha256, size } = await ctx.files.put(file.bytes, { name, mime: 'application/octet-stream' });
  await putUpload(ctx.db, { sha256, userId: actor.userId, name, at: new Date(ctx.clock.now()) });
  return { sha256, name, size };
}

/** @throws TarimError EXCHANGE_FILE_UNKNOWN */
export async function requireUpload(ctx: Context, userId: string, file: FileRef): Promise<void> {
  if (!(await ownUpload(ctx.db, file.sha256, userId))) throw new TarimError(E.fileUnknown);
}
