import type { Context } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { monthFigures, type Period, unitFigures, violationFigures } from '../sql/statistics.ts';
import type { Tongue } from './read-cases.ts';
import { titleOf } from './titles.ts';

/** 案件统计: cases by the day of their filing. */
export async function caseStatistics(ctx: Context, period: Period, tongue: Tongue) {
  const units = await unitFigures(ctx.db, period);
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
    months: await monthFigures(ctx.db, period),
    simulated: units.some(({ simulated }) => simulated),
  };
}
