import type { Context } from '@tarim/platform';
import type { CoverageCell } from '../../contract.ts';
import { boxOfCell, lateShare, medianDelay } from '../domain/coverage.ts';
import { COVERAGE_DAYS, coverageFrom } from '../projector/coverage-figures.ts';
import { coverageRows } from '../sql/coverage.ts';
import { anySimulated } from '../sql/terminals.ts';

const MOST = 5_000;

/** 通信覆盖与盲区, of the last days with today. */
export async function getCoverage(
  ctx: Context,
  days: number = COVERAGE_DAYS,
): Promise<{ from: string; cells: CoverageCell[]; whole: boolean; simulated: boolean }> {
  const from = coverageFrom(ctx.clock.now(), days);
  const rows = await coverageRows(ctx.db, { from, limit: MOST });
  return {
    from,
    whole: rows.length < MOST,
    simulated: await anySimulated(ctx.db),
    cells: rows.map((one) => ({
      box: boxOfCell(one),
      live: one.live,
      stored: one.stored,
      lost: one.lost,
      outages: one.outages,
      lateShare: lateShare(one),
      medianDelay: medianDelay(one.delays),
      signal: one.signalCount === 0 ? null : one.signalSum / one.signalCount,
    })),
  };
}
