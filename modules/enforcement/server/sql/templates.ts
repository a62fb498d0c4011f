import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { TemplateKind } from '../../contract.ts';
import type { VersionRow } from '../domain/templates.ts';

/** Versions of a unit and of those above it, of one kind or of all. */
export async function templateRows(db: DbOrTx, unitPath: string, kind?: TemplateKind): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select unit_path as "unitPath", kind, version, state, body, by_name as by, at from enforcement.template
    where starts_with(${unitPath}::text, unit_path) and (${kind ?? null}::text is null or kind = ${kind ?? null})
    order by unit_path, kind, version`.execute(db);
  return rows;
}

/** Keeps templates still: of two savings at once, the second sees the first. */
export async function lockTemplates(db: DbOrTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('enforcement.template'))`.execute(db);
}

/** Kinds for which a format of numbers was ever issued, by any unit. */
export async function kindsNumbered(db: DbOrTx, number: string): Promise<TemplateKind[]> {
  const { rows } = await sql<{ kind: TemplateKind }>`
    select distinct kind from enforcement.template where body->>'number' = ${number}`.execute(db);
  return rows.map(({ kind }) => kind);
}

export async function insertTemplate(db: DbOrTx, one: VersionRow): Promise<void> {
  await sql`insert into enforcement.template (unit_path, kind, version, state, body, by_name, at)
    values (${one.unitPath}, ${one.kind}, ${one.version}, ${one.state}, ${one.body && JSON.stringify(one.body)}::jsonb, ${one.by}, ${one.at})`.execute(
    db,
  );
}
