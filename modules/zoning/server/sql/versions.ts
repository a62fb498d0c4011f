import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Version } from '../../contract.ts';
import type { Step } from '../domain/judge.ts';

interface Raw extends Omit<Version, 'steps'> {
  readonly steps: { step: Step; document: string | null; by: string; at: string }[];
}

/** Newest first; `where` by number. */
export async function readVersions(db: DbOrTx, id?: number): Promise<Version[]> {
  const { rows } = await sql<Raw>`
    select v.id, v.name, v.step, v.valid_from::text as "validFrom", v.valid_to::text as "validTo",
      v.based_on as "basedOn", v.simulated, v.hash,
      (select count(*)::int from zoning.control_unit u where u.version_id = v.id) as units,
      (select count(*)::int from zoning.access_rule r where r.version_id = v.id) as rules,
      coalesce((select jsonb_agg(jsonb_build_object('step', s.step, 'document', s.document, 'by', s.by_name, 'at', s.at) order by s.at)
        from zoning.version_step s where s.version_id = v.id), '[]') as steps
    from zoning.plan_version v
    where ${id ?? null}::int is null or v.id = ${id ?? null}::int
    order by v.id desc
  `.execute(db);
  return rows.map((row) => ({
    ...row,
    steps: row.steps.map((one) => ({ ...one, at: beijingIso(Date.parse(one.at)) })),
  }));
}

/** Keeps a version still while it is changed, so that an edit cannot slip in behind a step. */
export async function lockVersion(db: DbOrTx, id: number): Promise<Step | null> {
  const { rows } = await sql<{
    step: Step;
  }>`select step from zoning.plan_version where id = ${id} for update`.execute(db);
  return rows[0]?.step ?? null;
}

export async function inForce(db: DbOrTx): Promise<{ id: number; validFrom: string } | null> {
  const { rows } = await sql<{ id: number; validFrom: string }>`
    select id, valid_from::text as "validFrom" from zoning.plan_version where step = 'published'
  `.execute(db);
  return rows[0] ?? null;
}

/** The version whose answer holds for a day, past ones too. */
export async function versionOn(
  db: DbOrTx,
  day: string,
): Promise<{ id: number; name: string; simulated: boolean } | null> {
  const { rows } = await sql<{ id: number; name: string; simulated: boolean }>`
    select id, name, simulated from zoning.plan_version
    where step in ('published', 'superseded') and valid_from <= ${day}::date
      and (valid_to is null or valid_to > ${day}::date)
  `.execute(db);
  return rows[0] ?? null;
}

export async function insertVersion(
  db: DbOrTx,
  name: string,
  basedOn: number | null,
  simulated: boolean,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into zoning.plan_version (name, step, based_on, simulated) values (${name}, 'draft', ${basedOn}, ${simulated})
    returning id
  `.execute(db);
  const id = rows[0]!.id;
  if (basedOn !== null) {
    await sql`
      insert into zoning.control_unit (version_id, code, name, class, county, area_name, area_km2, attributes, wkb, box)
      select ${id}, code, name, class, county, area_name, area_km2, attributes, wkb, box
      from zoning.control_unit where version_id = ${basedOn}
    `.execute(db);
    await sql`
      insert into zoning.access_rule (version_id, level, target, dimension, text, industries, effect, parameter, max, basis)
      select ${id}, level, target, dimension, text, industries, effect, parameter, max, basis
      from zoning.access_rule where version_id = ${basedOn} order by id
    `.execute(db);
  }
  return id;
}

export async function addStep(
  db: DbOrTx,
  id: number,
  step: Step,
  document: string | null,
  by: string,
  at: number,
) {
  await sql`update zoning.plan_version set step = ${step} where id = ${id}`.execute(db);
  await sql`
    insert into zoning.version_step (version_id, step, document, by_name, at)
    values (${id}, ${step}, ${document}, ${by}, ${new Date(at)})
  `.execute(db);
}

export async function beginVersion(db: DbOrTx, id: number, from: string, hash: string): Promise<void> {
  await sql`update zoning.plan_version set valid_from = ${from}::date, hash = ${hash} where id = ${id}`.execute(
    db,
  );
}

export async function endVersion(db: DbOrTx, id: number, on: string): Promise<void> {
  await sql`update zoning.plan_version set valid_to = ${on}::date where id = ${id}`.execute(db);
}
