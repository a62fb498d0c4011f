import { createHash } from 'node:crypto';
import { TarimError } from '@tarim/kernel';
import { type Actor, type Context, evidenceKind, evidenceName, MAX_EVIDENCE_MIB } from '@tarim/platform';
import { fieldErrors as E } from '../errors.ts';
import { ownDevice } from './devices.ts';

/**
 * Keeps a file that was made outside, as it is. It belongs to nothing before an act names it.
 * @throws TarimError FIELD_EVIDENCE_ALTERED, FIELD_EVIDENCE_UNREADABLE, FIELD_DEVICE_UNKNOWN, FIELD_DEVICE_REVOKED
 */
export async function keepEvidence(
  ctx: Context,
  actor: Actor,
  deviceId: string,
  sha256: string,
  file: { readonly bytes: Uint8Array; readonly name: string },
): Promise<{ sha256: string; size: number }> {
  await ownDevice(ctx, actor, deviceId);
  if (createHash('sha256').update(file.bytes).digest('hex') !== sha256)
    throw new TarimError(E.evidenceAltered);
  const mime = evidenceKind(file.bytes);
  if (!mime) throw new TarimError(E.evidenceUnreadable, { mib: MAX_EVIDENCE_MIB });
  const name = evidenceName(file.name, 'evidence', mime);
  return ctx.files.put(file.bytes, { name, mime });
}
