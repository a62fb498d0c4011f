import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type {
  Device,
  DeviceInput,
  Person,
  PersonInput,
  Place,
  PlaceInput,
  Reading,
  UnitInput,
} from '../../contract.ts';

export interface UnitRow extends UnitInput {
  readonly id: number;
  readonly simulated: boolean;
}

export interface UnitQuery {
  readonly ids?: readonly number[] | undefined;
  readonly unit?: string | undefined;
  readonly text?: string | undefined;
  readonly usccs?: readonly string[] | undefined;
  readonly enterpriseIds?: readonly number[] | undefined;
}

/** By number. */
export async function unitRows(db: DbOrTx, one: UnitQuery): Promise<UnitRow[]> {
  const ids = one.ids ? [...one.ids] : null;
  const usccs = one.usccs ? [...one.usccs] : null;
  const enterprises = one.enterpriseIds ? [...one.enterpriseIds] : null;
  const { rows } = await sql<UnitRow>`
    select id, unit_path as "unitPath", uscc, name, address, legal_person as "legalPerson", safety_officer as "safetyOfficer",
      enterprise_id as "enterpriseId", simulated
    from radiation.unit
    where (${ids}::int[] is null or id = any(${ids}::int[]))
      and (${enterprises}::int[] is null or enterprise_id = any(${enterprises}::int[]))
      and (${usccs}::text[] is null or uscc = any(${usccs}::text[]))
      and (${one.unit ?? null}::text is null or starts_with(unit_path, ${one.unit ?? null}))
      and (${one.text ?? null}::text is null or strpos(name, ${one.text ?? null}) > 0 or uscc = ${one.text ?? null})
    order by id`.execute(db);
  return rows;
}

/** null: one of this credit code is there already. */
export async function insertUnit(
  db: DbOrTx,
  one: UnitInput,
  simulated: boolean,
  at: Date,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into radiation.unit (unit_path, uscc, name, address, legal_person, safety_officer, enterprise_id, simulated, recorded_at)
    values (${one.unitPath}, ${one.uscc}, ${one.name}, ${one.address}, ${one.legalPerson}, ${one.safetyOfficer}, ${one.enterpriseId},
      ${simulated}, ${at})
    on conflict (uscc) do nothing returning id`.execute(db);
  return rows[0]?.id ?? null;
}

export async function updateUnit(
  db: DbOrTx,
  id: number,
  one: Pick<UnitInput, 'name' | 'address' | 'legalPerson' | 'safetyOfficer'>,
): Promise<void> {
  await sql`update radiation.unit set name = ${one.name}, address = ${one.address}, legal_person = ${one.legalPerson},
    safety_officer = ${one.safetyOfficer} where id = ${id}`.execute(db);
}

export interface LicenceRow {
  readonly id: number;
  readonly unitId: number;
  readonly unitPath: string;
  readonly issuer: string;
}

export async function licenceRows(
  db: DbOrTx,
  one: { readonly id?: number; readonly unitIds?: readonly number[] },
): Promise<LicenceRow[]> {
  const unitIds = one.unitIds ? [...one.unitIds] : null;
  const { rows } = await sql<LicenceRow>`
    select id, unit_id as "unitId", unit_path as "unitPath", issuer from radiation.licence
    where (${one.id ?? null}::int is null or id = ${one.id ?? null}) and (${unitIds}::int[] is null or unit_id = any(${unitIds}::int[]))
    order by id`.execute(db);
  return rows;
}

export async function insertLicence(db: DbOrTx, unit: UnitRow, issuer: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into radiation.licence (unit_id, unit_path, issuer) values (${unit.id}, ${unit.unitPath}, ${issuer}) returning id`.execute(
    db,
  );
  return rows[0]!.id;
}

type OfUnit<T> = T & { readonly unitId: number };

export async function placeRows(db: DbOrTx, unitIds: readonly number[]): Promise<OfUnit<Place>[]> {
  const { rows } = await sql<OfUnit<Place>>`
    select id, unit_id as "unitId", name, address, unsealed_class as "unsealedClass", nuclide, daily_max_bq as "dailyMaxBq",
      yearly_max_bq as "yearlyMaxBq"
    from radiation.place where unit_id = any(${[...unitIds]}::int[]) order by id`.execute(db);
  return rows;
}

