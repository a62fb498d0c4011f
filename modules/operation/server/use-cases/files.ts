import { TarimError } from '@tarim/kernel';
import { type Actor, type Context, evidenceKind, MAX_EVIDENCE_MIB } from '@tarim/platform';
import { operationErrors as E } from '../errors.ts';
import { keepFile, namesFile } from '../sql/evidence.ts';
import { readableOutlet } from './access.ts';

/** Keeps a photograph or document as it is; a record may name it then. */
export async function uploadFile(ctx: Context, actor: Actor, bytes: Uint8Array) {
  const mime = evidenceKind(bytes);
  if (!mime) throw new TarimError(E.fileUnreadable, { mib: MAX_EVIDENCE_MIB });
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
