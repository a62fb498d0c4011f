import { TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { sql } from 'kysely';
import { verifyPassword } from '../domain/password.ts';
import { identityErrors } from '../errors.ts';
import { type PersonRow, personByAccount } from '../sql/people.ts';

/** After so many wrong passwords in a row the account waits, longer each time. */
const FREE_TRIES = 5;
const MAX_WAIT_MS = 15 * 60_000;
/** What a password is compared with when there is no such account: the answer takes as long. */
const NOBODY = '$argon2id$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** The person of an account and password. Wrong account and wrong password cannot be told apart from outside. */
export async function checkSignIn(ctx: Context, account: string, password: string): Promise<PersonRow> {
  const person = await personByAccount(ctx.db, account.trim().toLowerCase());
  const now = ctx.clock.now();
  if (person?.locked_until && person.locked_until.getTime() > now) {
    throw new TarimError(identityErrors.locked, {
      seconds: Math.ceil((person.locked_until.getTime() - now) / 1000),
    });
  }
  const right = await verifyPassword(password, person?.password ?? NOBODY);
  if (!person || !right || !person.active) {
    if (person) await countFailure(ctx, person, now);
    throw new TarimError(identityErrors.signInFailed);
  }
  await ctx.db.transaction().execute(async (tx) => {
    await sql`update identity.person set failures = 0, locked_until = null, last_sign_in_at = ${new Date(now)} where id = ${person.id}`.execute(
      tx,
    );
    await ctx.audit.record(tx, {
      actor: { userId: person.id, name: person.name, posts: person.posts },
      action: 'identity.signed-in',
      subject: person.account,
    });
  });
  return person;
}

async function countFailure(ctx: Context, person: PersonRow, now: number): Promise<void> {
  const failures = person.failures + 1;
  const wait = failures >= FREE_TRIES ? Math.min(MAX_WAIT_MS, 5_000 * 2 ** (failures - FREE_TRIES)) : 0;
  await sql`update identity.person set failures = failures + 1, locked_until = ${wait > 0 ? new Date(now + wait) : null} where id = ${person.id}`.execute(
    ctx.db,
  );
  await ctx.audit.record(ctx.db, {
    actor: null,
    action: 'identity.sign-in-failed',
    subject: person.account,
    detail: { failures },
  });
}
