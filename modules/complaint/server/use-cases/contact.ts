import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import { complaintErrors as E } from '../errors.ts';
import { contactOf, insertLook } from '../sql/beside.ts';
import { CONTACT } from './actions.ts';
import { requireFile } from './read-files.ts';

interface Identity {
  readonly name: string;
  readonly contact: string;
}

/**
 * 查看举报人身份: with a reason, and written down each time before it is told.
 * @throws TarimError COMPLAINT_FILE_UNKNOWN, COMPLAINT_ANONYMOUS, FORBIDDEN
 */
export async function lookAtContact(
  ctx: Context,
  actor: Actor,
  id: number,
  reason: string,
): Promise<Identity> {
  const { unitPath } = await requireFile(ctx.db, id);
  ctx.policy.require(actor, CONTACT, { unitPath });
  return asActor(ctx, actor, CONTACT, async (tx) => {
    const sealed = await contactOf(tx, id);
    if (sealed === null) throw new TarimError(E.anonymous);
    await insertLook(tx, {
      complaintId: id,
      unitPath,
      byId: actor.userId,
      by: actor.name,
      reason: reason.trim(),
      at: new Date(ctx.clock.now()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'complaint.contact.seen',
      subject: `complaint/${id}`,
      unitPath,
      detail: { reason: reason.trim() },
    });
    return JSON.parse(ctx.secrets.open(sealed)) as Identity;
  });
}

/** Words by which the reporter is known, to keep them out of what others read; nobody looks at them. */
export async function wordsOfReporter(ctx: Context, db: DbOrTx, id: number): Promise<readonly string[]> {
  const sealed = await contactOf(db, id);
  if (sealed === null) return [];
  const { name, contact } = JSON.parse(ctx.secrets.open(sealed)) as Identity;
  return [name, contact].filter(Boolean);
}
