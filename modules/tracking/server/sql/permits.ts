import type { Areal } from '@tarim/geo';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { FenceInput, FenceKind, JobInput, JobState } from '../../contract.ts';
import type { PermitArea } from '../domain/areas.ts';

/** Everything that permits or forbids, but what ended more than a month ago: stored reports are not older. */
export async function permitAreas(db: DbOrTx, now: Date): Promise<PermitArea[]> {
  const { rows } = await sql<{
    kind: PermitArea['kind'];
    unitPath: string;
    terminals: number[];
    geometry: Areal;
    from: Date;
    until: Date | null;
  }>`
    select kind, unit_path as "unitPath", terminals, geometry, from_at as "from", until_at as "until" from tracking.fence
    where until_at is null or until_at > ${now}::timestamptz - interval '31 days'
    union all
    select 'job', unit_path, terminals, geometry, starts_at, least(ends_at, returned_at) from tracking.job
    where state = 'approved' and ends_at > ${now}::timestamptz - interval '31 days'`.execute(db);
  return rows.map(({ from, until, ...one }) => ({
    ...one,
    from: from.getTime(),
    until: until?.getTime() ?? null,
  }));
}

/** Moves with every change of fences and jobs. */
export async function permitsRevision(db: DbOrTx): Promise<string> {
  const { rows } = await sql<{ revision: string }>`
    select concat((select concat(count(*), ' ', count(until_at), ' ', max(id)) from tracking.fence), ' ',
      (select concat(count(*), ' ', max(id), ' ', count(decided_at), ' ', max(decided_at), ' ', max(returned_at), ' ', count(returned_at)) from tracking.job)) as revision`.execute(
    db,
  );
  return rows[0]!.revision;
}

export interface FenceRow {
  readonly id: number;
  readonly unitPath: string;
  readonly name: string;
  readonly kind: FenceKind;
  readonly terminals: number[];
  readonly geometry: Areal;
  readonly from: Date;
  readonly until: Date | null;
  readonly simulated: boolean;
  readonly by: string;
}

const fence = sql`id, unit_path as "unitPath", name, kind, terminals, geometry, from_at as "from", until_at as "until", simulated, by_name as "by"`;

export async function fenceRows(db: DbOrTx, id: number | null = null): Promise<FenceRow[]> {
  const { rows } = await sql<FenceRow>`
    select ${fence} from tracking.fence where ${id}::int is null or id = ${id} order by until_at nulls first, id desc limit 2000`.execute(
    db,
  );
  return rows;
}

interface Entered {
  readonly simulated: boolean;
  readonly by: string;
  readonly at: Date;
}

