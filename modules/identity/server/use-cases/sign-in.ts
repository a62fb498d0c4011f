import { TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { sql } from 'kysely';
import { verifyPassword } from '../domain/password.ts';
import { commonUnit } from '../domain/posts.ts';
import { afterTry, type Counter, countersOf, hashOf, waitOf } from '../domain/throttle.ts';
import { identityErrors } from '../errors.ts';
import { actorOf, mayEnter, type PersonRow, personByAccount } from '../sql/people.ts';
import { forgiveTry, lockTries, saveTries } from '../sql/tries.ts';

/** What a password is compared with when there is no such account: the answer takes as long. */
const NOBODY = '$argon2id$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

export interface SignInTry {
  readonly account: string;
  readonly password: string;
  readonly address: string;
  /** A browser in which this account has signed in before. */
  readonly knownDevice: string | null;
}

export const accountName = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();

/**
 * The person of an account and password. Whether there is such an account cannot be told from outside: throttling counts
 * names that nobody has as it counts others, a comparison takes place in any case, and every failure is audited.
 * @throws TarimError IDENTITY_LOCKED, IDENTITY_SIGN_IN_FAILED
 */
export async function checkSignIn(ctx: Context, attempt: SignInTry): Promise<PersonRow> {
  const account = accountName(attempt.account);
  const counters = countersOf(account, attempt.address, attempt.knownDevice);
  await countTry(ctx, counters);
  const person = await personByAccount(ctx.db, account);
  const right = await verifyPassword(attempt.password, person?.password ?? NOBODY);
  if (!person || !right || !mayEnter(person, ctx.config.demo)) {
    await ctx.audit.record(ctx.db, {
      actor: null,
      action: 'identity.sign-in-failed',
      // Not what was typed: it may be a password in the wrong field.
      subject: person?.account ?? `unknown:${hashOf(account).slice(0, 8)}`,
      unitPath: person ? commonUnit(person.posts) : undefined,
      detail: { address: attempt.address },
    });
    throw new TarimError(identityErrors.signInFailed);
  }
  await ctx.db.transaction().execute(async (tx) => {
    await forgiveTry(
      tx,
      counters.filter((one) => one.clearedBySuccess).map((one) => one.key),
      counters.filter((one) => !one.clearedBySuccess).map((one) => one.key),
    );
    await sql`update identity.person set last_sign_in_at = ${new Date(ctx.clock.now())} where id = ${person.id}`.execute(
      tx,
    );
    await ctx.audit.record(tx, {
      actor: actorOf(person),
      action: 'identity.signed-in',
      subject: person.account,
      unitPath: commonUnit(person.posts),
      detail: { address: attempt.address },
    });
  });
  return person;
}

/** Counts the try before the password is looked at; many at once are counted one after the other. */
async function countTry(ctx: Context, counters: readonly Counter[]): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db.transaction().execute(async (tx) => {
    const before = await lockTries(
      tx,
      counters.map((one) => one.key),
      now,
    );
    const wait = waitOf(
      counters.map((one) => before.get(one.key)),
      now,
    );
    if (wait > 0) throw new TarimError(identityErrors.locked, { seconds: Math.ceil(wait / 1_000) });
    await saveTries(
      tx,
      new Map(counters.map((one) => [one.key, afterTry(one.rule, before.get(one.key), now)])),
    );
  });
}
