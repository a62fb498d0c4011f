import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { RuleInput, RuleRow } from '../../contract.ts';

export async function readRules(db: DbOrTx, version: number): Promise<RuleRow[]> {
  const { rows } = await sql<RuleRow>`
    select id, level, target, dimension, text, industries, effect, parameter, max, basis
    from zoning.access_rule where version_id = ${version} order by id
  `.execute(db);
  return rows;
}

export async function insertRule(db: DbOrTx, version: number, rule: RuleInput): Promise<RuleRow> {
  const { rows } = await sql<{ id: number }>`
    insert into zoning.access_rule (version_id, level, target, dimension, text, industries, effect, parameter, max, basis)
    values (${version}, ${rule.level}, ${rule.target}, ${rule.dimension}, ${rule.text},
      ${JSON.stringify(rule.industries)}::jsonb, ${rule.effect}, ${rule.parameter}, ${rule.max}, ${rule.basis})
    returning id
  `.execute(db);
  return { id: rows[0]!.id, ...rule };
}

export async function removeRule(db: DbOrTx, version: number, id: number): Promise<boolean> {
  const { rows } =
    await sql`delete from zoning.access_rule where version_id = ${version} and id = ${id} returning id`.execute(
      db,
    );
  return rows.length > 0;
}
