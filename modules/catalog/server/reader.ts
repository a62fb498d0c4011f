import { beijingIso, TarimError } from '@tarim/kernel';
import type { Context, Reader, RouteCall, SharedScope } from '@tarim/platform';
import { sql } from 'kysely';
import { hashSecret, looksLikeKey } from './domain/token.ts';
import { catalogErrors as E } from './errors.ts';
import { meterOf, readToday } from './meter.ts';

type Call = Pick<RouteCall<unknown, unknown, unknown>, 'actor' | 'request' | 'reply'>;

interface Grant {
  readonly id: number;
  readonly datasets: { readonly dataset: string; readonly fields: readonly string[] | null }[];
  readonly unitPath: string;
  readonly dailyRows: number;
  readonly perMinute: number;
  readonly expiresAt: Date;
}

/**
 * Who reads: the holder of the sharing key that the call carries (`Authorization: Bearer tarim_share_…` or `x-api-key`),
 * else the signed-in person, else anybody. Who shows a key reads as the key, also where a session is open.
 * @throws TarimError CATALOG_KEY_INVALID, CATALOG_TOO_FAST, CATALOG_QUOTA_USED: a bad key never reads as anybody
 */
export async function readerOf(ctx: Context, { actor, request, reply }: Call): Promise<Reader> {
  const secret = secretOf(request.headers);
  if (secret === null) return { actor, key: null };
  const grant = looksLikeKey(secret) ? await grantOf(ctx, secret) : null;
  if (!grant) throw new TarimError(E.keyInvalid);
  if (!meterOf(ctx).admit(ctx.clock.now(), grant.id, grant.perMinute))
    throw new TarimError(E.tooFast, { limit: grant.perMinute });
  const left = grant.dailyRows - (await readToday(ctx, grant.id));
  // Told with each answer: who reads by machine sees the end come.
  reply.header('x-share-rows-left', String(Math.max(0, left)));
  reply.header('x-share-expires', beijingIso(grant.expiresAt.getTime()));
  if (left <= 0) throw new TarimError(E.quotaUsed, { quota: grant.dailyRows, left: 0 });
  const scopes = grant.datasets.map(
    (one): SharedScope => ({ dataset: one.dataset, fields: one.fields, unitPath: grant.unitPath }),
  );
  return { actor: null, key: { id: String(grant.id), scopes } };
}

/** The daily quota of a key and what is left of it today; null: a reader without limit. */
export async function quotaOf(ctx: Context, reader: Reader): Promise<{ quota: number; left: number } | null> {
  if (!reader.key) return null;
  const id = Number(reader.key.id);
  const { rows } = await sql<{ quota: number }>`
    select granted_daily_rows::float8 as quota from catalog.request where id = ${id}`.execute(ctx.db);
  const quota = rows[0]?.quota ?? 0;
  return { quota, left: Math.max(0, quota - (await readToday(ctx, id))) };
}

/**
 * How many rows the reader may still be given today; null: without limit.
 * An interface that gives many rows at once asks before, so that an answer is whole or refused.
 */
export const rowsLeft = async (ctx: Context, reader: Reader): Promise<number | null> =>
  (await quotaOf(ctx, reader))?.left ?? null;

/** What an interface throws that finds in the middle of its work that a key has nothing left. */
export const overQuota = (quota: number): TarimError => new TarimError(E.quotaUsed, { quota, left: 0 });

function secretOf(headers: Call['request']['headers']): string | null {
  const own = headers['x-api-key'];
  if (own !== undefined) return String(own);
  const bearer = /^Bearer\s+(.+)$/i.exec(headers.authorization ?? '')?.[1];
  return bearer?.trim() ?? null;
}

async function grantOf(ctx: Context, secret: string): Promise<Grant | null> {
  const { rows } = await sql<Grant>`
    select r.id, r.granted_datasets as datasets, r.granted_unit as "unitPath", r.granted_daily_rows::float8 as "dailyRows",
      r.granted_per_minute as "perMinute", r.expires_at as "expiresAt"
    from catalog.share_key k join catalog.request r on r.id = k.request_id
    where k.secret_hash = ${hashSecret(secret)} and k.revoked_at is null and r.state = 'approved'
      and r.expires_at > ${new Date(ctx.clock.now())}
  `.execute(ctx.db);
  return rows[0] ?? null;
}
