import type { DbOrTx, Machine } from '@tarim/platform';
import { sql } from 'kysely';
import { hashToken } from '../domain/token.ts';

/** The last use of a key is written at most this often: checking must not become writing. */
const TOUCH_MS = 60_000;
const SECRET = /^tarim_[\w-]{20,100}$/;

interface Row extends Machine {
  readonly usedAt: Date | null;
}

/** The machine that holds this API key, if the key is of this scope and valid now. */
export async function machineByKey(
  db: DbOrTx,
  secret: string,
  scope: string,
  nowMs: number,
): Promise<Machine | null> {
  if (!SECRET.test(secret)) return null;
  const now = new Date(nowMs);
  const { rows } = await sql<Row>`
    select id as "keyId", name, prefix, unit_path as "unitPath", mns, last_used_at as "usedAt" from identity.api_key
    where secret_hash = ${hashToken(secret)} and scope = ${scope} and revoked_at is null and (expires_at is null or expires_at > ${now})
  `.execute(db);
  const [row] = rows;
  if (!row) return null;
  const { usedAt, ...machine } = row;
  if (usedAt === null || nowMs - usedAt.getTime() > TOUCH_MS)
    await sql`update identity.api_key set last_used_at = ${now} where id = ${machine.keyId}`.execute(db);
  return machine;
}
