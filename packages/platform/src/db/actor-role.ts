import { TarimError } from '@tarim/kernel';
import { sql } from 'kysely';
import { platformErrors } from '../errors.ts';
import type { DbOrTx, Tx } from '../module.ts';

export const ACTOR_ROLE = 'tarim_actor';
const STATEMENT = `create role ${ACTOR_ROLE} nologin nosuperuser; grant ${ACTOR_ROLE} to current_user`;
const MADE_BY_ANOTHER = new Set(['42710', '23505']);

async function usable(tx: DbOrTx): Promise<boolean> {
  const { rows } = await sql<{ ok: boolean }>`
    select coalesce((select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = ${ACTOR_ROLE}), false) as ok
  `.execute(tx);
  return rows[0]!.ok;
}

/**
 * Makes the role that people's transactions take on, so that row-level security holds for them (owners of tables and
 * superusers are exempt). Roles belong to the whole server: other databases may make it at the same moment.
 * @throws TarimError ACTOR_ROLE_REFUSED when our account may neither make it nor take it on
 */
export async function ensureActorRole(tx: Tx): Promise<void> {
  if (await usable(tx)) return;
  for (const statement of STATEMENT.split('; ')) {
    await sql`savepoint actor_role`.execute(tx);
    try {
      await sql.raw(statement).execute(tx);
      await sql`release savepoint actor_role`.execute(tx);
    } catch (error) {
      await sql`rollback to savepoint actor_role`.execute(tx);
      const { code } = error as { code?: string };
      if (code === '42501') break;
      if (!MADE_BY_ANOTHER.has(code ?? '')) throw error;
    }
  }
  if (!(await usable(tx))) throw new TarimError(platformErrors.actorRole, { statement: STATEMENT });
}

/** What a person's transaction may touch in a module's schema; row-level security says which rows of it. */
export async function grantSchema(tx: Tx, schema: string): Promise<void> {
  const id = sql.id(schema);
  const role = sql.id(ACTOR_ROLE);
  await sql`grant usage on schema ${id} to ${role}`.execute(tx);
  if (schema === 'platform') {
    // Of the platform's own tables only what use-cases write: entries, never their removal; events go through publish().
    await sql`grant select on all tables in schema platform to ${role}`.execute(tx);
    await sql`grant insert on platform.audit, platform.file to ${role}`.execute(tx);
    return;
  }
  await sql`grant select, insert, update, delete on all tables in schema ${id} to ${role}`.execute(tx);
  await sql`grant usage, select on all sequences in schema ${id} to ${role}`.execute(tx);
}
