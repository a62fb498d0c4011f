import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { LimitedRule, LimitedRuleInput } from '../../contract.ts';

const COLUMNS = sql`id, key, version, name, classes, zone, condition, basis, confidence, effective_from::text as "effectiveFrom",
  effective_to::text as "effectiveTo", changed_by as "changedBy", reason`;

/** In force on a day; all versions where no day is given. */
export async function limitedRules(db: DbOrTx, on: string | null): Promise<LimitedRule[]> {
  const { rows } = await sql<LimitedRule>`
    select ${COLUMNS} from redline.limited_rule
    where ${on}::date is null or (effective_from <= ${on}::date and (effective_to is null or effective_to > ${on}::date))
    order by key, version desc
  `.execute(db);
  return rows;
}

export async function ruleInForce(db: DbOrTx, id: number, on: string): Promise<boolean> {
  return (await limitedRules(db, on)).some((one) => one.id === id);
}

/** The newest version of a key, held still. */
export async function lockRule(tx: DbOrTx, key: string): Promise<LimitedRule | null> {
  const { rows } = await sql<LimitedRule>`
    select ${COLUMNS} from redline.limited_rule where key = ${key} order by version desc limit 1 for update
  `.execute(tx);
  return rows[0] ?? null;
}

export async function endRule(tx: DbOrTx, id: number, on: string): Promise<void> {
  await sql`update redline.limited_rule set effective_to = ${on}::date where id = ${id}`.execute(tx);
}

export async function insertRule(
  tx: DbOrTx,
  rule: LimitedRuleInput,
  version: number,
  by: string,
): Promise<LimitedRule> {
  const { rows } = await sql<LimitedRule>`
    insert into redline.limited_rule (key, version, name, classes, zone, condition, basis, confidence, effective_from, changed_by, reason)
    values (${rule.key}, ${version}, ${rule.name}, ${[...rule.classes]}::text[], ${rule.zone}, ${rule.condition}, ${rule.basis},
      ${rule.confidence}, ${rule.effectiveFrom}::date, ${by}, ${rule.reason})
    returning ${COLUMNS}
  `.execute(tx);
  return rows[0]!;
}
