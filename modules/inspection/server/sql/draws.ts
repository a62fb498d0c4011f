import type { DbOrTx } from '@tarim/platform';
import type { DrawInput, DrawResult } from '@tarim/science';
import { sql } from 'kysely';
import type { DrawState } from '../../contract.ts';

/** What is published of a draw but its seed: the input of the algorithm. */
export type Published = Omit<DrawInput, 'seed'>;

/** What stands behind the public ids of an input. */
export interface DrawNames {
  /** Credit code → enterprise. */
  readonly objects: Readonly<
    Record<string, { readonly id: number; readonly name: string; readonly unitPath: string }>
  >;
  /** Certificate → inspector. */
  readonly officers: Readonly<Record<string, { readonly id: number; readonly name: string }>>;
}

export interface DrawRow {
  readonly id: number;
  readonly number: string;
  readonly unitPath: string;
  readonly unitName: string;
  readonly schemeVersion: number;
  readonly state: DrawState;
  readonly on: string;
  readonly algorithm: string;
  readonly seedSealed: string;
  readonly seed: string | null;
  readonly commitment: string;
  readonly hash: string | null;
  readonly pool: number;
  readonly officers: number;
  readonly drawn: number;
  readonly done: number;
  readonly simulated: boolean;
  readonly committedBy: string;
  readonly committedAt: Date;
  readonly drawnBy: string | null;
  readonly drawnAt: Date | null;
  readonly voidReason: string | null;
}

const COLUMNS = sql`d.id, d.number, d.unit_path as "unitPath", d.unit_name as "unitName", d.scheme_version as "schemeVersion", d.state,
  d.drawn_on::text as "on", d.algorithm, d.seed_sealed as "seedSealed", d.seed, d.commitment, d.hash, d.pool, d.officers,
  (select count(*)::int from inspection.visit v where v.draw_id = d.id) as drawn,
  (select count(*)::int from inspection.visit v where v.draw_id = d.id and v.state = 'done') as done,
  d.simulated, d.committed_by as "committedBy", d.committed_at as "committedAt", d.drawn_by as "drawnBy", d.drawn_at as "drawnAt",
  d.void_reason as "voidReason"`;

export async function drawRows(
  db: DbOrTx,
  one: { unit?: string | undefined; before?: number | undefined; id?: number | undefined; limit: number },
): Promise<DrawRow[]> {
  const { rows } = await sql<DrawRow>`select ${COLUMNS} from inspection.draw d
    where (${one.id ?? null}::int is null or d.id = ${one.id ?? null})
      and (${one.unit ?? null}::text is null or starts_with(d.unit_path, ${one.unit ?? null}))
      and (${one.before ?? null}::int is null or d.id < ${one.before ?? null})
    order by d.id desc limit ${one.limit}`.execute(db);
  return rows;
}

export interface DrawContent {
  readonly input: Published;
  readonly names: DrawNames;
  readonly result: DrawResult | null;
}

export async function drawContent(db: DbOrTx, id: number): Promise<DrawContent> {
  const { rows } =
    await sql<DrawContent>`select input, names, result from inspection.draw where id = ${id}`.execute(db);
  return rows[0]!;
}

/** Keeps a draw still: two that run it at once would both draw. */
export async function lockDraw(db: DbOrTx, id: number): Promise<DrawState | null> {
  const { rows } = await sql<{
    state: DrawState;
  }>`select state from inspection.draw where id = ${id} for update`.execute(db);
  return rows[0]?.state ?? null;
}

export async function openDrawOf(db: DbOrTx, unit: string): Promise<string | null> {
  const { rows } = await sql<{ number: string }>`
    select number from inspection.draw where unit_path = ${unit} and state = 'committed' limit 1`.execute(db);
  return rows[0]?.number ?? null;
}

/** How many draws the unit has had in the month; the row of the unit's latest is locked against a second one at once. */
export async function drawsOfMonth(db: DbOrTx, prefix: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`inspection.draw ${prefix}`}))`.execute(db);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from inspection.draw where starts_with(number, ${prefix})`.execute(db);
  return rows[0]!.n;
}

export async function insertDraw(
  db: DbOrTx,
  one: Pick<
    DrawRow,
    | 'number'
    | 'unitPath'
    | 'unitName'
    | 'schemeVersion'
    | 'on'
    | 'algorithm'
    | 'seedSealed'
    | 'commitment'
    | 'pool'
    | 'officers'
    | 'simulated'
    | 'committedBy'
    | 'committedAt'
  > & { readonly input: Published; readonly names: DrawNames },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into inspection.draw (number, unit_path, unit_name, scheme_version, state, drawn_on, algorithm, seed_sealed, commitment, input,
      names, pool, officers, simulated, committed_by, committed_at)
    values (${one.number}, ${one.unitPath}, ${one.unitName}, ${one.schemeVersion}, 'committed', ${one.on}::date, ${one.algorithm},
      ${one.seedSealed}, ${one.commitment}, ${JSON.stringify(one.input)}::jsonb, ${JSON.stringify(one.names)}::jsonb, ${one.pool},
      ${one.officers}, ${one.simulated}, ${one.committedBy}, ${one.committedAt})
    returning id`.execute(db);
  return rows[0]!.id;
}

export async function finishDraw(
  db: DbOrTx,
  id: number,
  one: { seed: string; result: DrawResult; by: string; at: Date },
): Promise<void> {
  await sql`update inspection.draw set state = 'drawn', seed = ${one.seed}, result = ${JSON.stringify(one.result)}::jsonb,
      hash = ${one.result.hash}, drawn_by = ${one.by}, drawn_at = ${one.at} where id = ${id}`.execute(db);
}

export async function voidDrawRow(db: DbOrTx, id: number, reason: string): Promise<void> {
  await sql`update inspection.draw set state = 'void', void_reason = ${reason} where id = ${id}`.execute(db);
}
