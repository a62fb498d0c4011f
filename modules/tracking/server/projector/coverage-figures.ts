import { beijingDate, DAY_MS } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { type Cell, cellOf, lateShare, medianDelay } from '../domain/coverage.ts';
import type { Figures } from '../domain/fold.ts';
import { coverageRows } from '../sql/coverage.ts';
import type { StateRow } from '../sql/states.ts';

/** So many days of the past say how a place is covered. */
export const COVERAGE_DAYS = 30;

export const coverageFrom = (now: number, days: number): string => beijingDate(now - (days - 1) * DAY_MS);

const keyOf = ({ row, col }: Cell): string => `${row} ${col}`;

/** What is known of the network where silent terminals were last seen: it explains a silence, and judges none. By terminal. */
export async function coverageFigures(
  db: DbOrTx,
  states: readonly StateRow[],
  now: number,
): Promise<Map<number, Figures>> {
  const placed = states.flatMap(({ terminalId, lat, lon }) =>
    lat === null || lon === null ? [] : [{ terminalId, cell: cellOf(lat, lon) }],
  );
  if (placed.length === 0) return new Map();
  const cells = [...new Map(placed.map(({ cell }) => [keyOf(cell), cell])).values()];
  const from = coverageFrom(now, COVERAGE_DAYS);
  const rows = new Map(
    (await coverageRows(db, { from, cells, limit: cells.length })).map((one) => [keyOf(one), one]),
  );
  return new Map(
    placed.flatMap(({ terminalId, cell }) => {
      const one = rows.get(keyOf(cell));
      const late = one ? lateShare(one) : null;
      if (!one || late === null) return [];
      const figures: Figures = {
        cellDays: COVERAGE_DAYS,
        cellReports: one.live + one.stored,
        cellLatePercent: Math.round(late * 1_000) / 10,
        cellMedianDelay: medianDelay(one.delays),
        cellOutages: one.outages,
      };
      return [[terminalId, figures] as const];
    }),
  );
}
