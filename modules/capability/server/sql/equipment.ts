import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { EquipmentInput, EquipmentState, Field, Kind } from '../../contract.ts';

/** What stands about a piece from a day on. */
export interface ChangeRow {
  readonly equipmentId: number;
  readonly nth: number;
  readonly unitPath: string;
  readonly on: string;
  readonly state: EquipmentState;
  readonly holder: string;
  readonly lentTo: string | null;
  readonly lentUntil: string | null;
  readonly certificate: string;
  readonly calibratedTo: string | null;
  readonly nextCheck: string | null;
  readonly note: string;
  readonly by: string;
  readonly at: Date;
}

export interface EquipmentRow extends Omit<ChangeRow, 'equipmentId' | 'nth' | 'by' | 'at'> {
  readonly id: number;
  readonly field: Field;
  readonly item: string;
  readonly kind: Kind;
  readonly name: string;
  readonly model: string;
  readonly serial: string;
  readonly boughtOn: string | null;
  readonly calibrates: boolean;
  readonly simulated: boolean;
}

const standing = sql`c.on_day::text as "on", c.state, c.holder, c.lent_to as "lentTo", c.lent_until::text as "lentUntil", c.certificate,
  c.calibrated_to::text as "calibratedTo", c.next_check::text as "nextCheck", c.note`;

export interface EquipmentQuery {
  readonly id?: number | undefined;
  /** The unit and all below it. */
  readonly unit?: string | undefined;
  /** Exactly these units. */
  readonly units?: readonly string[] | undefined;
  readonly field?: string | undefined;
  readonly item?: string | undefined;
  readonly state?: string | undefined;
  readonly text?: string | undefined;
  readonly serial?: string | undefined;
  readonly model?: string | undefined;
  readonly after?: number | undefined;
  readonly limit?: number | undefined;
}

/** Pieces as they stood at the end of a day; those that came later are not there. By number. */
export async function equipmentRows(db: DbOrTx, one: EquipmentQuery, on: string): Promise<EquipmentRow[]> {
  const units = one.units ? [...one.units] : null;
  const { rows } = await sql<EquipmentRow>`
    select e.id, e.unit_path as "unitPath", e.field, e.item, e.kind, e.name, e.model, e.serial, e.bought_on::text as "boughtOn", e.calibrates,
      e.simulated, ${standing}
    from capability.equipment e
    join lateral (
      select * from capability.equipment_change c where c.equipment_id = e.id and c.on_day <= ${on}::date order by c.nth desc limit 1
    ) c on true
    where (${one.id ?? null}::int is null or e.id = ${one.id ?? null})
      and (${one.unit ?? null}::text is null or starts_with(e.unit_path, ${one.unit ?? null}))
      and (${units}::text[] is null or e.unit_path = any(${units}::text[]))
      and (${one.field ?? null}::text is null or e.field = ${one.field ?? null})
      and (${one.item ?? null}::text is null or e.item = ${one.item ?? null})
      and (${one.state ?? null}::text is null or c.state = ${one.state ?? null})
      and (${one.serial ?? null}::text is null or e.serial = ${one.serial ?? null})
      and (${one.model ?? null}::text is null or e.model = ${one.model ?? null})
      and (${one.text ?? null}::text is null or strpos(e.name, ${one.text ?? null}) > 0 or strpos(e.model, ${one.text ?? null}) > 0
        or e.serial = ${one.text ?? null})
      and e.id > ${one.after ?? 0}
    order by e.id limit ${one.limit ?? null}::int`.execute(db);
  return rows;
}

export async function changeRows(db: DbOrTx, id: number): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    select c.equipment_id as "equipmentId", c.nth, c.unit_path as "unitPath", ${standing}, c.by_name as "by", c.at
    from capability.equipment_change c where c.equipment_id = ${id} order by c.nth`.execute(db);
  return rows;
}

/** Two changes at once come one after the other. */
export async function lockEquipment(db: DbOrTx, id: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('capability.equipment'), ${id})`.execute(db);
}

/** null: one of this model and serial number is there already. */
export async function insertEquipment(
  db: DbOrTx,
  one: Pick<
    EquipmentInput,
    'unitPath' | 'field' | 'item' | 'kind' | 'name' | 'model' | 'serial' | 'boughtOn' | 'calibrates'
  >,
  simulated: boolean,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into capability.equipment (unit_path, field, item, kind, name, model, serial, bought_on, calibrates, simulated)
    values (${one.unitPath}, ${one.field}, ${one.item}, ${one.kind}, ${one.name}, ${one.model}, ${one.serial}, ${one.boughtOn}::date,
      ${one.calibrates}, ${simulated})
    on conflict (model, serial) do nothing returning id`.execute(db);
  return rows[0]?.id ?? null;
}

export async function insertChange(db: DbOrTx, one: ChangeRow): Promise<void> {
  await sql`
    insert into capability.equipment_change (equipment_id, nth, unit_path, on_day, state, holder, lent_to, lent_until, certificate, calibrated_to,
      next_check, note, by_name, at)
    values (${one.equipmentId}, ${one.nth}, ${one.unitPath}, ${one.on}::date, ${one.state}, ${one.holder}, ${one.lentTo}, ${one.lentUntil}::date,
      ${one.certificate}, ${one.calibratedTo}::date, ${one.nextCheck}::date, ${one.note}, ${one.by}, ${one.at})`.execute(
    db,
  );
}

/** Which of these are there: `model` and `serial` by a line each. */
export async function knownSerials(
  db: DbOrTx,
  pairs: readonly { readonly model: string; readonly serial: string }[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ model: string; serial: string }>`
    select e.model, e.serial from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as p(model text, serial text)
    join capability.equipment e using (model, serial)`.execute(db);
  return new Set(rows.map(serialKey));
}
export const serialKey = ({ model, serial }: { readonly model: string; readonly serial: string }): string =>
  `${model}\n${serial}`;
