import { randomBytes, randomUUID } from 'node:crypto';
import { beijingIso, DAY_MS, TarimError } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { sql } from 'kysely';
import type { ApiKeyRow } from '../../contract.ts';
import { hashToken } from '../domain/token.ts';
import { identityErrors } from '../errors.ts';

type Row = Static<typeof ApiKeyRow>;
interface Raw {
  id: string;
  name: string;
  prefix: string;
  scope: string;
  unit_path: string;
  mns: string[] | null;
  created_at: Date;
  expires_at: Date | null;
  revoked_at: Date | null;
  last_used_at: Date | null;
}
const MANAGE = 'identity.manage';
const iso = (date: Date | null) => (date ? beijingIso(date.getTime()) : null);
const present = (row: Raw): Row => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scope: row.scope,
  unitPath: row.unit_path,
  mns: row.mns,
  createdAt: beijingIso(row.created_at.getTime()),
  expiresAt: iso(row.expires_at),
  revokedAt: iso(row.revoked_at),
  lastUsedAt: iso(row.last_used_at),
});

/** Keys of the units that the reader administers, the newest first. */
export async function listApiKeys(ctx: Context, actor: Actor): Promise<{ keys: Row[] }> {
  const { rows } = await sql<Raw>`select * from identity.api_key order by created_at desc`.execute(ctx.db);
  const own = rows.filter((row) => ctx.policy.can(actor, MANAGE, { unitPath: row.unit_path }));
  return { keys: own.map(present) };
}

/**
 * Makes a key for the devices of one's own unit, or of one below it; for some of them only when they are named. The secret is shown now and never again: only its
 * hash is kept.
 * @throws TarimError IDENTITY_UNIT_UNKNOWN, IDENTITY_BEYOND_SCOPE
 */
export async function createApiKey(
  ctx: Context,
  /** Null: the demo makes the key of its simulated network itself. */
  actor: Actor | null,
  body: { name: string; scope: string; unitPath: string; mns?: string[]; days?: number },
): Promise<{ key: Row; secret: string }> {
  const { unitPath } = body;
  if (unitPath !== '/' && !(await unitByPath(ctx.db, unitPath)))
    throw new TarimError(identityErrors.unitUnknown, { unitPath });
  if (actor && !ctx.policy.can(actor, MANAGE, { unitPath }))
    throw new TarimError(identityErrors.beyondScope, { unitPath });
  const secret = `tarim_${randomBytes(30).toString('base64url')}`;
  const prefix = secret.slice(0, 12);
  const now = ctx.clock.now();
  const mns = body.mns?.length ? [...new Set(body.mns)] : null;
  const expires = body.days ? new Date(now + body.days * DAY_MS) : null;
  return ctx.db.transaction().execute(async (tx) => {
    const { rows } = await sql<Raw>`
      insert into identity.api_key (id, name, prefix, secret_hash, scope, unit_path, mns, created_by, created_at, expires_at)
      values (${randomUUID()}, ${body.name}, ${prefix}, ${hashToken(secret)}, ${body.scope}, ${unitPath}, ${mns},
        ${actor?.userId ?? null}, ${new Date(now)}, ${expires})
      returning *`.execute(tx);
    await ctx.audit.record(tx, {
      actor,
      action: 'identity.api-key.created',
      subject: body.name,
      unitPath,
      detail: { scope: body.scope, prefix, mns },
    });
    return { key: present(rows[0]!), secret };
  });
}

/** A key of a unit that the caller does not administer is as if it did not exist. @throws TarimError IDENTITY_KEY_UNKNOWN */
export async function revokeApiKey(ctx: Context, actor: Actor, id: string): Promise<{ ok: boolean }> {
  return ctx.db.transaction().execute(async (tx) => {
    const { rows } = await sql<Raw>`select * from identity.api_key where id::text = ${id} for update`.execute(
      tx,
    );
    const [key] = rows;
    if (!key || !ctx.policy.can(actor, MANAGE, { unitPath: key.unit_path }))
      throw new TarimError(identityErrors.keyUnknown);
    const now = new Date(ctx.clock.now());
    await sql`update identity.api_key set revoked_at = coalesce(revoked_at, ${now}) where id = ${key.id}`.execute(
      tx,
    );
    await ctx.audit.record(tx, {
      actor,
      action: 'identity.api-key.revoked',
      subject: key.name,
      unitPath: key.unit_path,
    });
    return { ok: true };
  });
}
