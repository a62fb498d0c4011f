import { sql } from 'kysely';
import type { Actor } from '../contract/actor.ts';
import type { Db, Tx } from '../module.ts';

/** Roles whose posts write objects of their unit; reading is open to all signed-in people by policy. */
const WRITING_PATHS = (actor: Actor): string =>
  [...new Set(actor.posts.map((post) => post.unitPath))].join('|');

/**
 * A transaction in the name of a person: row-level security holds (`platform.may_write(unit_path)`), as the second fence
 * behind the policy. Use it wherever a person's request changes a unit's objects.
 */
export async function asActor<T>(db: Db, actor: Actor, body: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('tarim.units', ${WRITING_PATHS(actor)}, true), set_config('tarim.user', ${actor.userId}, true),
      set_config('tarim.user_name', ${actor.name}, true)`.execute(tx);
    await sql`set local role tarim_actor`.execute(tx);
    return body(tx);
  });
}
