import { evaluateTrend, mean, type TrendResult } from '@tarim/science';
import type { Span } from '../../contract.ts';
import type { MonthMean } from './series.ts';

export interface SiteTrend {
  readonly basis: 'years' | 'months' | 'seasonal';
  readonly result: TrendResult;
}

const yearOf = (month: string) => Number(month.slice(0, 4));
const monthOf = (month: string) => Number(month.slice(5));

/** Time in years, so that slopes are a year's change. */
const timeOf = (month: string) => yearOf(month) + (monthOf(month) - 1) / 12;

/**
 * Trend of monthly means by what they allow: of whole years (a year of which months lie outside the span would lean to a
 * season), of the months as they follow, and of each month against itself in other years.
 */
export function siteTrends(months: readonly MonthMean[], span: Span): SiteTrend[] {
  if (months.length === 0) return [];
  const byYear = [...Map.groupBy(months, (one) => yearOf(one.month))].filter(
    ([year]) => span.from <= `${year}-01` && span.to >= `${year}-12`,
  );
  const trends: SiteTrend[] = [
    {
      basis: 'years',
      result: evaluateTrend({
        points: byYear.map(([year, list]) => ({ t: year, value: mean(list.map((one) => one.value))! })),
      }),
    },
    {
      basis: 'months',
      result: named(
        evaluateTrend({ points: months.map(({ month, value }) => ({ t: timeOf(month), value })) }),
        months,
      ),
    },
  ];
  // A season that is seen once only says nothing about itself.
  const seasons = Map.groupBy(months, (one) => monthOf(one.month));
  if (seasons.size > 1 && [...seasons.values()].some((list) => list.length > 1))
    trends.push({
      basis: 'seasonal',
      result: named(
        evaluateTrend({
          points: months.map(({ month, value }) => ({ t: timeOf(month), value, season: monthOf(month) })),
        }),
        months,
      ),
    });
  return trends;
}

/** Figures under the names of their months, not under fractions of years. */
function named(result: TrendResult, months: readonly MonthMean[]): TrendResult {
  return { ...result, used: Object.fromEntries(months.map(({ month, value }) => [month, value])) };
}
