import { fieldPackage, sendAct, sendEvidence } from '@tarim/field/contract';
import { CallError, call } from '@tarim/platform/contract';
import { wipe } from '../vault/vault.ts';
import { actOf, type Holding, photoName, type Queued } from './holding.ts';
import { sendRecording, type Told } from './recordings.ts';

export type SyncEnd =
  /** Everything went and the package is new. */
  | { readonly kind: 'done' }
  | { readonly kind: 'offline' }
  /** The session has ended: somebody has to sign in again; nothing is lost. */
  | { readonly kind: 'signed-out' }
  /** The device was locked out and holds nothing any more. */
  | { readonly kind: 'wiped'; readonly reason: string }
  | { readonly kind: 'failed'; readonly title: string };

/** Sends what waits, in its order, then fetches what there is to do. What was answered is never sent again. `told`: of large files. */
export async function sync(holding: Holding, told: Told = () => {}): Promise<SyncEnd> {
  try {
    const device = (await holding.device())!;
    for (const one of await holding.queue())
      if (needsSending(one)) await sendOne(holding, device.id, one, told);
    await holding.keepPackage(
      await call(fieldPackage, { params: { id: device.id }, query: { now: Date.now() } }),
    );
    return { kind: 'done' };
  } catch (error) {
    if (!(error instanceof CallError)) return { kind: 'offline' };
    const { code, status, title } = error.details;
    if (code === 'FIELD_DEVICE_REVOKED') {
      await wipe();
      return { kind: 'wiped', reason: title };
    }
    return status === 401 ? { kind: 'signed-out' } : { kind: 'failed', title };
  }
}

export const needsSending = (one: Queued): boolean => one.answer === null || one.answer.state === 'received';

/** What the server will never take: it is shown as refused, those behind it go on. */
const HOPELESS = new Set(['FIELD_ACT_UNREADABLE', 'FIELD_ACT_OTHER', 'FIELD_SEQ_TAKEN']);

async function sendOne(holding: Holding, id: string, one: Queued, told: Told): Promise<void> {
  const act = actOf(one);
  for (const evidence of act.evidence) {
    const { sha256, name } = evidence;
    const bytes = await holding.vault.bytes(photoName(sha256));
    // Gone only after the server had it.
    if (bytes) await call(sendEvidence, { params: { id }, query: { sha256 }, file: new File([bytes], name) });
    else await sendRecording(holding.vault, id, evidence, told);
  }
  const { seq, sealed, chain } = one;
  try {
    const body = { seq, sealed, chain, now: Date.now() };
    const { state, code, reason, receivedAt } = await call(sendAct, { params: { id }, body });
    await holding.answer(one, { state, code, reason, receivedAt });
  } catch (error) {
    if (!(error instanceof CallError) || !HOPELESS.has(error.details.code)) throw error;
    const { code, title } = error.details;
    await holding.answer(one, {
      state: 'refused',
      code,
      reason: title,
      receivedAt: new Date().toISOString(),
    });
  }
}
