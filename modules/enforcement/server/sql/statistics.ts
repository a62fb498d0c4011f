import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { UnitStatistics } from '../../contract.ts';

export interface Period {
  readonly from: string;
  readonly to: string;
  readonly unit?: string | undefined;
}

/** Cases filed in a period. */
const filedIn = ({ from, to, unit }: Period) => sql`enforcement.case_figure f
  where f.filed_on between ${from}::date and ${to}::date and (${unit ?? null}::text is null or starts_with(f.unit_path, ${unit ?? null}))`;

/** Figures by the unit that handles. `today` tells which open terms have passed. */
export async function unitFigures(
  db: DbOrTx,
  period: Period,
  today: string,
): Promise<(Omit<UnitStatistics, 'unitName'> & { readonly simulated: boolean })[]> {
  const { rows } = await sql<Omit<UnitStatistics, 'unitName'> & { simulated: boolean }>`
    with cases as (
      select f.unit_path, count(*)::int as filed, count(f.decision)::int as decided,
        count(*) filter (where f.decision = 'penalty')::int as penalties,
        count(*) filter (where f.decision = 'no-penalty')::int as "noPenalty",
        count(*) filter (where f.decision = 'withdrawn')::int as withdrawn,
        count(*) filter (where f.closed)::int as closed,
        count(*) filter (where f.repeated)::int as repeated,
        sum(f.fine + f.daily_fine) as fines, sum(f.paid) as paid,
        percentile_cont(0.5) within group (order by f.net_days)::float8 as "decisionDays",
        count(*) filter (where f.in_term)::int as "inTerm",
        count(*) filter (where f.heard)::int as heard,
        count(*) filter (where f.orders > 0)::int as orders,
        count(*) filter (where f.corrected)::int as corrected,
        (sum(f.rechecked) + count(*) filter (where f.recheck_due < ${today}::date))::int as "rechecksDue",
        sum(f.rechecked - f.rechecked_late)::int as "rechecksInTerm",
        count(*) filter (where f.publication_due is not null and (f.published_on is not null or f.publication_due < ${today}::date))::int
          as "publicationsDue",
        count(*) filter (where f.published_on <= f.publication_due)::int as "publicationsInTerm",
        count(*) filter (where f.court)::int as court,
        sum(f.seals)::int as seals,
        (sum(f.seals_late) + count(*) filter (where f.seal_ends < ${today}::date))::int as "sealsLate",
        sum(f.daily)::int as daily, sum(f.daily_fine) as "dailyFines", sum(f.transfers)::int as transfers,
        avg(f.deviation)::float8 as deviation, bool_or(f.simulated) as simulated
      from ${filedIn(period)} group by f.unit_path
    ), clues as (
      select c.unit_path, count(*)::int as clues, count(c.case_id)::int as "cluesFiled", bool_or(c.simulated) as simulated
      from enforcement.clue c
      where c.received_on between ${period.from}::date and ${period.to}::date
        and (${period.unit ?? null}::text is null or starts_with(c.unit_path, ${period.unit ?? null}))
      group by c.unit_path
    )
    select unit_path as "unitPath", coalesce(n.clues, 0) as clues, coalesce(n."cluesFiled", 0) as "cluesFiled",
      coalesce(f.filed, 0) as filed, coalesce(f.decided, 0) as decided, coalesce(f.penalties, 0) as penalties,
      coalesce(f."noPenalty", 0) as "noPenalty", coalesce(f.withdrawn, 0) as withdrawn, coalesce(f.closed, 0) as closed,
      coalesce(f.repeated, 0) as repeated, coalesce(f.fines, 0)::float8 as fines, coalesce(f.paid, 0)::float8 as paid,
      f."decisionDays", coalesce(f."inTerm", 0) as "inTerm", coalesce(f.heard, 0) as heard, coalesce(f.orders, 0) as orders,
      coalesce(f.corrected, 0) as corrected, coalesce(f."rechecksDue", 0) as "rechecksDue",
      coalesce(f."rechecksInTerm", 0) as "rechecksInTerm", coalesce(f."publicationsDue", 0) as "publicationsDue",
      coalesce(f."publicationsInTerm", 0) as "publicationsInTerm", coalesce(f.court, 0) as court, coalesce(f.seals, 0) as seals,
      coalesce(f."sealsLate", 0) as "sealsLate", coalesce(f.daily, 0) as daily, coalesce(f."dailyFines", 0)::float8 as "dailyFines",
      coalesce(f.transfers, 0) as transfers, f.deviation, (coalesce(f.simulated, false) or coalesce(n.simulated, false)) as simulated
    from cases f full join clues n using (unit_path) order by unit_path`.execute(db);
  return rows;
}

/** Cases and fines by what was violated, those of most cases first. */
export async function violationFigures(
  db: DbOrTx,
  period: Period,
): Promise<{ key: string; cases: number; fines: number }[]> {
  const { rows } = await sql<{ key: string; cases: number; fines: number }>`
    select f.violation as key, count(*)::int as cases, sum(f.fine + f.daily_fine)::float8 as fines
    from ${filedIn(period)} group by f.violation order by count(*) desc, f.violation`.execute(db);
  return rows;
}

/** Cases and fines by the industry of the party; null: a person, or no industry is known. */
export async function industryFigures(
  db: DbOrTx,
  period: Period,
): Promise<{ industry: string | null; name: string | null; cases: number; fines: number }[]> {
  const { rows } = await sql<{ industry: string | null; name: string | null; cases: number; fines: number }>`
    select f.industry, max(f.industry_name) as name, count(*)::int as cases, sum(f.fine + f.daily_fine)::float8 as fines
    from ${filedIn(period)} group by f.industry order by count(*) desc, f.industry`.execute(db);
  return rows;
}

/** By the month of the day itself: what was filed and what was decided then, of the cases filed in the period. */
export async function monthFigures(
  db: DbOrTx,
  period: Period,
): Promise<{ month: string; filed: number; decided: number }[]> {
  const { rows } = await sql<{ month: string; filed: number; decided: number }>`
    select to_char(m.on, 'YYYY-MM') as month, sum(m.filed)::int as filed, sum(m.decided)::int as decided from (
      select f.filed_on as on, 1 as filed, 0 as decided from ${filedIn(period)}
      union all select f.decided_on, 0, 1 from ${filedIn(period)} and f.decided_on is not null
    ) m group by month order by month`.execute(db);
  return rows;
}

/** Cases whose figures a job still has to work out. */
export async function figuresWaiting(db: DbOrTx): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from enforcement.figure_due`.execute(
    db,
  );
  return rows[0]!.n;
}
