import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import type { Field, Gap, GapReportSummary } from '../../contract.ts';
import { missingOf } from '../domain/gap.ts';
import { capabilityErrors as E } from '../errors.ts';
import { insertReport, type ReportRow, reportRows } from '../sql/reports.ts';
import { MANAGE } from './equipment.ts';
import { getGap } from './gap.ts';

const PAGE = 50;

const present = ({ id, unitPath, field, on, gap, by, at }: ReportRow): GapReportSummary => ({
  id,
  unitPath,
  field,
  on,
  lists: gap.lists.map((list) => ({ id: list.id, version: list.version })),
  units: gap.units.length,
  ...missingOf(gap.units),
  by,
  at: beijingIso(at.getTime()),
  simulated: gap.simulated,
});

export async function listReports(
  ctx: Context,
  query: {
    readonly field?: Field | undefined;
    readonly unit?: string | undefined;
    readonly before?: number | undefined;
  },
): Promise<{ reports: GapReportSummary[]; before: number | null }> {
  const rows = await reportRows(ctx.db, { ...query, limit: PAGE + 1 });
  const shown = rows.slice(0, PAGE);
  return { reports: shown.map(present), before: rows.length > PAGE ? shown.at(-1)!.id : null };
}

/** @throws TarimError CAPABILITY_REPORT_UNKNOWN */
export async function getReport(ctx: Context, id: number): Promise<GapReportSummary & { gap: Gap }> {
  const [row] = await reportRows(ctx.db, { id, limit: 1 });
  if (!row) throw new TarimError(E.reportUnknown, { id });
  return { ...present(row), gap: row.gap };
}

/** Keeps a gap as it is now, whatever becomes of lists and ledgers. @throws TarimError as `getGap`, FORBIDDEN */
export async function keepReport(
  ctx: Context,
  actor: Actor,
  { field, unitPath, on }: { readonly field: Field; readonly unitPath: string; readonly on: string },
): Promise<GapReportSummary> {
  ctx.policy.require(actor, MANAGE, { unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const gap = await getGap(ctx, { field, unit: unitPath, on }, tx);
    const row = { unitPath, field, on, gap, by: actor.name, at: new Date(ctx.clock.now()) };
    const id = await insertReport(tx, row);
    await ctx.audit.record(tx, {
      actor,
      action: 'capability.report.kept',
      subject: `report/${id}`,
      unitPath,
      detail: { field, on, ...missingOf(gap.units) },
    });
    return present({ ...row, id });
  });
}
