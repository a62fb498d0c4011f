import { beijingIso } from '@tarim/kernel';
import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { AlarmKind, AlarmRule, EscalationStep, RuleBody, RuleParams, Severity } from '../../contract.ts';
import type { Rule } from '../domain/alarm.ts';

interface Raw {
  id: number;
  kind: AlarmKind;
  enabled: boolean;
  pending_for: number;
  recover_for: number;
  severity: Severity;
  params: RuleParams;
  effective_from: Date;
  effective_to: Date | null;
  changed_by: string | null;
  reason: string | null;
  escalation: EscalationStep[];
  key: string;
  name: string | null;
  body: RuleBody | null;
}
type Numbered = Raw & { version: string | number };

const COLUMNS = sql`id, kind, enabled, pending_for, recover_for, severity, params, effective_from, effective_to, changed_by, reason, escalation, key, name, body`;
/** With the number of the version among those of its kind. */
const NUMBERED = sql`(select ${COLUMNS}, row_number() over (partition by kind, key order by effective_from, id) as version from alarm.rule) r`;

/** The rule of each kind that holds now. */
export async function presentRules(db: DbOrTx): Promise<ReadonlyMap<AlarmKind, Rule>> {
  const { rows } =
    await sql<Raw>`select ${COLUMNS} from alarm.rule where effective_to is null and kind <> 'rule'`.execute(
      db,
    );
  return new Map(rows.map((row) => [row.kind, toRule(row)]));
}

/** Rules by id: an alarm lives by the version that raised it. */
export async function rulesById(db: DbOrTx, ids: readonly number[]): Promise<ReadonlyMap<number, Rule>> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from alarm.rule where id = any(${ids}::int[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.id, toRule(row)]));
}

/** All versions, present ones first, then newest first. */
export async function allRules(db: DbOrTx): Promise<AlarmRule[]> {
  const { rows } = await sql<Numbered>`
    select * from ${NUMBERED} where kind <> 'rule' order by (effective_to is not null), effective_from desc, id desc limit 500
  `.execute(db);
  return rows.map(toAnswer);
}

export async function ruleRow(db: DbOrTx, id: number): Promise<AlarmRule | null> {
  const { rows } = await sql<Numbered>`select * from ${NUMBERED} where id = ${id}`.execute(db);
  return rows[0] ? toAnswer(rows[0]) : null;
}

/** Ends the present version and writes the next. */
export async function replaceRule(
  tx: Tx,
  next: Omit<Rule, 'id'> & { changedBy: string; reason: string },
  at: number,
): Promise<AlarmRule> {
  await sql`update alarm.rule set effective_to = ${new Date(at)} where kind = ${next.kind} and key = '' and effective_to is null`.execute(
    tx,
  );
  const { rows } = await sql<{ id: number }>`
    insert into alarm.rule (kind, enabled, pending_for, recover_for, severity, params, effective_from, changed_by, reason, escalation)
    values (${next.kind}, ${next.enabled}, ${next.pendingFor}, ${next.recoverFor}, ${next.severity},
      ${JSON.stringify(next.params)}::jsonb, ${new Date(at)}, ${next.changedBy}, ${next.reason},
      ${JSON.stringify(next.escalation)}::jsonb)
    returning id
  `.execute(tx);
  return (await ruleRow(tx, rows[0]!.id))!;
}

function toRule(row: Raw): Rule {
  return {
    id: row.id,
    kind: row.kind,
    enabled: row.enabled,
    pendingFor: row.pending_for,
    recoverFor: row.recover_for,
    severity: row.severity,
    params: row.params,
    escalation: row.escalation,
  };
}

function toAnswer(row: Numbered): AlarmRule {
  return {
    ...toRule(row),
    version: Number(row.version),
    effectiveFrom: beijingIso(row.effective_from.getTime()),
    effectiveTo: row.effective_to ? beijingIso(row.effective_to.getTime()) : null,
    changedBy: row.changed_by,
    reason: row.reason,
    escalation: row.escalation,
    key: row.key === '' ? null : row.key,
    name: row.name,
    body: row.body,
  };
}
