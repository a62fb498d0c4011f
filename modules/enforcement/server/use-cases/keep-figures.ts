import type { Context, DbOrTx } from '@tarim/platform';
import { enterprisesByIds } from '@tarim/registry/queries';
import type { WorkCalendar } from '@tarim/science';
import { calendarOf } from '@tarim/supervision/queries';
import { figuresOf } from '../domain/figures.ts';
import { type Standing, standingOf } from '../domain/file.ts';
import { type CaseRow, caseRows, earlierPenalties, stepsOf } from '../sql/cases.ts';
import { casesDue, endDue, putFigures } from '../sql/figures.ts';

const BATCH = 200;

/** Works out what a case adds to the statistics, in the transaction that changed it. */
export async function keepFigures(
  db: DbOrTx,
  row: CaseRow,
  standing: Standing,
  calendar: WorkCalendar,
): Promise<void> {
  const [party] = row.enterpriseId === null ? [] : await enterprisesByIds(db, [row.enterpriseId]);
  await putFigures(db, row, {
    ...figuresOf(row, standing, calendar),
    industry: party?.industry ?? null,
    industryName: party?.industryName ?? null,
    repeated: (await earlierPenalties(db, row)) > 0,
  });
}

/** 补算: cases from before there were figures, in batches; how many there were. */
export async function fillFigures(ctx: Context): Promise<number> {
  let filled = 0;
  for (let ids = await casesDue(ctx.db, BATCH); ids.length > 0; ids = await casesDue(ctx.db, BATCH)) {
    const rows = await caseRows(ctx.db, { ids, limit: ids.length });
    const calendars = new Map<string, WorkCalendar>();
    for (const { unitPath } of rows)
      if (!calendars.has(unitPath)) calendars.set(unitPath, await calendarOf(ctx, ctx.db, unitPath));
    await ctx.db.transaction().execute(async (tx) => {
      const steps = Map.groupBy(await stepsOf(tx, ids), ({ caseId }) => caseId);
      for (const row of rows)
        await keepFigures(tx, row, standingOf(steps.get(row.id) ?? []), calendars.get(row.unitPath)!);
      await endDue(tx, ids);
    });
    filled += ids.length;
  }
  return filled;
}
