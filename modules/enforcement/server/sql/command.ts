import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

const within = (column: string, unitPaths: readonly string[]) =>
  sql`exists (select 1 from unnest(${[...unitPaths]}::text[]) u where starts_with(${sql.ref(column)}, u))`;

/** Open cases and waiting clues by unit. */
export async function openCounts(
  db: DbOrTx,
  unitPaths: readonly string[],
): Promise<{ unitPath: string; cases: number; clues: number }[]> {
  const { rows } = await sql<{ unitPath: string; cases: number; clues: number }>`
    select unit_path as "unitPath", sum(cases)::int as cases, sum(clues)::int as clues from (
      select c.unit_path, 1 as cases, 0 as clues from enforcement.case_file c
        where state <> 'closed' and ${within('c.unit_path', unitPaths)}
      union all
      select c.unit_path, 0, 1 from enforcement.clue c
        where state in ('open', 'inspecting') and ${within('c.unit_path', unitPaths)}
    ) o group by 1`.execute(db);
  return rows;
}

/** Of `enforcement.clue c`: told of for the first time since an instant. */
export const isNewSince = (since: Date) => sql`(
  c.id in (select clue_id from enforcement.clue_report r where r.at >= ${since})
  and not exists (select 1 from enforcement.clue_report r where r.clue_id = c.id and r.at < ${since}))`;

/** New clues of these units, whatever became of them. */
export async function newClueIds(db: DbOrTx, unitPaths: readonly string[], since: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select c.id from enforcement.clue c
    where ${isNewSince(since)} and ${within('c.unit_path', unitPaths)}
    order by c.id`.execute(db);
  return rows.map(({ id }) => id);
}

export interface HappeningRow {
  readonly at: Date;
  readonly kind: 'case' | 'told' | 'clue';
  readonly id: number;
  readonly what: string;
  readonly title: string;
  readonly unitPath: string;
}

/** Steps of cases, reports and steps of clues since an instant, the newest first. */
export async function happeningsSince(
  db: DbOrTx,
  unitPaths: readonly string[],
  since: Date,
  limit: number,
): Promise<HappeningRow[]> {
  const { rows } = await sql<HappeningRow>`
    select * from (
      (select s.at, 'case' as kind, c.id, s.act->>'act' as what, c.number as title, c.unit_path as "unitPath"
        from enforcement.case_step s join enforcement.case_file c on c.id = s.case_id
        where s.at >= ${since} and ${within('c.unit_path', unitPaths)} order by s.at desc limit ${limit})
      union all
      (select r.at, 'told', c.id, r.source, c.object, c.unit_path
        from enforcement.clue_report r join enforcement.clue c on c.id = r.clue_id
        where r.at >= ${since} and ${within('c.unit_path', unitPaths)} order by r.at desc limit ${limit})
      union all
      (select s.at, 'clue', c.id, s.act, c.object, c.unit_path
        from enforcement.clue_step s join enforcement.clue c on c.id = s.clue_id
        where s.at >= ${since} and ${within('c.unit_path', unitPaths)} order by s.at desc limit ${limit})
    ) news order by at desc, kind, id limit ${limit}`.execute(db);
  return rows;
}
