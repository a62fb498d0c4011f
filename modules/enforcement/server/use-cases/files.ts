import { TarimError } from '@tarim/kernel';
import {
  type Actor,
  type Context,
  type DbOrTx,
  evidenceKind,
  evidenceName,
  MAX_EVIDENCE_MIB,
} from '@tarim/platform';
import type { EvidenceFile } from '../../contract.ts';
import { enforcementErrors as E } from '../errors.ts';
import { stepsOf } from '../sql/cases.ts';
import { broughtBy, keepFile } from '../sql/files.ts';
import { HANDLE } from './actions.ts';
import { requireCase } from './read-cases.ts';

/** Keeps a photograph or document as it is; only who brought it may name it as evidence. @throws TarimError ENFORCEMENT_FILE_UNREADABLE */
export async function uploadCaseFile(
  ctx: Context,
  actor: Actor,
  file: { bytes: Uint8Array; name: string },
): Promise<{ sha256: string; size: number; name: string }> {
  const mime = evidenceKind(file.bytes);
  if (!mime) throw new TarimError(E.fileUnreadable, { mib: MAX_EVIDENCE_MIB });
  const name = evidenceName(file.name, 'evidence', mime);
  const { sha256, size } = await ctx.files.put(file.bytes, { name, mime });
  await keepFile(ctx.db, sha256, actor.userId, name, new Date(ctx.clock.now()));
  return { sha256, size, name };
}

/** @throws TarimError ENFORCEMENT_FILE_UNKNOWN: a hash that nobody brought, or somebody else */
export async function requireBrought(
  db: DbOrTx,
  actor: Actor,
  files: readonly EvidenceFile[],
): Promise<void> {
  const hashes = files.map(({ sha256 }) => sha256);
  const own = await broughtBy(db, actor.userId, hashes);
  if (hashes.some((sha256) => !own.has(sha256))) throw new TarimError(E.fileUnknown);
}

/** A file that stands among the evidence of this case. @throws TarimError ENFORCEMENT_CASE_UNKNOWN, ENFORCEMENT_FILE_UNKNOWN, FORBIDDEN */
export async function caseFile(
  ctx: Context,
  actor: Actor,
  id: number,
  sha256: string,
): Promise<EvidenceFile> {
  const { unitPath } = await requireCase(ctx.db, id);
  ctx.policy.require(actor, HANDLE, { unitPath });
  const named = (await stepsOf(ctx.db, [id]))
    .flatMap(({ act }) => (act.act === 'add-evidence' ? act.files : []))
    .find((one) => one.sha256 === sha256);
  if (!named) throw new TarimError(E.fileUnknown);
  return named;
}
