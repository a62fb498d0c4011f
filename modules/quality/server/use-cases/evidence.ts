import { TarimError } from '@tarim/kernel';
import { type Actor, type Context, evidenceKind, MAX_EVIDENCE_MIB } from '@tarim/platform';
import { qualityErrors as E } from '../errors.ts';
import { keepEvidence, namesEvidence } from '../sql/operations.ts';
import { readableOutlet } from './access.ts';

/** Keeps a photograph or document as it is; a mark or an operation may name it then. */
export async function uploadEvidence(ctx: Context, actor: Actor, bytes: Uint8Array) {
  const mime = evidenceKind(bytes);
  if (!mime) throw new TarimError(E.evidenceUnreadable, { mib: MAX_EVIDENCE_MIB });
  const kept = await ctx.files.put(bytes, { name: `evidence.${mime.split('/')[1]}`, mime });
  await keepEvidence(ctx.db, kept.sha256, actor.userId, new Date(ctx.clock.now()));
  return kept;
}

/** Evidence of this outlet; other files are nobody's business here. */
export async function getEvidence(ctx: Context, actor: Actor, pointId: number, sha256: string) {
  await readableOutlet(ctx, actor, pointId);
  const file = (await namesEvidence(ctx.db, pointId, sha256)) ? await ctx.files.get(sha256) : null;
  if (!file) throw new TarimError(E.evidenceUnknown);
  return file;
}
