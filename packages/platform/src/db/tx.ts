import { sql } from 'kysely';
import type { Actor } from '../contract/actor.ts';
import type { Context, DbOrTx, Tx } from '../module.ts';
import { ACTOR_ROLE } from './actor-role.ts';

/** Transactions that run in the name of a person. */
const acting = new WeakSet<object>();

/**
 * A transaction in which a person does something: row-level security holds (`platform.may_write(unit_path)`), as the
 * second fence behind the policy. Rows may be written in the units of those posts only whose role grants the action:
 * a planner's post does not help a station's. Tables that people of an enterprise write look at `tarim.enterprises`, too. Use it wherever a person's request changes a unit's objects. Audit,
 * outbox, files and jobs work inside as everywhere.
 */
export async function asActor<T>(
  { db, policy }: Pick<Context, 'db' | 'policy'>,
  actor: Actor,
  action: string,
  body: (tx: Tx) => Promise<T>,
): Promise<T> {
  const { reading, unitPaths, enterpriseIds } = policy.scope(actor, action);
  const units = reading ? '' : unitPaths.join('|');
  const enterprises = reading ? '' : enterpriseIds.join('|');
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('tarim.units', ${units}, true), set_config('tarim.enterprises', ${enterprises}, true),
      set_config('tarim.user', ${actor.userId}, true),
      set_config('tarim.user_name', ${actor.name}, true)`.execute(tx);
    await sql`set local role ${sql.id(ACTOR_ROLE)}`.execute(tx);
    acting.add(tx);
    return body(tx);
  });
}

/** Lays the person's role aside for the platform's own bookkeeping in the same transaction. */
export async function asPlatform<T>(tx: DbOrTx, body: () => Promise<T>): Promise<T> {
  if (!acting.has(tx)) return body();
  await sql`set local role none`.execute(tx);
  // Not in `finally`: after an error the transaction is lost anyway, and the statement would hide the reason.
  const result = await body();
  await sql`set local role ${sql.id(ACTOR_ROLE)}`.execute(tx);
  return result;
}
