import { sentActs } from '@tarim/field/queries';
import type { Context } from '@tarim/platform';
import { VISIT_PARAMETERS } from '@tarim/standards';
import { figuresOf, officerFigures } from '../domain/statistics.ts';
import { countedRecords, countedVisits, goodRechecks } from '../sql/statistics.ts';

/** Visits that one question counts; a longer period is asked in parts. */
const MOST = 20_000;

/** 检查统计 (移动执法指标): figures of the visits planned in a period, by unit, altogether, and by officer. */
export async function visitStatistics(ctx: Context, query: { from: string; to: string; unit?: string }) {
  const all = await countedVisits(ctx.db, query, MOST + 1);
  const visits = all.slice(0, MOST);
  const records = await countedRecords(
    ctx.db,
    visits.map(({ id }) => id),
  );
  const [acts, rechecks] = await Promise.all([
    sentActs(
      ctx.db,
      records.map(({ actId }) => actId),
    ),
    goodRechecks(ctx.db, [
      ...new Set(visits.filter(({ result }) => result === 'ordered').map(({ enterpriseId }) => enterpriseId)),
    ]),
  ]);
  const { version, lateMinutes, traceGapMinutes: gapMinutes } = VISIT_PARAMETERS;
  const input = { records, rechecks, acts, lateMinutes, gapMinutes };
  const units = Map.groupBy(visits, ({ unitPath }) => unitPath);
  return {
    units: [...units]
      .map(([unitPath, visits]) => figuresOf(unitPath, { ...input, visits }))
      .sort((a, b) => (a.unitPath < b.unitPath ? -1 : 1)),
    total: visits.length > 0 ? figuresOf(query.unit ?? '/', { ...input, visits }) : null,
    officers: officerFigures(visits),
    version,
    lateMinutes,
    gapMinutes,
    more: all.length > MOST,
  };
}
