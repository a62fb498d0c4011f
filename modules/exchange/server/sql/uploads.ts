import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { AllowedHost } from '../../contract.ts';

export async function putUpload(
  db: DbOrTx,
  one: { sha256: string; userId: string; name: string; at: Date },
): Promise<void> {
  await sql`insert into exchange.upload (sha256, user_id, name, at) values (${one.sha256}, ${one.userId}, ${one.name}, ${one.at})
    on conflict (sha256, user_id) do update set name = excluded.name, at = excluded.at`.execute(db);
}

export async function ownUpload(db: DbOrTx, sha256: string, userId: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from exchange.upload where sha256 = ${sha256} and user_id = ${userId}`.execute(db);
  return rows.length > 0;
}

export async function allowedHosts(db: DbOrTx): Promise<AllowedHost[]> {
  const { rows } =
    await sql<AllowedHost>`select host, port, note from exchange.allowed_host order by host, port`.execute(
      db,
    );
  return rows;
}

export async function replaceHosts(tx: Tx, hosts: readonly AllowedHost[]): Promise<void> {
  await sql`delete from exchange.allowed_host`.execute(tx);
  for (const one of hosts)
    await sql`insert into exchange.allowed_host (host, port, note) values (${one.host.toLowerCase()}, ${one.port}, ${one.note})
      on conflict (host, port) do update set note = excluded.note`.execute(tx);
}

export async function addHost(db: DbOrTx, one: AllowedHost): Promise<void> {
  await sql`insert into exchange.allowed_host (host, port, note) values (${one.host}, ${one.port}, ${one.note})
    on conflict (host, port) do nothing`.execute(db);
}
