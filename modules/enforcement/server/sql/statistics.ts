import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { UnitStatistics } from '../../contract.ts';

export interface Period {
  readonly from: string;
  readonly to: string;
  readonly unit?: string | undefined;
}

/** Cases filed in a period, each with what its steps say. */
const ofPeriod = ({ from, to, unit }: Period) => sql`
  with filed as (
    select c.*, (c.fine is not null and c.fine > 0) as fined from enforcement.case_file c
    where c.filed_on between ${from}::date and ${to}::date and (${unit ?? null}::text is null or starts_with(c.unit_path, ${unit ?? null}))
  ), told as (
    select f.id,
      max(s.act->>'on') filter (where s.act->>'act' = 'decide') as decided_on,
      bool_or(s.act->>'act' = 'decide' and s.act->>'kind' = 'penalty') as penalty,
      coalesce(sum((s.act->>'amount')::float8) filter (where s.act->>'act' = 'pay'), 0) as paid,
      count(*) filter (where s.act->>'act' = 'order-correction') as orders,
      bool_or(s.act->>'act' = 'recheck' and (s.act->>'corrected')::boolean) as corrected,
      bool_or(s.act->>'act' = 'hold-hearing') as heard,
      count(*) filter (where s.act->>'act' = 'seal') as seals,
      count(*) filter (where s.act->>'act' = 'daily-decide') as daily,
      count(*) filter (where s.act->>'act' = 'decide-transfer') as transfers,
      avg(((s.act->>'amount')::float8 - (s.act->>'computed')::float8) / nullif((s.act->>'computed')::float8, 0))
        filter (where s.act->>'act' = 'give-notice') as deviation
    from filed f join enforcement.live_step s on s.case_id = f.id group by f.id
  )`;

export async function unitFigures(
  db: DbOrTx,
  period: Period,
): Promise<(Omit<UnitStatistics, 'unitName'> & { readonly simulated: boolean })[]> {
  const { rows } = await sql<Omit<UnitStatistics, 'unitName'> & { simulated: boolean }>`
    ${ofPeriod(period)}
    select f.unit_path as "unitPath", count(*)::int as filed, count(t.decided_on)::int as decided,
      count(*) filter (where t.penalty)::int as penalties, count(*) filter (where f.state = 'closed')::int as closed,
      coalesce(sum(f.fine), 0)::float8 as fines, coalesce(sum(least(t.paid, f.fine)), 0)::float8 as paid,
      percentile_cont(0.5) within group (order by t.decided_on::date - f.filed_on)::float8 as "decisionDays",
      count(*) filter (where t.decided_on::date - f.filed_on <= 90)::int as "inTerm",
      count(*) filter (where t.heard)::int as heard, coalesce(sum(least(t.orders, 1)), 0)::int as orders,
      count(*) filter (where t.corrected)::int as corrected, coalesce(sum(t.seals), 0)::int as seals,
      coalesce(sum(t.daily), 0)::int as daily, coalesce(sum(t.transfers), 0)::int as transfers,
      avg(t.deviation)::float8 as deviation, bool_or(f.simulated) as simulated
    from filed f left join told t on t.id = f.id group by f.unit_path order by f.unit_path`.execute(db);
  return rows;
}

export async function violationFigures(
  db: DbOrTx,
  period: Period,
): Promise<{ key: string; cases: number; fines: number }[]> {
  const { rows } = await sql<{ key: string; cases: number; fines: number }>`
    ${ofPeriod(period)}
    select violation as key, count(*)::int as cases, coalesce(sum(fine), 0)::float8 as fines from filed
    group by violation order by count(*) desc, violation`.execute(db);
  return rows;
}

/** By the month of the day itself: what was filed and what was decided then, of the cases filed in the period. */
export async function monthFigures(
  db: DbOrTx,
  period: Period,
): Promise<{ month: string; filed: number; decided: number }[]> {
  const { rows } = await sql<{ month: string; filed: number; decided: number }>`
    ${ofPeriod(period)}
    select month, sum(filed)::int as filed, sum(decided)::int as decided from (
      select to_char(filed_on, 'YYYY-MM') as month, 1 as filed, 0 as decided from filed
      union all select left(decided_on, 7), 0, 1 from told where decided_on is not null
    ) m group by month order by month`.execute(db);
  return rows;
}
