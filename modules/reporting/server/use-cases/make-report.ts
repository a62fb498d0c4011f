import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Language, type Static, type Tx } from '@tarim/platform';
import type { ReportKind, ReportRow, makeReport as route } from '../../contract.ts';
import { periodOf } from '../domain/period.ts';
import { reportingErrors } from '../errors.ts';
import { MAKE_JOB } from '../jobs/names.ts';
import { insertReport, type ReportRecord } from '../sql/reports.ts';
import { presentTemplate } from '../sql/templates.ts';
import { reportUnit } from '../units.ts';
import { MAKE } from './access.ts';
import { presentReport } from './present.ts';
import { tell } from './tell.ts';

/**
 * Asks for a report; a job makes it. Asked again it gets the next number, the older one stays.
 * @throws TarimError REPORTING_PERIOD_INVALID, REPORTING_PERIOD_AHEAD, REPORTING_UNIT_INVALID, FORBIDDEN
 */
export async function makeReport(
  ctx: Context,
  actor: Actor,
  body: Static<NonNullable<typeof route.body>>,
  language: Language,
): Promise<ReportRow> {
  const { kind, unitPath, period } = body;
  ctx.policy.require(actor, MAKE, { unitPath });
  const whole = periodOf(kind, period);
  if (!whole) throw new TarimError(reportingErrors.periodInvalid, { period });
  if (whole.from > ctx.clock.now()) throw new TarimError(reportingErrors.periodAhead, { period });
  const written = body.language ?? 'zh-CN';
  const report = await asActor(ctx, actor, MAKE, async (tx) => {
    const queued = await queueReport(ctx, tx, {
      kind,
      unitPath,
      period,
      language: written,
      askedBy: actor.name,
      publishWhenDone: false,
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'reporting.report.asked',
      subject: `report/${queued.id}`,
      unitPath,
      detail: { kind, period, number: queued.number },
    });
    return queued;
  });
  tell(ctx, report.id, report.state, 0);
  return presentReport(report, language);
}

/** Writes the report down and queues its making, in one transaction. */
export async function queueReport(
  ctx: Context,
  tx: Tx,
  one: {
    readonly kind: ReportKind;
    readonly unitPath: string;
    readonly period: string;
    readonly language: ReportRecord['language'];
    readonly askedBy: string | null;
    readonly publishWhenDone: boolean;
    /** Not before. */
    readonly startAfter?: Date;
  },
): Promise<ReportRecord> {
  const unit = await reportUnit(tx, one.unitPath, one.language);
  const template = await presentTemplate(tx, one.kind);
  const report = await insertReport(
    tx,
    { ...one, unitName: unit.name, templateId: template.id },
    ctx.clock.now(),
  );
  const { startAfter } = one;
  await ctx.jobs.enqueue(
    MAKE_JOB,
    { reportId: report.id },
    { tx, startAfter, singletonKey: `report-${report.id}` },
  );
  return report;
}
