import { TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { operationErrors as E } from '../errors.ts';
import { keepFile, namesFile } from '../sql/evidence.ts';
import { readableOutlet } from './access.ts';

const MAX_MIB = 12;

/** By the first bytes, not by what the sender calls it. */
function typeOf(bytes: Uint8Array): string | null {
  const hex = Buffer.from(bytes.subarray(0, 12)).toString('hex');
  if (hex.startsWith('ffd8ff')) return 'image/jpeg';
  if (hex.startsWith('89504e470d0a1a0a')) return 'image/png';
  if (hex.startsWith('52494646') && hex.slice(16) === '57454250') return 'image/webp';
  if (hex.startsWith('255044462d')) return 'application/pdf';
  return null;
}

/** Keeps a photograph or document as it is; a record may name it then. */
export async function uploadFile(ctx: Context, actor: Actor, bytes: Uint8Array) {
  const mime = typeOf(bytes);
  if (!mime || bytes.length > MAX_MIB << 20) throw new TarimError(E.fileUnreadable, { mib: MAX_MIB });
  const kept = await ctx.files.put(bytes, { name: `record.${mime.split('/')[1]}`, mime });
  await keepFile(ctx.db, kept.sha256, actor.userId, new Date(ctx.clock.now()));
  return kept;
}

export async function getFile(ctx: Context, actor: Actor, pointId: number, sha256: string) {
  await readableOutlet(ctx, actor, pointId);
  const file = (await namesFile(ctx.db, pointId, sha256)) ? await ctx.files.get(sha256) : null;
  if (!file) throw new TarimError(E.fileUnknown);
  return file;
}
