import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApiKey } from '@tarim/identity/server';
import type { Context } from '@tarim/platform';
import { sql } from 'kysely';

const NAME = '模拟监测网（演示）';

/**
 * The file that holds the API key of the simulated network: made at the first start of the demo, readable by its owner only,
 * never printed or logged. A key that was revoked, or whose database is gone, is replaced.
 */
export async function demoKeyFile(ctx: Context): Promise<string> {
  const file = join(ctx.config.dataDir, 'demo-ingest.key');
  if (existsSync(file) && (await isGood(ctx, readFileSync(file, 'utf8').trim()))) return file;
  const { secret } = await createApiKey(ctx, null, { name: NAME, scope: 'ingest', unitPath: '/' });
  // Never half a key: the file appears whole.
  writeFileSync(`${file}.new`, `${secret}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return file;
}

async function isGood(ctx: Context, secret: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select exists (select 1 from identity.api_key where prefix = ${secret.slice(0, 12)} and name = ${NAME} and revoked_at is null) as there
  `.execute(ctx.db);
  return rows[0]!.there;
}
