import { randomFillSync, randomInt } from 'node:crypto';
import { TarimError, uuidv7 } from '@tarim/kernel';
import type { Context, DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import { hashPassword } from '../domain/password.ts';
import { identityErrors } from '../errors.ts';
import { insertPerson, personByAccount, savePerson, setPosts } from '../sql/people.ts';
import { accountName } from './sign-in.ts';

/** Without the letters and digits that are mistaken for each other on paper. */
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
const GROUPS = 5;

/** About 116 bits in groups of four; the last group has a digit, as passwords must. */
function newPassword(): string {
  const sign = () => SIGNS[randomInt(SIGNS.length)]!;
  const groups = Array.from({ length: GROUPS }, () => sign() + sign() + sign() + sign());
  return `${groups.join('-')}${randomInt(2, 10)}`;
}

/**
 * The way in where nobody can sign in (首次登录、遗失口令): the person of `account` administers the whole platform and gets a
 * new password, which is told once and stands nowhere. Sessions of that person end. For whoever holds the machine, not for a route.
 * @throws TarimError IDENTITY_ACCOUNT_TAKEN when the account is one of the demonstration
 */
export async function appointAdministrator(
  ctx: Context,
  typed: string,
  name: string,
): Promise<{ account: string; password: string; created: boolean }> {
  const account = accountName(typed);
  const password = newPassword();
  const hash = await hashPassword(password);
  return ctx.db.transaction().execute(async (tx) => {
    const now = ctx.clock.now();
    const known = await personByAccount(tx, account);
    if (known?.demo) throw new TarimError(identityErrors.accountTaken, { account });
    const id = known?.id ?? uuidv7(now, (bytes) => randomFillSync(bytes));
    if (known) await savePerson(tx, id, { active: true, password: hash });
    else await insertPerson(tx, { id, account, name, password: hash }, now);
    const other = known?.posts.filter((one) => one.role !== 'administrator' || one.unitPath !== '/') ?? [];
    await setPosts(tx, id, [{ role: 'administrator', unitPath: '/' }, ...other]);
    await sql`update identity.session set revoked_at = ${new Date(now)} where person_id = ${id} and revoked_at is null`.execute(
      tx,
    );
    await ctx.audit.record(tx, {
      actor: null,
      action: 'identity.administrator-appointed',
      subject: account,
      detail: { created: !known },
    });
    return { account, password, created: !known };
  });
}

/** Whether anybody can administer the platform: an active person who is not of the demonstration. */
export async function hasAdministrator(db: DbOrTx): Promise<boolean> {
  const { rows } = await sql`select 1 from identity.person p join identity.post o on o.person_id = p.id
    where p.active and not p.demo and o.role = 'administrator' and o.unit_path = '/' limit 1`.execute(db);
  return rows.length > 0;
}
