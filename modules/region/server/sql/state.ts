import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { PackManifest } from '../domain/pack.ts';

export interface RegionState {
  readonly revision: string;
  readonly contentHash: string;
  readonly manifest: PackManifest;
}

/** What is loaded, or null before the first pack. */
export async function readState(db: DbOrTx): Promise<RegionState | null> {
  const { rows } = await sql<{ revision: string; content_hash: string; manifest: PackManifest }>`
    select revision, content_hash, manifest from region.state
  `.execute(db);
  const row = rows[0];
  return row ? { revision: row.revision, contentHash: row.content_hash, manifest: row.manifest } : null;
}

/** The revision that is loaded (null before the first pack) and the present day of Beijing: outlines may begin to hold at midnight there. */
export async function readRevision(db: DbOrTx): Promise<{ revision: string | null; day: string }> {
  const { rows } = await sql<{ revision: string | null; day: string }>`
    select (select revision from region.state), (now() at time zone 'Asia/Shanghai')::date::text as day
  `.execute(db);
  return rows[0]!;
}

/** Keeps two processes that start together from loading the same pack at once; freed with the transaction. */
export async function lockState(db: DbOrTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('region.state'))`.execute(db);
}

export async function writeState(
  db: DbOrTx,
  state: { contentHash: string; manifest: PackManifest },
  nowMs: number,
): Promise<string> {
  const { rows } = await sql<{ revision: string }>`
    insert into region.state (revision, content_hash, manifest, loaded_at)
    values (gen_random_uuid(), ${state.contentHash}, ${JSON.stringify(state.manifest)}::jsonb, ${new Date(nowMs)})
    on conflict (only_row) do update set
      revision = excluded.revision, content_hash = excluded.content_hash, manifest = excluded.manifest,
      loaded_at = excluded.loaded_at
    returning revision
  `.execute(db);
  return rows[0]!.revision;
}

export async function bumpRevision(db: DbOrTx): Promise<void> {
  await sql`update region.state set revision = gen_random_uuid()`.execute(db);
}
