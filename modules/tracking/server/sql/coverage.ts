import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Cell, CellCounts } from '../domain/coverage.ts';

export async function addCoverage(
  db: DbOrTx,
  rows: readonly (Cell & CellCounts & { readonly day: string })[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into tracking.coverage as c (day, row_no, col_no, live, stored, lost, outages, delays, signal_count, signal_sum)
    select day, "row", col, live, stored, lost, outages, delays, "signalCount", "signalSum"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(day date, "row" int, col int, live int, stored int, lost int, outages int,
      delays int[], "signalCount" int, "signalSum" bigint)
    on conflict (day, row_no, col_no) do update set live = c.live + excluded.live, stored = c.stored + excluded.stored, lost = c.lost + excluded.lost,
      outages = c.outages + excluded.outages, signal_count = c.signal_count + excluded.signal_count, signal_sum = c.signal_sum + excluded.signal_sum,
      delays = (select array_agg(a + b order by n) from unnest(c.delays, excluded.delays) with ordinality as u(a, b, n))`.execute(
    db,
  );
}

export type CoverageRow = Cell & CellCounts;

/** Sums from a day on, the cells with the most late reports first; of these cells only, where some are given. */
export async function coverageRows(
  db: DbOrTx,
  { from, cells, limit }: { readonly from: string; readonly cells?: readonly Cell[]; readonly limit: number },
): Promise<CoverageRow[]> {
  const asked = cells ? JSON.stringify(cells) : null;
  const { rows } = await sql<CoverageRow>`
    with c as (
      select * from tracking.coverage
      where day >= ${from}::date and (${asked}::jsonb is null or (row_no, col_no) in
        (select "row", col from jsonb_to_recordset(${asked}::jsonb) as r("row" int, col int)))
    ), d as (
      select row_no, col_no, array_agg(v order by n) as delays
      from (select row_no, col_no, n, sum(v)::int as v from c, unnest(c.delays) with ordinality as u(v, n) group by row_no, col_no, n) s
      group by row_no, col_no
    )
    select row_no as "row", col_no as col, sum(live)::int as live, sum(stored)::int as stored, sum(lost)::int as lost, sum(outages)::int as outages,
      (select delays from d where d.row_no = c.row_no and d.col_no = c.col_no) as delays, sum(signal_count)::int as "signalCount",
      sum(signal_sum)::float8 as "signalSum"
    from c group by row_no, col_no order by sum(stored) + sum(outages) desc, row_no, col_no limit ${limit}`.execute(
    db,
  );
  return rows;
}
