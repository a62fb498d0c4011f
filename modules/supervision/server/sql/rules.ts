import { beijingIso } from '@tarim/kernel';
import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { DispatchMatch, DispatchOrder, DispatchRule, DispatchRuleInput } from '../../contract.ts';

interface Raw {
  id: number;
  key: string;
  version: number;
  name: string;
  enabled: boolean;
  sort: number;
  match: DispatchMatch;
  order: DispatchOrder;
  effective_from: Date;
  effective_to: Date | null;
  changed_by: string | null;
  reason: string | null;
  source: string | null;
  confidence: string | null;
}

const toRule = (row: Raw): DispatchRule => ({
  id: row.id,
  key: row.key,
  version: row.version,
  name: row.name,
  enabled: row.enabled,
  sort: row.sort,
  match: row.match,
  order: row.order,
  effectiveFrom: beijingIso(row.effective_from.getTime()),
  effectiveTo: row.effective_to ? beijingIso(row.effective_to.getTime()) : null,
  changedBy: row.changed_by,
  reason: row.reason,
  source: row.source,
  confidence: row.confidence,
});

/** All versions: present ones in their order, then past ones, newest first. */
export async function allRules(db: DbOrTx): Promise<DispatchRule[]> {
  const { rows } = await sql<Raw>`
    select * from supervision.dispatch_rule
    order by (effective_to is not null), case when effective_to is null then sort end, effective_from desc, id desc limit 500
  `.execute(db);
  return rows.map(toRule);
}

export async function presentRules(db: DbOrTx): Promise<DispatchRule[]> {
  const { rows } = await sql<Raw>`
    select * from supervision.dispatch_rule where effective_to is null order by sort, id`.execute(db);
  return rows.map(toRule);
}

export async function ruleById(db: DbOrTx, id: number): Promise<DispatchRule | null> {
  const { rows } = await sql<Raw>`select * from supervision.dispatch_rule where id = ${id}`.execute(db);
  return rows[0] ? toRule(rows[0]) : null;
}

/** Ends the present version and begins the next. */
export async function insertVersion(
  tx: Tx,
  key: string,
  rule: DispatchRuleInput,
  by: string,
  at: Date,
): Promise<DispatchRule> {
  await sql`select 1 from supervision.dispatch_rule where key = ${key} for update`.execute(tx);
  await sql`update supervision.dispatch_rule set effective_to = ${at} where key = ${key} and effective_to is null`.execute(
    tx,
  );
  const { rows } = await sql<Raw>`
    insert into supervision.dispatch_rule (key, version, name, enabled, sort, match, "order", effective_from, changed_by, reason)
    select ${key}, coalesce(max(version), 0) + 1, ${rule.name}, ${rule.enabled}, ${rule.sort}, ${JSON.stringify(rule.match)}::jsonb,
      ${JSON.stringify(rule.order)}::jsonb, ${at}, ${by}, ${rule.reason}
    from supervision.dispatch_rule where key = ${key} returning *
  `.execute(tx);
  return toRule(rows[0]!);
}
