import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

const within = (column: string, unitPaths: readonly string[]) =>
  sql`exists (select 1 from unnest(${[...unitPaths]}::text[]) u where starts_with(${sql.ref(column)}, u))`;

/** Open cases of these units: those of the officer of this name first, if there is one, then the oldest. */
export async function openCaseIds(
  db: DbOrTx,
  unitPaths: readonly string[],
  name: string | null,
  limit: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from enforcement.case_file c where state <> 'closed' and ${within('c.unit_path', unitPaths)}
    order by not (handlers @> ${JSON.stringify([{ name }])}::jsonb), id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Clues of these units that wait, the oldest first. */
export async function waitingClueIds(
  db: DbOrTx,
  unitPaths: readonly string[],
  limit: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from enforcement.clue c where state in ('open', 'inspecting') and ${within('c.unit_path', unitPaths)}
    order by id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Open cases by their handlers. */
export async function caseLoad(
  db: DbOrTx,
  unitPaths: readonly string[],
): Promise<{ name: string; certificate: string; cases: number; executing: number }[]> {
  const { rows } = await sql<{ name: string; certificate: string; cases: number; executing: number }>`
    select h->>'name' as name, h->>'certificate' as certificate,
      count(*) filter (where state in ('investigating', 'reviewing', 'reviewed', 'noticed'))::int as cases,
      count(*) filter (where state not in ('investigating', 'reviewing', 'reviewed', 'noticed'))::int as executing
    from enforcement.case_file c, jsonb_array_elements(handlers) h
    where state <> 'closed' and ${within('c.unit_path', unitPaths)}
    group by 1, 2`.execute(db);
  return rows;
}

/** Open cases of everybody: who is sent out next is asked what he has in hand already. */
export const casesInHand = (db: DbOrTx): ReturnType<typeof caseLoad> => caseLoad(db, ['/']);
