import { createHash } from 'node:crypto';
import type { Clock } from '@tarim/kernel';
import { sql } from 'kysely';
import type { Audit, AuditEntry, DbOrTx } from '../module.ts';

export const AUDIT_ROOT = '0'.repeat(64);
const LOCK = 7_212_018;

interface Chained {
  readonly at: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly action: string;
  readonly subject: string;
  readonly unitPath: string | null;
  readonly detail: unknown;
}

/** JSON with sorted keys: the same entry gives the same bytes, also after a journey through the database. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

export function auditHash(previous: string, entry: Chained): string {
  return createHash('sha256')
    .update(`${previous}\n${canonical(entry)}`)
    .digest('hex');
}

/** Text that PostgreSQL can keep: no NUL, no half of a character; what was recorded must be what is read back. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').toWellFormed();
}

function storableJson(value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  if (Array.isArray(value)) return value.map(storableJson);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [storable(key), storableJson(one)]));
}

/** 审计日志: each entry carries the hash of the one before; the table itself refuses change and removal. */
export function auditOf(clock: Clock): Audit {
  return {
    async record(tx: DbOrTx, entry: AuditEntry): Promise<void> {
      const chained: Chained = {
        at: new Date(clock.now()).toISOString(),
        actorId: entry.actor?.userId ?? null,
        actorName: entry.actor ? storable(entry.actor.name) : null,
        action: entry.action,
        subject: storable(entry.subject),
        unitPath: entry.unitPath ?? null,
        detail: storableJson(JSON.parse(JSON.stringify(entry.detail ?? {}))),
      };
      const write = async (inside: DbOrTx) => {
        // One writer at a time, until the end of its transaction: a chain has an order.
        await sql`select pg_advisory_xact_lock(${LOCK})`.execute(inside);
        const { rows } = await sql<{
          hash: string;
        }>`select hash from platform.audit order by id desc limit 1`.execute(inside);
        const previous = rows[0]?.hash ?? AUDIT_ROOT;
        await sql`
          insert into platform.audit (at, actor_id, actor_name, action, subject, unit_path, detail, previous, hash)
          values (${chained.at}, ${chained.actorId}, ${chained.actorName}, ${chained.action}, ${chained.subject}, ${chained.unitPath},
            ${JSON.stringify(chained.detail)}::jsonb, ${previous}, ${auditHash(previous, chained)})
        `.execute(inside);
      };
      if (tx.isTransaction) await write(tx);
      else await tx.transaction().execute(write);
    },
  };
}

export interface AuditRow {
  readonly id: number;
  readonly at: Date;
  readonly actor_id: string | null;
  readonly actor_name: string | null;
  readonly action: string;
  readonly subject: string;
  readonly unit_path: string | null;
  readonly detail: Record<string, unknown>;
  readonly previous: string;
  readonly hash: string;
}

const PAGE = 2_000;

/** Walks the whole chain; names the first entry that does not follow from the one before. */
export async function verifyAudit(
  db: DbOrTx,
): Promise<{ entries: number; head: string; brokenAt: number | null }> {
  let previous = AUDIT_ROOT;
  let last = 0;
  let entries = 0;
  for (;;) {
    const { rows } =
      await sql<AuditRow>`select * from platform.audit where id > ${last} order by id limit ${PAGE}`.execute(
        db,
      );
    if (rows.length === 0) return { entries, head: previous, brokenAt: null };
    for (const row of rows) {
      const entry: Chained = {
        at: row.at.toISOString(),
        actorId: row.actor_id,
        actorName: row.actor_name,
        action: row.action,
        subject: row.subject,
        unitPath: row.unit_path,
        detail: row.detail,
      };
      if (row.previous !== previous || auditHash(previous, entry) !== row.hash)
        return { entries, head: previous, brokenAt: row.id };
      previous = row.hash;
      last = row.id;
      entries++;
    }
  }
}
