import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Unit } from '../../contract.ts';

export type UnitRow = Unit;

const columns = sql`code, path, parent, level, hierarchy, names, lon, lat, source, confidence, note`;

type Raw = Omit<Unit, 'note'> & { note: string | null };

function toUnit({ note, ...row }: Raw): Unit {
  return note === null ? row : { ...row, note };
}

export async function unitByCode(db: DbOrTx, code: string): Promise<UnitRow | null> {
  const { rows } = await sql<Raw>`select ${columns} from region.unit where code = ${code}`.execute(db);
  return rows[0] ? toUnit(rows[0]) : null;
}

export async function unitByPath(db: DbOrTx, path: string): Promise<UnitRow | null> {
  const { rows } = await sql<Raw>`select ${columns} from region.unit where path = ${path}`.execute(db);
  return rows[0] ? toUnit(rows[0]) : null;
}

/** The unit at `path` and everything below it, in the order of the pack; `/` gives both hierarchies. */
export async function unitsUnder(
  db: DbOrTx,
  path: string,
  filter: { hierarchy?: Unit['hierarchy']; level?: Unit['level'] } = {},
): Promise<UnitRow[]> {
  const { rows } = await sql<Raw>`
    select ${columns} from region.unit
    where path like ${`${path.replace(/[\\%_]/g, '\\$&')}%`}
      and (${filter.hierarchy ?? null}::text is null or hierarchy = ${filter.hierarchy ?? null})
      and (${filter.level ?? null}::text is null or level = ${filter.level ?? null})
    order by sort
  `.execute(db);
  return rows.map(toUnit);
}

export interface UnitToStore extends Unit {
  readonly sort: number;
}

/** Makes the table hold exactly these units. */
export async function replaceUnits(db: DbOrTx, units: readonly UnitToStore[]): Promise<void> {
  await sql`
    insert into region.unit (code, path, parent, level, hierarchy, names, lon, lat, sort, source, confidence, note)
    select u.code, u.path, u.parent, u.level, u.hierarchy, u.names, u.lon, u.lat, u.sort, u.source, u.confidence, u.note
    from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as u(
      code text, path text, parent text, level text, hierarchy text, names jsonb,
      lon float8, lat float8, sort int, source text, confidence text, note text)
    on conflict (code) do update set
      path = excluded.path, parent = excluded.parent, level = excluded.level, hierarchy = excluded.hierarchy,
      names = excluded.names, lon = excluded.lon, lat = excluded.lat, sort = excluded.sort,
      source = excluded.source, confidence = excluded.confidence, note = excluded.note
  `.execute(db);
  const codes = units.map((unit) => unit.code);
  await sql`delete from region.outline where unit_code <> all(${codes})`.execute(db);
  await sql`delete from region.unit where code <> all(${codes})`.execute(db);
}
