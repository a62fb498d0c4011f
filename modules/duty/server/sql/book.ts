import { beijingIso } from '@tarim/kernel';
import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Contact, ContactInput, HandOver, Slot } from '../../contract.ts';

const contactColumns = sql`id, unit_path as "unitPath", organisation, name, title, phone, email, note, simulated`;

export async function contactRows(
  db: DbOrTx,
  { unitPath = null, q }: { unitPath?: string | null; q?: string | undefined } = {},
): Promise<Contact[]> {
  const like = q?.trim() ? `%${q.trim().replace(/[\\%_]/g, '\\$&')}%` : null;
  const { rows } = await sql<Contact>`
    select ${contactColumns} from duty.contact
    where removed_at is null and (${unitPath}::text is null or starts_with(unit_path, ${unitPath}) or starts_with(${unitPath}, unit_path))
      and (${like}::text is null or organisation ilike ${like} or name ilike ${like} or title ilike ${like} or phone ilike ${like})
    order by unit_path, organisation, id limit 1000
  `.execute(db);
  return rows;
}

export async function contactById(db: DbOrTx, id: number): Promise<Contact | null> {
  const { rows } = await sql<Contact>`select ${contactColumns} from duty.contact where id = ${id}`.execute(
    db,
  );
  return rows[0] ?? null;
}

export async function insertContact(tx: Tx, one: ContactInput, simulated = false): Promise<Contact> {
  const { rows } = await sql<Contact>`
    insert into duty.contact (unit_path, organisation, name, title, phone, email, note, simulated)
    values (${one.unitPath}, ${one.organisation}, ${one.name}, ${one.title}, ${one.phone}, ${one.email}, ${one.note}, ${simulated})
    returning ${contactColumns}
  `.execute(tx);
  return rows[0]!;
}

export async function updateContact(tx: Tx, id: number, one: ContactInput): Promise<Contact | null> {
  const { rows } = await sql<Contact>`
    update duty.contact set unit_path = ${one.unitPath}, organisation = ${one.organisation}, name = ${one.name}, title = ${one.title},
      phone = ${one.phone}, email = ${one.email}, note = ${one.note}
    where id = ${id} and removed_at is null returning ${contactColumns}
  `.execute(tx);
  return rows[0] ?? null;
}

/** False where it is off the list already. */
export async function takeOffContact(tx: Tx, id: number, at: Date): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update duty.contact set removed_at = ${at} where id = ${id} and removed_at is null`.execute(tx);
  return numAffectedRows === 1n;
}

export interface HandOverRow {
  readonly id: number;
  readonly unitPath: string;
  readonly day: string;
  readonly slot: Slot;
  readonly text: string;
  readonly alarmIds: readonly string[];
  readonly by: string;
  readonly byUser: string;
  readonly at: Date;
  readonly takenBy: string | null;
  readonly takenAt: Date | null;
  readonly doneBy: string | null;
  readonly doneAt: Date | null;
  readonly simulated: boolean;
}
const handOverColumns = sql`id, unit_path as "unitPath", day::text as day, slot, text, alarm_ids as "alarmIds", by_name as by,
  by_user as "byUser", at, taken_by as "takenBy", taken_at as "takenAt", done_by as "doneBy", done_at as "doneAt", simulated`;

const mark = (by: string | null, at: Date | null) =>
  by === null || at === null ? null : { by, at: beijingIso(at.getTime()) };

export function presentHandOver(row: HandOverRow): HandOver {
  const { byUser: _, takenBy, takenAt, doneBy, doneAt, at, alarmIds, ...rest } = row;
  return {
    ...rest,
    alarmIds: alarmIds.map(Number),
    at: beijingIso(at.getTime()),
    taken: mark(takenBy, takenAt),
    done: mark(doneBy, doneAt),
  };
}

/** What is open first, then the newest. */
export async function handOverRows(db: DbOrTx, unitPath: string, limit: number): Promise<HandOverRow[]> {
  const { rows } = await sql<HandOverRow>`
    select ${handOverColumns} from duty.hand_over where unit_path = ${unitPath}
    order by (done_at is null) desc, id desc limit ${limit}
  `.execute(db);
  return rows;
}

export async function lockHandOver(tx: DbOrTx, id: number): Promise<HandOverRow | null> {
  const { rows } =
    await sql<HandOverRow>`select ${handOverColumns} from duty.hand_over where id = ${id} for update`.execute(
      tx,
    );
  return rows[0] ?? null;
}

export async function handOverById(db: DbOrTx, id: number): Promise<HandOverRow | null> {
  const { rows } =
    await sql<HandOverRow>`select ${handOverColumns} from duty.hand_over where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export interface NewHandOver
  extends Pick<HandOverRow, 'unitPath' | 'day' | 'slot' | 'text' | 'by' | 'byUser' | 'at'> {
  readonly alarms: readonly number[];
  readonly simulated?: boolean;
}

export async function insertHandOver(tx: Tx, one: NewHandOver): Promise<HandOverRow> {
  const { rows } = await sql<HandOverRow>`
    insert into duty.hand_over (unit_path, day, slot, text, alarm_ids, by_name, by_user, at, simulated)
    values (${one.unitPath}, ${one.day}, ${one.slot}, ${one.text}, ${[...one.alarms]}, ${one.by}, ${one.byUser}, ${one.at},
      ${one.simulated ?? false})
    returning ${handOverColumns}
  `.execute(tx);
  return rows[0]!;
}

export async function markTaken(tx: Tx, id: number, by: string, at: Date): Promise<void> {
  await sql`update duty.hand_over set taken_by = ${by}, taken_at = ${at} where id = ${id}`.execute(tx);
}

export async function markDone(tx: Tx, id: number, by: string, at: Date): Promise<void> {
  await sql`update duty.hand_over set done_by = ${by}, done_at = ${at} where id = ${id}`.execute(tx);
}
