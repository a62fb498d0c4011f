import { beijingDate } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import { calendarOf } from '@tarim/supervision/queries';
import type { AnnualReport, ReportAct } from '../../contract.ts';
import { reportRefusal } from '../domain/report.ts';
import { insertReportStep, lockSteps, reportRows } from '../sql/steps.ts';
import type { UnitRow } from '../sql/units.ts';
import type { Tongue } from '../words.ts';
import { APPROVE, MANAGE, throwRefusal } from './actions.ts';
import { presentReport } from './gather.ts';
import { requireUnit } from './units.ts';

/**
 * Files, returns or passes the annual report of a year.
 * @throws TarimError of `domain/report.ts`; RADIATION_UNIT_UNKNOWN, FORBIDDEN
 */
export async function actOnReport(
  ctx: Context,
  actor: Actor,
  unitId: number,
  year: number,
  act: ReportAct,
  tongue: Tongue,
): Promise<AnnualReport> {
  const unit = await requireUnit(ctx.db, unitId);
  const action = act.act === 'file' ? MANAGE : APPROVE;
  ctx.policy.require(actor, action, { unitPath: unit.unitPath });
  return takeReportStep(ctx, actor, action, unit, year, act, tongue);
}

/** The step itself, of whoever may take it. */
export async function takeReportStep(
  ctx: Context,
  actor: Actor,
  action: string,
  { id: unitId, unitPath }: UnitRow,
  year: number,
  act: ReportAct,
  tongue: Tongue,
): Promise<AnnualReport> {
  const calendar = await calendarOf(ctx, ctx.db, unitPath);
  return asActor(ctx, actor, action, async (tx) => {
    await lockSteps(tx, 'report', unitId);
    const ofYear = async () => (await reportRows(tx, [unitId])).filter((one) => one.year === year);
    const acts = (await ofYear()).map((step) => step.act);
    const now = ctx.clock.now();
    const refusal = reportRefusal(year, acts, act, beijingDate(now));
    if (refusal) throwRefusal(refusal, tongue);
    const nth = acts.length + 1;
    await insertReportStep(tx, { id: unitId, year, nth, unitPath, act, actor, at: new Date(now) });
    await ctx.audit.record(tx, {
      actor,
      action: 'radiation.report.step',
      subject: `unit/${unitId}`,
      unitPath,
      detail: { year, act: act.act, on: act.on },
    });
    return presentReport(year, await ofYear(), now, calendar);
  });
}
