import type { DbOrTx } from '@tarim/platform';
import type { DrawInput } from '@tarim/science';
import { sql } from 'kysely';
import type { PoolFile } from '../domain/sample.ts';

export interface RoundRow {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly unitPath: string;
  readonly unitName: string;
  readonly from: string;
  readonly to: string;
  readonly audited: readonly { readonly path: string; readonly name: string }[];
  readonly rate: number;
  readonly deviation: number;
  readonly state: 'prepared' | 'drawn';
  readonly seedSealed: string;
  readonly seed: string | null;
  readonly commitment: string;
  readonly input: Omit<DrawInput, 'seed'>;
  readonly files: readonly PoolFile[];
  readonly hash: string | null;
  readonly pool: number;
  readonly papers: number;
  readonly signed: number;
  readonly simulated: boolean;
  readonly by: string;
  readonly at: Date;
  readonly drawnAt: Date | null;
}

export async function roundRows(
  db: DbOrTx,
  one: { id?: number | undefined; before?: number | undefined; limit: number },
): Promise<RoundRow[]> {
  const { rows } = await sql<RoundRow>`
    select r.id, r.number, r.title, r.unit_path as "unitPath", r.unit_name as "unitName", r.from_on::text as "from", r.to_on::text as "to", r.audited,
      r.rate, r.deviation, r.state, r.seed_sealed as "seedSealed", r.seed, r.commitment, r.input, r.files, r.hash, r.pool,
      (select count(*)::int from audit.paper p where p.round_id = r.id) as papers,
      (select count(*)::int from audit.paper p where p.round_id = r.id and p.signed_at is not null) as signed,
      r.simulated, r.by_name as "by", r.at, r.drawn_at as "drawnAt"
    from audit.round r
    where (${one.id ?? null}::int is null or r.id = ${one.id ?? null}) and (${one.before ?? null}::int is null or r.id < ${one.before ?? null})
    order by r.id desc limit ${one.limit}`.execute(db);
  return rows;
}

/** Rounds of the unit in the month; a second one at once waits. */
export async function roundsOfMonth(db: DbOrTx, prefix: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`audit.round ${prefix}`}))`.execute(db);
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from audit.round where starts_with(number, ${prefix})`.execute(db);
  return rows[0]!.n;
}

export async function insertRound(
  db: DbOrTx,
  one: Omit<RoundRow, 'id' | 'state' | 'seed' | 'hash' | 'papers' | 'signed' | 'drawnAt'>,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into audit.round (number, title, unit_path, unit_name, from_on, to_on, audited, rate, deviation, state, seed_sealed, commitment, input,
      files, pool, simulated, by_name, at)
    values (${one.number}, ${one.title}, ${one.unitPath}, ${one.unitName}, ${one.from}::date, ${one.to}::date,
      ${JSON.stringify(one.audited)}::jsonb, ${one.rate}, ${one.deviation}, 'prepared', ${one.seedSealed}, ${one.commitment},
      ${JSON.stringify(one.input)}::jsonb, ${JSON.stringify(one.files)}::jsonb, ${one.pool}, ${one.simulated}, ${one.by}, ${one.at})
    returning id`.execute(db);
  return rows[0]!.id;
}

/** Keeps a round still: it is drawn once. */
export async function lockRound(db: DbOrTx, id: number): Promise<RoundRow['state'] | null> {
  const { rows } = await sql<{
    state: RoundRow['state'];
  }>`select state from audit.round where id = ${id} for update`.execute(db);
  return rows[0]?.state ?? null;
}

export async function finishRound(
  db: DbOrTx,
  id: number,
  one: { readonly seed: string; readonly hash: string | null; readonly at: Date },
): Promise<void> {
  await sql`update audit.round set state = 'drawn', seed = ${one.seed}, hash = ${one.hash}, drawn_at = ${one.at} where id = ${id}`.execute(
    db,
  );
}
