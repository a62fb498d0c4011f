import type { DbOrTx } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { sql } from 'kysely';
import type { Body } from '../../contract.ts';

interface UnitFacts {
  readonly path: string;
  readonly code: string;
  readonly level: string;
  readonly names: { readonly zh: string };
}

/** Name of the bureau of a unit, as bureaus are called; an administrator sets the real one. */
function nameOf(unit: UnitFacts, parent: UnitFacts | undefined): string {
  const { zh } = unit.names;
  if (unit.level === 'region') return `${zh}生态环境厅`;
  // A county's is a branch of the prefecture's (生态环境机构垂直管理).
  if (unit.level === 'county' && parent) return `${parent.names.zh}生态环境局${zh}分局`;
  return `${zh}生态环境局`;
}

/** Bodies of all units, those that were set and those made up from the unit's name. */
export async function allBodies(db: DbOrTx): Promise<Body[]> {
  const [units, { rows }] = await Promise.all([
    unitsUnder(db, '/'),
    sql<{ unit_path: string; name: string; prefix: string }>`select * from supervision.body`.execute(db),
  ]);
  const byPath = new Map(units.map((unit) => [unit.path, unit]));
  const set = new Map(rows.map((row) => [row.unit_path, row]));
  return units.map((unit) => {
    const own = set.get(unit.path);
    const parent = byPath.get(`${unit.path.split('/').slice(0, -2).join('/')}/`);
    return {
      unitPath: unit.path,
      name: own?.name ?? nameOf(unit, parent),
      prefix: own?.prefix ?? `环督${unit.code}`,
      set: own !== undefined,
    };
  });
}

/** The body of a unit; a unit that the region does not know goes by its path. */
export async function bodyOf(db: DbOrTx, unitPath: string): Promise<Body> {
  const found = (await allBodies(db)).find((one) => one.unitPath === unitPath);
  if (found) return found;
  const code = unitPath.split('/').filter(Boolean).at(-1) ?? '0';
  return { unitPath, name: unitPath, prefix: `环督${code}`, set: false };
}

export async function writeBody(db: DbOrTx, { unitPath, name, prefix }: Omit<Body, 'set'>): Promise<void> {
  await sql`
    insert into supervision.body (unit_path, name, prefix) values (${unitPath}, ${name}, ${prefix})
    on conflict (unit_path) do update set name = excluded.name, prefix = excluded.prefix
  `.execute(db);
}
