import { beijingDate } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import {
  figuresWaiting,
  industryFigures,
  monthFigures,
  type Period,
  unitFigures,
  violationFigures,
} from '../sql/statistics.ts';
import type { Tongue } from './read-cases.ts';
import { titleOf } from './titles.ts';

/** 案件统计: cases by the day of their filing, clues by the day on which they came. */
export async function caseStatistics(ctx: Context, period: Period, tongue: Tongue) {
  const units = await unitFigures(ctx.db, period, beijingDate(ctx.clock.now()));
  const names = new Map((await unitsUnder(ctx.db, '/')).map((one) => [one.path, one.names[tongue]]));
  return {
    units: units.map(({ simulated: _, ...row }) => ({
      ...row,
      unitName: names.get(row.unitPath) ?? row.unitPath,
    })),
    violations: (await violationFigures(ctx.db, period)).map((row) => ({
      ...row,
      title: titleOf(row.key, tongue),
    })),
    industries: await industryFigures(ctx.db, period),
    months: await monthFigures(ctx.db, period),
    waiting: await figuresWaiting(ctx.db),
    simulated: units.some(({ simulated }) => simulated),
  };
}
