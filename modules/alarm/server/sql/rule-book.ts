import { beijingIso } from '@tarim/kernel';
import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { RuleBody, WrittenRule } from '../../contract.ts';

interface Raw {
  id: number;
  key: string;
  version: string | number;
  name: string;
  note: string | null;
  enabled: boolean;
  body: RuleBody;
  effective_from: Date;
  effective_to: Date | null;
  changed_by: string | null;
  reason: string | null;
  source: string | null;
  confidence: string | null;
}
const VERSIONS = sql`(select id, key, name, note, enabled, body, effective_from, effective_to, changed_by, reason, source, confidence,
  row_number() over (partition by key order by effective_from, id) as version from alarm.rule where kind = 'rule') r`;

function toRule(row: Raw): WrittenRule {
  return {
    id: row.id,
    key: row.key,
    version: Number(row.version),
    name: row.name,
    note: row.note,
    enabled: row.enabled,
    body: row.body,
    effectiveFrom: beijingIso(row.effective_from.getTime()),
    effectiveTo: row.effective_to && beijingIso(row.effective_to.getTime()),
    changedBy: row.changed_by,
    reason: row.reason,
    source: row.source,
    confidence: row.confidence,
  };
}

/** Changes whenever a version is written: what was made of the rules before is stale then. */
export async function bookStamp(db: DbOrTx): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select coalesce(max(id), 0) || '/' || count(*) filter (where effective_to is null) as stamp from alarm.rule where kind = 'rule'
  `.execute(db);
  return rows[0]!.stamp;
}

/** Versions in force, and those replaced whose alarms have not ended yet. */
export async function runningVersions(db: DbOrTx): Promise<WrittenRule[]> {
  const { rows } = await sql<Raw>`
    select * from ${VERSIONS} where enabled and (effective_to is null
      or exists (select 1 from alarm.series s where s.rule_id = r.id and s.open)) order by id
  `.execute(db);
  return rows.map(toRule);
}

/** Present versions, by name. */
export async function presentVersions(db: DbOrTx): Promise<WrittenRule[]> {
  const { rows } =
    await sql<Raw>`select * from ${VERSIONS} where effective_to is null order by enabled desc, name, id`.execute(
      db,
    );
  return rows.map(toRule);
}

/** Newest first. */
export async function versionsOf(db: DbOrTx, key: string): Promise<WrittenRule[]> {
  const { rows } = await sql<Raw>`select * from ${VERSIONS} where key = ${key} order by version desc`.execute(
    db,
  );
  return rows.map(toRule);
}

export async function addVersion(
  tx: Tx,
  one: {
    key: string;
    name: string;
    note: string | null;
    enabled: boolean;
    body: RuleBody;
    changedBy: string | null;
    reason: string;
    source?: string | null;
    confidence?: string | null;
  },
  at: number,
): Promise<WrittenRule> {
  await sql`update alarm.rule set effective_to = ${new Date(at)} where kind = 'rule' and key = ${one.key} and effective_to is null`.execute(
    tx,
  );
  const { body } = one;
  await sql`
    insert into alarm.rule (kind, key, name, note, enabled, pending_for, recover_for, severity, params, body, escalation, effective_from,
      changed_by, reason, source, confidence)
    values ('rule', ${one.key}, ${one.name}, ${one.note}, ${one.enabled}, ${body.pendingFor}, ${body.recoverFor}, ${body.severity}, '{}',
      ${JSON.stringify(body)}::jsonb, ${JSON.stringify(body.escalation ?? [])}::jsonb, ${new Date(at)}, ${one.changedBy}, ${one.reason},
      ${one.source ?? null}, ${one.confidence ?? null})
  `.execute(tx);
  return (await versionsOf(tx, one.key))[0]!;
}

/** How many alarms of each written rule are open, and how many fired since. */
export async function alarmCounts(
  db: DbOrTx,
  since: Date,
): Promise<ReadonlyMap<string, { open: number; fired: number }>> {
  const { rows } = await sql<{ key: string; open: string | number; fired: string | number }>`
    select rule_key as key, count(*) filter (where state <> 'closed') as open,
      count(*) filter (where fired_at >= ${since} and not historical) as fired
    from alarm.alarm where kind = 'rule' and (state <> 'closed' or fired_at >= ${since}) group by rule_key
  `.execute(db);
  return new Map(rows.map((row) => [row.key, { open: Number(row.open), fired: Number(row.fired) }]));
}
