import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Hours, Shift } from '../../contract.ts';

export type ShiftRow = Shift;
const columns = sql`unit_path as "unitPath", day::text as day, slot, people, simulated`;

export async function hoursOf(db: DbOrTx): Promise<Hours> {
  const { rows } =
    await sql<Hours>`select day_from as "dayFrom", night_from as "nightFrom" from duty.hours`.execute(db);
  return rows[0]!;
}

export async function saveHours(tx: Tx, { dayFrom, nightFrom }: Hours): Promise<void> {
  await sql`update duty.hours set day_from = ${dayFrom}, night_from = ${nightFrom}`.execute(tx);
}

export async function shiftsBetween(
  db: DbOrTx,
  unitPath: string,
  from: string,
  to: string,
): Promise<ShiftRow[]> {
  const { rows } = await sql<ShiftRow>`
    select ${columns} from duty.shift where unit_path = ${unitPath} and day between ${from}::date and ${to}::date
    order by day, slot
  `.execute(db);
  return rows;
}

/** The shift of a day at a unit and at each above it, the nearest first. */
export async function shiftsAbove(
  db: DbOrTx,
  unitPath: string,
  day: string,
  slot: string,
): Promise<ShiftRow[]> {
  const { rows } = await sql<ShiftRow>`
    select ${columns} from duty.shift
    where day = ${day}::date and slot = ${slot} and starts_with(${unitPath}, unit_path) and jsonb_array_length(people) > 0
    order by length(unit_path) desc
  `.execute(db);
  return rows;
}

export async function putShifts(
  tx: Tx,
  shifts: readonly ShiftRow[],
  by: { readonly name: string; readonly at: Date },
): Promise<void> {
  await sql`
    insert into duty.shift (unit_path, day, slot, people, simulated, changed_by, changed_at)
    select "unitPath", day, slot, people, simulated, ${by.name}, ${by.at}
    from jsonb_to_recordset(${JSON.stringify(shifts)}::jsonb) as s("unitPath" text, day date, slot text, people jsonb, simulated boolean)
    on conflict (unit_path, day, slot) do update set people = excluded.people, simulated = excluded.simulated,
      changed_by = excluded.changed_by, changed_at = excluded.changed_at
  `.execute(tx);
}
