import { createHash } from 'node:crypto';
import { TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { fieldErrors as E } from '../errors.ts';
import { ownDevice } from './devices.ts';

const MAX_MIB = 12;
const MIB = 1 << 20;

/** By the first bytes, not by what the sender calls it. */
function typeOf(bytes: Uint8Array): string | null {
  const hex = Buffer.from(bytes.subarray(0, 12)).toString('hex');
  if (hex.startsWith('ffd8ff')) return 'image/jpeg';
  if (hex.startsWith('89504e470d0a1a0a')) return 'image/png';
  if (hex.startsWith('52494646') && hex.slice(16) === '57454250') return 'image/webp';
  if (hex.startsWith('255044462d')) return 'application/pdf';
  return null;
}

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
  const mime = typeOf(file.bytes);
  if (!mime || file.bytes.length > MAX_MIB * MIB)
    throw new TarimError(E.evidenceUnreadable, { mib: MAX_MIB });
  const name = file.name.replace(/[\p{Cc}/\\]/gu, '').trim() || `evidence.${mime.split('/')[1]}`;
  return ctx.files.put(file.bytes, { name, mime });
}
