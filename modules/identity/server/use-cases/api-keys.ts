import { randomBytes, randomUUID } from 'node:crypto';
import { beijingIso, DAY_MS, TarimError } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import { sql } from 'kysely';
import type { ApiKeyRow } from '../../contract.ts';
import { identityErrors } from '../errors.ts';
import { hashToken } from '../sessions.ts';

type Row = Static<typeof ApiKeyRow>;
interface Raw {
  id: string;
  name: string;
  prefix: string;
  scope: string;
  created_at: Date;
  expires_at: Date | null;
  revoked_at: Date | null;
  last_used_at: Date | null;
}
const iso = (date: Date | null) => (date ? beijingIso(date.getTime()) : null);
const present = (row: Raw): Row => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scope: row.scope,
  createdAt: beijingIso(row.created_at.getTime()),
  expiresAt: iso(row.expires_at),
  revokedAt: iso(row.revoked_at),
  lastUsedAt: iso(row.last_used_at),
});

export async function listApiKeys(ctx: Context): Promise<{ keys: Row[] }> {
  const { rows } = await sql<Raw>`select * from identity.api_key order by created_at desc`.execute(ctx.db);
  return { keys: rows.map(present) };
}

/** The secret is shown now and never again: only its hash is kept. */
export async function createApiKey(
  ctx: Context,
  /** Null: the demo makes the key of its simulated network itself. */
  actor: Actor | null,
  body: { name: string; scope: string; days?: number },
): Promise<{ key: Row; secret: string }> {
  const secret = `tarim_${randomBytes(30).toString('base64url')}`;
  const now = ctx.clock.now();
  return ctx.db.transaction().execute(async (tx) => {
    const { rows } =
      await sql<Raw>`insert into identity.api_key (id, name, prefix, secret_hash, scope, created_by, created_at, expires_at)
      values (${randomUUID()}, ${body.name}, ${secret.slice(0, 12)}, ${hashToken(secret)}, ${body.scope}, ${actor?.userId ?? null}, ${new Date(now)}, ${body.days ? new Date(now + body.days * DAY_MS) : null}) returning *`.execute(
        tx,
      );
    await ctx.audit.record(tx, {
      actor,
      action: 'identity.api-key.created',
      subject: body.name,
      detail: { scope: body.scope, prefix: secret.slice(0, 12) },
    });
    return { key: present(rows[0]!), secret };
  });
}

export async function revokeApiKey(ctx: Context, actor: Actor, id: string): Promise<{ ok: boolean }> {
  return ctx.db.transaction().execute(async (tx) => {
    const { rows } =
      await sql<Raw>`update identity.api_key set revoked_at = coalesce(revoked_at, ${new Date(ctx.clock.now())}) where id::text = ${id} returning *`.execute(
        tx,
      );
    if (!rows[0]) throw new TarimError(identityErrors.keyUnknown);
    await ctx.audit.record(tx, { actor, action: 'identity.api-key.revoked', subject: rows[0].name });
    return { ok: true };
  });
}
