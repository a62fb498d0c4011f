import { beijingDate } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { plusDays } from '@tarim/science';
import { calendarOf } from '@tarim/supervision/queries';
import { COMPLAINT_KINDS, type ComplaintFigures } from '../../contract.ts';
import { figuresOf } from '../domain/figures.ts';
import { standingOf } from '../domain/file.ts';
import { fileRows, stepsOf } from '../sql/files.ts';
import type { Tongue } from '../words.ts';
import { READ } from './actions.ts';
import { receivedOn } from './read-files.ts';

const MOST_FILES = 100_000;
const startOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

/** 信访举报统计: complaints received in a period (Beijing days, both included), by unit and together. */
export async function complaintStatistics(
  ctx: Context,
  actor: Actor,
  { from, to, unit }: { readonly from: string; readonly to: string; readonly unit?: string | undefined },
  tongue: Tongue,
): Promise<{
  units: ComplaintFigures[];
  total: ComplaintFigures;
  kinds: { kind: string; received: number }[];
  simulated: boolean;
}> {
  const rows = await fileRows(ctx.db, {
    units: ctx.policy.scope(actor, READ).unitPaths,
    unit,
    from: startOf(from),
    to: startOf(plusDays(to, 1)),
    limit: MOST_FILES,
  });
  const steps = Map.groupBy(
    await stepsOf(
      ctx.db,
      rows.map(({ id }) => id),
    ),
    ({ complaintId }) => complaintId,
  );
  const files = rows.map((row) => ({
    unitPath: row.unitPath,
    kind: row.kind,
    receivedOn: receivedOn(row),
    standing: standingOf(steps.get(row.id) ?? []),
  }));
  const today = beijingDate(ctx.clock.now());
  const names = new Map((await unitsUnder(ctx.db, '/')).map((one) => [one.path, one.names[tongue]]));
  const byUnit = [...Map.groupBy(files, ({ unitPath }) => unitPath)].sort(([a], [b]) => a.localeCompare(b));
  const units: ComplaintFigures[] = [];
  for (const [unitPath, some] of byUnit)
    units.push({
      unitPath,
      unitName: names.get(unitPath) ?? unitPath,
      ...figuresOf(some, today, await calendarOf(ctx, ctx.db, unitPath)),
    });
  const calendar = await calendarOf(ctx, ctx.db, unit ?? '/');
  return {
    units,
    total: { unitPath: unit ?? '/', unitName: '', ...figuresOf(files, today, calendar) },
    kinds: COMPLAINT_KINDS.map((kind) => ({
      kind,
      received: files.filter((one) => one.kind === kind).length,
    })),
    simulated: rows.some(({ simulated }) => simulated),
  };
}
