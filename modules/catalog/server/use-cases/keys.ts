import { beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { newKey } from '../domain/token.ts';
import { catalogErrors as E } from '../errors.ts';
import { insertKey, lockRequest, type RequestRecord, requestById, revokeKeys } from '../sql/requests.ts';
import { requestOfReceipt } from './ask.ts';

interface Issued {
  readonly secret: string;
  readonly prefix: string;
  readonly expiresAt: string;
}

/** 凭回执领取或更换密钥 @throws TarimError CATALOG_RECEIPT_UNKNOWN, CATALOG_ACT_NOT_NOW */
export async function issueByReceipt(ctx: Context, receipt: string): Promise<Issued> {
  return issue(ctx, null, await requestOfReceipt(ctx, receipt));
}

/** 申请人本人领取或更换密钥: not even who approved ever sees it. @throws TarimError CATALOG_REQUEST_UNKNOWN, CATALOG_ACT_NOT_NOW */
export async function issueOwn(ctx: Context, actor: Actor, id: number): Promise<Issued> {
  const found = await requestById(ctx.db, id);
  if (!found || found.applicantUser !== actor.userId) throw new TarimError(E.requestUnknown, { id });
  return issue(ctx, actor, found);
}

/** A new key takes the place of the one before, which ends in the same moment; the quota is the grant's. */
async function issue(ctx: Context, actor: Actor | null, { id }: RequestRecord): Promise<Issued> {
  const key = newKey();
  const at = new Date(ctx.clock.now());
  return ctx.db.transaction().execute(async (tx) => {
    await lockRequest(tx, id);
    const now = (await requestById(tx, id))!;
    if (now.state !== 'approved') throw new TarimError(E.actNotNow, { state: now.state });
    if (now.expiresAt! <= at) throw new TarimError(E.actNotNow, { state: 'expired' });
    const replaced = await revokeKeys(tx, id, at);
    await insertKey(tx, { requestId: id, prefix: key.prefix, hash: key.hash, at });
    await ctx.audit.record(tx, {
      actor,
      action: replaced > 0 ? 'catalog.key.rotated' : 'catalog.key.issued',
      subject: `request/${id}`,
      unitPath: now.grantedUnit!,
      detail: { prefix: key.prefix },
    });
    return { secret: key.secret, prefix: key.prefix, expiresAt: beijingIso(now.expiresAt!.getTime()) };
  });
}
