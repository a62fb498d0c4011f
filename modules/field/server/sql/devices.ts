import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface DeviceRow {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly name: string;
  readonly registeredAt: Date;
  readonly seenAt: Date;
  readonly clockMs: number | null;
  readonly sent: number;
  readonly chain: string;
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
  readonly revokeReason: string | null;
}

const COLUMNS = sql`id, user_id as "userId", user_name as "userName", name, registered_at as "registeredAt", seen_at as "seenAt",
  clock_ms as "clockMs", sent, chain, revoked_at as "revokedAt", revoked_by as "revokedBy", revoke_reason as "revokeReason"`;

export async function insertDevice(
  tx: DbOrTx,
  one: { userId: string; userName: string; name: string; at: Date; chain: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into field.device (user_id, user_name, name, registered_at, seen_at, chain)
    values (${one.userId}, ${one.userName}, ${one.name}, ${one.at}, ${one.at}, ${one.chain}) returning id`.execute(
    tx,
  );
  return rows[0]!.id;
}

export async function deviceById(db: DbOrTx, id: string): Promise<DeviceRow | null> {
  const { rows } = await sql<DeviceRow>`select ${COLUMNS} from field.device where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function lockDevice(tx: DbOrTx, id: string): Promise<DeviceRow | null> {
  const { rows } =
    await sql<DeviceRow>`select ${COLUMNS} from field.device where id = ${id} for update`.execute(tx);
  return rows[0] ?? null;
}

/** Of one person, or of all; the last seen first. */
export async function devices(db: DbOrTx, userId: string | null): Promise<DeviceRow[]> {
  const { rows } = await sql<DeviceRow>`
    select ${COLUMNS} from field.device where ${userId}::text is null or user_id = ${userId}
    order by seen_at desc limit 1000`.execute(db);
  return rows;
}

export async function seeDevice(tx: DbOrTx, id: string, at: Date, clockMs: number): Promise<void> {
  await sql`update field.device set seen_at = ${at}, clock_ms = ${clockMs} where id = ${id}`.execute(tx);
}

export async function moveChain(tx: DbOrTx, id: string, sent: number, chain: string): Promise<void> {
  await sql`update field.device set sent = ${sent}, chain = ${chain} where id = ${id}`.execute(tx);
}

export async function revokeDeviceRow(
  tx: DbOrTx,
  id: string,
  by: string,
  reason: string,
  at: Date,
): Promise<void> {
  await sql`update field.device set revoked_at = ${at}, revoked_by = ${by}, revoke_reason = ${reason}
    where id = ${id} and revoked_at is null`.execute(tx);
}
