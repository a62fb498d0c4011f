import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface SetDay {
  readonly unitPath: string;
  readonly date: string;
  readonly kind: 'holiday' | 'workday';
  readonly name: string;
  readonly source: string;
  readonly changedBy: string;
}

/** Days that an administrator set, in the order of the calendar; of one year when it is given. */
export async function setDays(db: DbOrTx, year: number | null = null): Promise<SetDay[]> {
  const { rows } = await sql<SetDay>`
    select unit_path as "unitPath", date::text as date, kind, name, source, changed_by as "changedBy"
    from supervision.calendar_day
    where ${year}::int is null or extract(year from date) = ${year}::int order by date, unit_path
  `.execute(db);
  return rows;
}

export async function putDay(db: DbOrTx, day: SetDay, at: Date): Promise<void> {
  await sql`
    insert into supervision.calendar_day (unit_path, date, kind, name, source, changed_by, changed_at)
    values (${day.unitPath}, ${day.date}::date, ${day.kind}, ${day.name}, ${day.source}, ${day.changedBy}, ${at})
    on conflict (unit_path, date) do update set kind = excluded.kind, name = excluded.name, source = excluded.source,
      changed_by = excluded.changed_by, changed_at = excluded.changed_at
  `.execute(db);
}

/** @returns false when there was none */
export async function removeDay(db: DbOrTx, unitPath: string, date: string): Promise<boolean> {
  const { rows } = await sql`
    delete from supervision.calendar_day where unit_path = ${unitPath} and date = ${date}::date returning 1
  `.execute(db);
  return rows.length > 0;
}

export interface Setting {
  readonly countLocal: boolean;
  readonly changedBy: string | null;
  readonly changedAt: Date | null;
  readonly reason: string | null;
}

export async function readSetting(db: DbOrTx): Promise<Setting> {
  const { rows } = await sql<Setting>`
    select count_local as "countLocal", changed_by as "changedBy", changed_at as "changedAt", reason
    from supervision.calendar_setting
  `.execute(db);
  return rows[0] ?? { countLocal: false, changedBy: null, changedAt: null, reason: null };
}

export async function writeSetting(
  db: DbOrTx,
  countLocal: boolean,
  by: string,
  reason: string,
  at: Date,
): Promise<void> {
  await sql`update supervision.calendar_setting set count_local = ${countLocal}, changed_by = ${by}, changed_at = ${at}, reason = ${reason}`.execute(
    db,
  );
}