export async function insertPlace(db: DbOrTx, unit: UnitRow, one: PlaceInput): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into radiation.place (unit_id, unit_path, name, address, unsealed_class, nuclide, daily_max_bq, yearly_max_bq)
    values (${unit.id}, ${unit.unitPath}, ${one.name}, ${one.address}, ${one.unsealedClass}, ${one.nuclide}, ${one.dailyMaxBq},
      ${one.yearlyMaxBq})
    returning id`.execute(db);
  return rows[0]!.id;
}

export async function deviceRows(db: DbOrTx, unitIds: readonly number[]): Promise<OfUnit<Device>[]> {
  const { rows } = await sql<OfUnit<Device>>`
    select id, unit_id as "unitId", name, model, serial, class, kv as "kV", ma as "mA", place, in_use as "inUse"
    from radiation.device where unit_id = any(${[...unitIds]}::int[]) order by id`.execute(db);
  return rows;
}

export async function insertDevice(db: DbOrTx, unit: UnitRow, one: DeviceInput): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into radiation.device (unit_id, unit_path, name, model, serial, class, kv, ma, place, in_use)
    values (${unit.id}, ${unit.unitPath}, ${one.name}, ${one.model}, ${one.serial}, ${one.class}, ${one.kV}, ${one.mA}, ${one.place},
      ${one.inUse})
    returning id`.execute(db);
  return rows[0]!.id;
}

export type PersonRow = Omit<Person, 'doses'> & { readonly unitId: number; readonly unitPath: string };

export async function personRows(
  db: DbOrTx,
  one: { readonly id?: number; readonly unitIds?: readonly number[] },
): Promise<PersonRow[]> {
  const unitIds = one.unitIds ? [...one.unitIds] : null;
  const { rows } = await sql<PersonRow>`
    select id, unit_id as "unitId", unit_path as "unitPath", name, post, exam_certificate as "examCertificate", exam_to::text as "examTo", active
    from radiation.person
    where (${one.id ?? null}::int is null or id = ${one.id ?? null}) and (${unitIds}::int[] is null or unit_id = any(${unitIds}::int[]))
    order by id`.execute(db);
  return rows;
}

export async function insertPerson(db: DbOrTx, unit: UnitRow, one: PersonInput): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into radiation.person (unit_id, unit_path, name, post, exam_certificate, exam_to, active)
    values (${unit.id}, ${unit.unitPath}, ${one.name}, ${one.post}, ${one.examCertificate}, ${one.examTo}::date, ${one.active})
    returning id`.execute(db);
  return rows[0]!.id;
}

export async function updatePerson(db: DbOrTx, id: number, one: PersonInput): Promise<void> {
  await sql`update radiation.person set name = ${one.name}, post = ${one.post}, exam_certificate = ${one.examCertificate},
    exam_to = ${one.examTo}::date, active = ${one.active} where id = ${id}`.execute(db);
}

export async function readingRows(
  db: DbOrTx,
  personIds: readonly number[],
): Promise<ReadonlyMap<number, (Reading & { readonly personId: number })[]>> {
  const { rows } = await sql<Reading & { personId: number }>`
    select id, person_id as "personId", from_on::text as "from", to_on::text as "to", msv as "mSv" from radiation.reading
    where person_id = any(${[...personIds]}::int[]) order by from_on`.execute(db);
  return Map.groupBy(rows, ({ personId }) => personId);
}

/** false: there is one that begins on that day. */
export async function insertReading(
  db: DbOrTx,
  person: PersonRow,
  one: Omit<Reading, 'id'>,
  by: string,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    insert into radiation.reading (person_id, unit_path, from_on, to_on, msv, by_name, at)
    values (${person.id}, ${person.unitPath}, ${one.from}::date, ${one.to}::date, ${one.mSv}, ${by}, ${at})
    on conflict (person_id, from_on) do nothing returning id`.execute(db);
  return rows.length === 1;
}
