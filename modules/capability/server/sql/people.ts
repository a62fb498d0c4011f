import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Field, TrainingInput } from '../../contract.ts';

export interface PersonRow {
  readonly id: number;
  readonly unitPath: string;
  readonly field: Field;
  readonly name: string;
  readonly post: string;
  readonly certificate: string | null;
  readonly active: boolean;
  readonly simulated: boolean;
}

export interface TrainingRow extends TrainingInput {
  readonly id: number;
  readonly personId: number;
  readonly unitPath: string;
  readonly voided: string | null;
  readonly by: string;
  readonly at: Date;
}

export interface PeopleQuery {
  readonly id?: number | undefined;
  readonly unit?: string | undefined;
  readonly field?: string | undefined;
  readonly after?: number | undefined;
  readonly limit: number;
}

/** By number. */
export async function personRows(db: DbOrTx, one: PeopleQuery): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select id, unit_path as "unitPath", field, name, post, certificate, active, simulated from capability.person
    where (${one.id ?? null}::int is null or id = ${one.id ?? null})
      and (${one.unit ?? null}::text is null or starts_with(unit_path, ${one.unit ?? null}))
      and (${one.field ?? null}::text is null or field = ${one.field ?? null})
      and id > ${one.after ?? 0}
    order by id limit ${one.limit}`.execute(db);
  return rows;
}

/** Staff without a certificate of an inspector who work in the field, by unit. */
export async function staffCounts(
  db: DbOrTx,
  units: readonly string[],
  field: Field,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ unitPath: string; n: number }>`
    select unit_path as "unitPath", count(*)::int as n from capability.person
    where unit_path = any(${[...units]}::text[]) and field = ${field} and active and certificate is null group by unit_path`.execute(
    db,
  );
  return new Map(rows.map(({ unitPath, n }) => [unitPath, n]));
}

/** null: the holder of the certificate is there already. */
export async function insertPerson(
  db: DbOrTx,
  one: Omit<PersonRow, 'id' | 'active'>,
  by: string,
  at: Date,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into capability.person (unit_path, field, name, post, certificate, active, simulated, by_name, at)
    values (${one.unitPath}, ${one.field}, ${one.name}, ${one.post}, ${one.certificate}, true, ${one.simulated}, ${by}, ${at})
    on conflict (certificate) do nothing returning id`.execute(db);
  return rows[0]?.id ?? null;
}

export async function updatePerson(
  db: DbOrTx,
  id: number,
  one: { readonly post: string; readonly active: boolean },
): Promise<void> {
  await sql`update capability.person set post = ${one.post}, active = ${one.active} where id = ${id}`.execute(
    db,
  );
}

/** The newest first. */
export async function trainingRows(
  db: DbOrTx,
  one: { readonly people?: readonly number[]; readonly id?: number },
): Promise<TrainingRow[]> {
  const people = one.people ? [...one.people] : null;
  const { rows } = await sql<TrainingRow>`
    select id, person_id as "personId", unit_path as "unitPath", course, hours, on_day::text as "on", score, pass_mark as "passMark", certificate,
      valid_to::text as "validTo", voided, by_name as "by", at
    from capability.training
    where (${people}::int[] is null or person_id = any(${people}::int[])) and (${one.id ?? null}::int is null or id = ${one.id ?? null})
    order by on_day desc, id desc`.execute(db);
  return rows;
}

export async function insertTraining(db: DbOrTx, one: Omit<TrainingRow, 'id' | 'voided'>): Promise<void> {
  await sql`
    insert into capability.training (person_id, unit_path, course, hours, on_day, score, pass_mark, certificate, valid_to, by_name, at)
    values (${one.personId}, ${one.unitPath}, ${one.course}, ${one.hours}, ${one.on}::date, ${one.score}, ${one.passMark}, ${one.certificate},
      ${one.validTo}::date, ${one.by}, ${one.at})`.execute(db);
}

/** false: it was taken back already. */
export async function markVoid(db: DbOrTx, id: number, reason: string): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update capability.training set voided = ${reason} where id = ${id} and voided is null`.execute(
      db,
    );
  return numAffectedRows === 1n;
}
