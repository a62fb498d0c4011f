import { beijingIso } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import { sql } from 'kysely';
import type { SessionRow } from '../../contract.ts';
import type { Sessions } from '../sessions.ts';

interface Raw {
  readonly id: string;
  readonly created_at: Date;
  readonly last_at: Date;
  readonly address: string | null;
  readonly user_agent: string | null;
}

/** One's own open sessions, those used last first. */
export async function mySessions(
  ctx: Context,
  actor: Actor,
  current: string | null,
): Promise<{ sessions: Static<typeof SessionRow>[] }> {
  const { rows } = await sql<Raw>`
    select id, created_at, last_at, address, user_agent from identity.session
    where person_id::text = ${actor.userId} and revoked_at is null and expires_at > ${new Date(ctx.clock.now())}
    order by last_at desc limit 50
  `.execute(ctx.db);
  return {
    sessions: rows.map((row) => ({
      id: row.id,
      createdAt: beijingIso(row.created_at.getTime()),
      lastAt: beijingIso(row.last_at.getTime()),
      address: row.address,
      userAgent: row.user_agent,
      current: row.id === current,
    })),
  };
}

/** Ends one of one's own sessions; another's is as if it did not exist. */
export async function endMySession(
  ctx: Context,
  actor: Actor,
  sessions: Sessions,
  id: string,
): Promise<{ ok: boolean }> {
  const { rows } =
    await sql`select 1 from identity.session where id::text = ${id} and person_id::text = ${actor.userId}`.execute(
      ctx.db,
    );
  if (rows.length > 0) await sessions.revoke({ id });
  return { ok: rows.length > 0 };
}
