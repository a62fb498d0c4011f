import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Language } from '@tarim/platform';
import type { ReportRow } from '../../contract.ts';
import { reportingErrors } from '../errors.ts';
import { reportById, setPublished } from '../sql/reports.ts';
import { MAKE, readableReport } from './access.ts';
import { presentReport } from './present.ts';
import { tell } from './tell.ts';

/**
 * Opens a report to all readers, or takes it back with a reason.
 * @throws TarimError REPORTING_REPORT_UNKNOWN, FORBIDDEN, REPORTING_NOT_READY, REPORTING_PUBLISHED_STATE
 */
export async function setPublication(
  ctx: Context,
  actor: Actor,
  id: number,
  wanted: { readonly publish: true } | { readonly publish: false; readonly reason: string },
  language: Language,
): Promise<ReportRow> {
  const { unitPath } = await readableReport(ctx, actor, id);
  ctx.policy.require(actor, MAKE, { unitPath });
  const after = await asActor(ctx, actor, MAKE, async (tx) => {
    const report = await reportById(tx, id);
    if (!report) throw new TarimError(reportingErrors.reportUnknown, { id });
    if (report.state !== 'done') throw new TarimError(reportingErrors.notReady, { id });
    if ((report.publishedAt !== null) === wanted.publish)
      throw new TarimError(reportingErrors.publishedState, { id });
    await setPublished(tx, id, wanted.publish ? { at: ctx.clock.now(), by: actor.name } : null);
    await ctx.audit.record(tx, {
      actor,
      action: wanted.publish ? 'reporting.report.published' : 'reporting.report.withdrawn',
      subject: `report/${id}`,
      unitPath,
      detail: wanted.publish ? {} : { reason: wanted.reason.trim() },
    });
    return (await reportById(tx, id))!;
  });
  tell(ctx, id, after.state, 1);
  return presentReport(after, language);
}
