import { TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { hashPassword, isStrong, verifyPassword } from '../domain/password.ts';
import { commonUnit } from '../domain/posts.ts';
import { identityErrors } from '../errors.ts';
import type { Sessions } from '../sessions.ts';
import { personById, savePerson } from '../sql/people.ts';

/** Changes one's own password; every session ends, the caller opens a new one. @throws TarimError IDENTITY_PASSWORD_WRONG, IDENTITY_PASSWORD_WEAK */
export async function changePassword(
  ctx: Context,
  actor: Actor,
  sessions: Sessions,
  body: { current: string; next: string },
): Promise<void> {
  const person = (await personById(ctx.db, actor.userId))!;
  if (!(await verifyPassword(body.current, person.password)))
    throw new TarimError(identityErrors.passwordWrong);
  if (!isStrong(body.next)) throw new TarimError(identityErrors.passwordWeak);
  const password = await hashPassword(body.next);
  await ctx.db.transaction().execute(async (tx) => {
    await savePerson(tx, person.id, { password });
    await ctx.audit.record(tx, {
      actor,
      action: 'identity.password.changed',
      subject: person.account,
      unitPath: commonUnit(person.posts),
    });
  });
  await sessions.revoke({ personId: person.id });
}
