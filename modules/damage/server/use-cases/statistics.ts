import { filedCases } from '@tarim/enforcement/queries';
import type { Context } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import type { DamageFigures } from '../../contract.ts';
import { figuresOf } from '../domain/figures.ts';
import { standingOf } from '../domain/file.ts';
import { caseRows, stepsOf } from '../sql/cases.ts';
import type { Tongue } from './read-cases.ts';

const MOST_CASES = 100_000;

/** 损害赔偿统计: clues found, and penalty cases filed, in a period; by unit and together. */
export async function damageStatistics(
  ctx: Context,
  period: { readonly from: string; readonly to: string; readonly unit?: string | undefined },
  tongue: Tongue,
): Promise<{ units: DamageFigures[]; total: DamageFigures; simulated: boolean }> {
  const rows = await caseRows(ctx.db, { ...period, limit: MOST_CASES });
  const steps = Map.groupBy(
    await stepsOf(
      ctx.db,
      rows.map(({ id }) => id),
    ),
    ({ caseId }) => caseId,
  );
  const cases = rows.map(({ id, unitPath, source }) => ({
    unitPath,
    source,
    standing: standingOf(steps.get(id) ?? []),
  }));
  const penalties = new Map((await filedCases(ctx.db, period)).map((one) => [one.unitPath, one.cases]));
  const names = new Map((await unitsUnder(ctx.db, '/')).map((one) => [one.path, one.names[tongue]]));
  const byUnit = Map.groupBy(cases, ({ unitPath }) => unitPath);
  const units = [...new Set([...byUnit.keys(), ...penalties.keys()])].sort().map((unitPath) => ({
    unitPath,
    unitName: names.get(unitPath) ?? unitPath,
    ...figuresOf(byUnit.get(unitPath) ?? [], penalties.get(unitPath) ?? 0),
  }));
  const filed = [...penalties.values()].reduce((sum, one) => sum + one, 0);
  const total = { unitPath: period.unit ?? '/', unitName: '', ...figuresOf(cases, filed) };
  return { units, total, simulated: rows.some(({ simulated }) => simulated) };
}
