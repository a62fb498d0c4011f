import { sql } from 'kysely';
import type { Actor } from '../contract/actor.ts';
import type { Db, DbOrTx, Tx } from '../module.ts';
import { ACTOR_ROLE } from './actor-role.ts';

/** Transactions that run in the name of a person. */
const acting = new WeakSet<object>();

/**
 * Units whose rows the posts may write, parted by '|'. An enterprise's post lies at its unit without being competent
 * for it: it writes nothing there.
 */
function writingPaths(actor: Actor): string {
  return [
    ...new Set(actor.posts.filter((post) => post.role !== 'enterprise').map((post) => post.unitPath)),
  ].join('|');
}

/**
 * A transaction in the name of a person: row-level security holds (`platform.may_write(unit_path)`), as the second fence
 * behind the policy. Use it wherever a person's request changes a unit's objects. Audit, outbox, files and jobs work
 * inside as everywhere.
 */
export async function asActor<T>(db: Db, actor: Actor, body: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('tarim.units', ${writingPaths(actor)}, true), set_config('tarim.user', ${actor.userId}, true),
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
