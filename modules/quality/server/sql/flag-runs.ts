import type { Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { FlagRun } from '../domain/flags/runs.ts';

export interface RunOwner {
  readonly pointId: number;
  readonly unitPath: string;
  readonly enterpriseId: number | null;
  readonly kind: string;
  readonly simulated: boolean;
}
export interface OwnedRun {
  readonly owner: RunOwner;
  readonly run: FlagRun;
}
/** A row that came up, ended, was taken away, or came back. */
export interface FlagChange {
  readonly id: number;
  readonly pointId: number;
  readonly code: string;
  readonly flag: string;
  readonly from: Date;
  readonly to: Date;
  readonly state: 'raised' | 'cleared' | 'withdrawn';
}

const CHANGE = sql`f.id, f.point_id as "pointId", f.code, f.flag, f.from_at as "from", f.to_at as "to", f.state`;

/** Writes runs as they are now; what is the same stays untouched. @returns rows that are new or in another state */
export async function putRuns(tx: Tx, all: readonly OwnedRun[], at: number): Promise<FlagChange[]> {
  if (all.length === 0) return [];
  const rows = all.map(({ owner, run }) => ({
    p: owner.pointId,
    u: owner.unitPath,
    e: owner.enterpriseId,
    k: owner.kind,
    m: owner.simulated,
    c: run.code,
    f: run.flag,
    a: new Date(run.from).toISOString(),
    z: new Date(run.to).toISOString(),
    i: run.first,
    w: run.peak,
    n: new Date(run.seenAt).toISOString(),
    s: run.state,
    v: run.version,
    d: run.confidence,
    l: run.lsn,
    r: run.revision,
  }));
  const { rows: changes } = await sql<FlagChange>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(p int, u text, e int, k text, m boolean, c text, f text,
        a timestamptz, z timestamptz, i jsonb, w jsonb, n timestamptz, s text, v text, d text, l bigint, r int)
    ), old as (
      select o.id, o.state from given g join quality.flag o on o.point_id = g.p and o.code = g.c and o.flag = g.f and o.from_at = g.a
    ), written as (
      insert into quality.flag as f (point_id, unit_path, enterprise_id, kind, simulated, code, flag, period, from_at, to_at, first, peak,
        seen_at, state, rule_version, confidence, lsn, revision, raised_at, updated_at)
      select p, u, e, k, m, c, f, 'hour', a, z, i, w, n, s, v, d, l, r, ${new Date(at)}, ${new Date(at)} from given
      on conflict (point_id, code, flag, from_at) do update set to_at = excluded.to_at, first = excluded.first, peak = excluded.peak,
        seen_at = excluded.seen_at, state = excluded.state, rule_version = excluded.rule_version, confidence = excluded.confidence,
        lsn = excluded.lsn, revision = excluded.revision, updated_at = excluded.updated_at
      where (f.to_at, f.first, f.peak, f.seen_at, f.state, f.rule_version) is distinct from
        (excluded.to_at, excluded.first, excluded.peak, excluded.seen_at, excluded.state, excluded.rule_version)
      returning f.*
    )
    select ${CHANGE} from written f left join old on old.id = f.id where old.id is null or old.state <> f.state order by f.id
  `.execute(tx);
  return changes;
}

/**
 * Takes away rows that were raised by hours from an instant on and are not among those that these hours raise now. They stay, as
 * withdrawn: somebody may have acted on them.
 */
export async function withdrawRuns(
  tx: Tx,
  folded: ReadonlyArray<{ readonly pointId: number; readonly since: number | null }>,
  kept: readonly OwnedRun[],
  at: number,
): Promise<FlagChange[]> {
  if (folded.length === 0) return [];
  const since = folded.map((one) => ({
    p: one.pointId,
    s: one.since === null ? '-infinity' : new Date(one.since).toISOString(),
  }));
  const keys = kept.map(({ owner, run }) => ({
    p: owner.pointId,
    c: run.code,
    f: run.flag,
    a: new Date(run.from).toISOString(),
  }));
  const { rows } = await sql<FlagChange>`
    with since as (select * from jsonb_to_recordset(${JSON.stringify(since)}::jsonb) as s(p int, s timestamptz)),
      kept as (select * from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(p int, c text, f text, a timestamptz))
    update quality.flag f set state = 'withdrawn', updated_at = ${new Date(at)}
    from since where f.point_id = since.p and f.seen_at >= since.s and f.state <> 'withdrawn'
      and not exists (select from kept k where k.p = f.point_id and k.c = f.code and k.f = f.flag and k.a = f.from_at)
    returning ${CHANGE}
  `.execute(tx);
  return rows;
}