export async function insertFence(
  db: DbOrTx,
  one: FenceInput,
  entered: Entered & { readonly from: Date },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into tracking.fence (unit_path, name, kind, terminals, geometry, from_at, simulated, by_name, at)
    values (${one.unitPath}, ${one.name}, ${one.kind}, ${one.terminals}::int[], ${JSON.stringify(one.geometry)}::jsonb, ${entered.from},
      ${entered.simulated}, ${entered.by}, ${entered.at}) returning id`.execute(db);
  return rows[0]!.id;
}

export async function closeFence(db: DbOrTx, id: number, at: Date): Promise<void> {
  await sql`update tracking.fence set until_at = ${at} where id = ${id} and until_at is null`.execute(db);
}

export interface JobRow {
  readonly id: number;
  readonly unitPath: string;
  readonly name: string;
  readonly owner: string;
  readonly filing: string;
  readonly terminals: number[];
  readonly geometry: Areal;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly state: JobState;
  readonly note: string;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly team: string[];
  readonly returnedAt: Date | null;
  readonly returnedBy: string | null;
  readonly simulated: boolean;
  readonly by: string;
  /** When it was filed. */
  readonly at: Date;
  /** A name for good, and how often it has changed (UID and SEQUENCE of RFC 5545). */
  readonly uid: string;
  readonly revision: number;
}

const job = sql`id, unit_path as "unitPath", name, owner, filing, terminals, geometry, starts_at as "startsAt", ends_at as "endsAt", state, note,
  decided_by as "decidedBy", decided_at as "decidedAt", team, returned_at as "returnedAt", returned_by as "returnedBy", simulated, by_name as "by", at, uid, revision`;

export interface JobQuery {
  readonly id?: number;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly state?: JobState | undefined;
  readonly unit?: string | undefined;
  readonly terminal?: number | undefined;
  readonly person?: string | undefined;
  /** Also what was approved and is not back, although its window is over before the span. */
  readonly out?: boolean;
  readonly limit?: number;
}

const MOST_JOBS = 500;

/** Jobs whose window meets a span, the latest first. */
export async function jobRows(db: DbOrTx, one: JobQuery): Promise<JobRow[]> {
  const { rows } = await sql<JobRow>`
    select ${job} from tracking.job
    where (${one.id ?? null}::int is null or id = ${one.id ?? null})
      and (${one.from ?? null}::timestamptz is null or ends_at >= ${one.from ?? null}
        or (${one.out ?? false}::boolean and state = 'approved' and returned_at is null))
      and (${one.to ?? null}::timestamptz is null or starts_at <= ${one.to ?? null})
      and (${one.state ?? null}::text is null or state = ${one.state ?? null})
      and (${one.unit ?? null}::text is null or starts_with(unit_path, ${one.unit ?? null}))
      and (${one.terminal ?? null}::int is null or ${one.terminal ?? null} = any(terminals))
      and (${one.person ?? null}::text is null or ${one.person ?? null} = any(team))
    order by starts_at desc, id desc limit ${one.limit ?? MOST_JOBS}`.execute(db);
  return rows;
}

export async function insertJob(
  db: DbOrTx,
  one: JobInput,
  entered: Entered & { readonly state: JobState; readonly decidedBy: string | null },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into tracking.job (unit_path, name, owner, filing, terminals, geometry, starts_at, ends_at, team, state, note, decided_by, decided_at,
      simulated, by_name, at)
    values (${one.unitPath}, ${one.name}, ${one.owner}, ${one.filing}, ${one.terminals}::int[], ${JSON.stringify(one.geometry)}::jsonb,
      ${one.startsAt}::timestamptz, ${one.endsAt}::timestamptz, ${one.team ?? []}::text[], ${entered.state}, '', ${entered.decidedBy},
      ${entered.decidedBy === null ? null : entered.at}, ${entered.simulated}, ${entered.by}, ${entered.at}) returning id`.execute(
    db,
  );
  return rows[0]!.id;
}

/** False: somebody decided meanwhile. */
export async function settleJob(
  db: DbOrTx,
  one: { id: number; from: readonly JobState[]; to: JobState; note: string; by: string; at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update tracking.job set state = ${one.to}, note = ${one.note}, decided_by = ${one.by}, decided_at = ${one.at},
      revision = revision + 1
    where id = ${one.id} and state = any(${[...one.from]}::text[]) and returned_at is null`.execute(db);
  return Number(numAffectedRows) === 1;
}

/** False: it is not approved, or was reported back already. */
export async function settleReturn(
  db: DbOrTx,
  { id, at, by }: { readonly id: number; readonly at: Date; readonly by: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update tracking.job set returned_at = ${at}, returned_by = ${by}, revision = revision + 1
    where id = ${id} and state = 'approved' and returned_at is null`.execute(db);
  return Number(numAffectedRows) === 1;
}

export interface OutageRow {
  readonly id: number;
  readonly terminalId: number;
  readonly from: Date;
  readonly until: Date;
  readonly reason: string;
  readonly by: string;
}

export async function outageRows(db: DbOrTx, terminalIds: readonly number[]): Promise<OutageRow[]> {
  const { rows } = await sql<OutageRow>`
    select id, terminal_id as "terminalId", from_at as "from", until_at as "until", reason, by_name as "by" from tracking.outage
    where terminal_id = any(${[...terminalIds]}::int[]) order by from_at desc limit 2000`.execute(db);
  return rows;
}

export async function insertOutage(
  db: DbOrTx,
  one: {
    terminalId: number;
    unitPath: string;
    from: Date;
    until: Date;
    reason: string;
    by: string;
    at: Date;
  },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into tracking.outage (terminal_id, unit_path, from_at, until_at, reason, by_name, at)
    values (${one.terminalId}, ${one.unitPath}, ${one.from}, ${one.until}, ${one.reason}, ${one.by}, ${one.at}) returning id`.execute(
    db,
  );
  return rows[0]!.id;
}
