import { TarimError } from '@tarim/kernel';
import {
  type Actor,
  type Context,
  type DbOrTx,
  evidenceKind,
  evidenceName,
  MAX_EVIDENCE_MIB,
} from '@tarim/platform';
import type { Evidence } from '../../contract.ts';
import { redlineErrors as E } from '../errors.ts';
import { foreignFiles, isEvidence, keepFile } from '../sql/files.ts';

/** Keeps a photograph or document as it is; only who brought it may name it. @throws TarimError REDLINE_FILE_UNREADABLE */
export async function uploadFile(ctx: Context, actor: Actor, file: { bytes: Uint8Array; name: string }) {
  const mime = evidenceKind(file.bytes);
  if (!mime) throw new TarimError(E.fileUnreadable, { mib: MAX_EVIDENCE_MIB });
  const name = evidenceName(file.name, 'evidence', mime);
  const { sha256, size } = await ctx.files.put(file.bytes, { name, mime });
  await keepFile(ctx.db, sha256, actor.userId, name, new Date(ctx.clock.now()));
  return { sha256, size, name };
}

/** @throws TarimError REDLINE_FILE_UNKNOWN */
export async function getFile(ctx: Context, sha256: string) {
  const file = (await isEvidence(ctx.db, sha256)) ? await ctx.files.get(sha256) : null;
  if (!file) throw new TarimError(E.fileUnknown);
  return file;
}

/** Files must have been brought by the person who names them. @throws TarimError REDLINE_FILE_UNKNOWN */
export async function requireOwnFiles(
  db: DbOrTx,
  userId: string,
  evidence: readonly Evidence[],
): Promise<void> {
  if (evidence.length === 0) return;
  const foreign = await foreignFiles(
    db,
    userId,
    evidence.map((one) => one.sha256),
  );
  if (foreign.length > 0) throw new TarimError(E.fileUnknown);
}
