import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Tx } from '@tarim/platform';
import { reportingErrors } from '../errors.ts';
import { type ReportRecord, reportById } from '../sql/reports.ts';

export const MAKE = 'reporting.make';

/** Reads in the person's name: row-level security shows published reports, and the others where the person makes them. */
export function asReader<T>(ctx: Context, actor: Actor, body: (tx: Tx) => Promise<T>): Promise<T> {
  return asActor(ctx, actor, MAKE, body);
}

/** Whether a person may see a report: anybody who reads reports a published one, those who make them the others too. */
export function maySee(ctx: Context, actor: Actor, report: ReportRecord): boolean {
  return report.publishedAt !== null || mayHandle(ctx, actor, report);
}

export function mayHandle(ctx: Context, actor: Actor, { unitPath }: Pick<ReportRecord, 'unitPath'>): boolean {
  return ctx.policy.can(actor, MAKE, { unitPath });
}

/** To others it is as if the report did not exist. @throws TarimError REPORTING_REPORT_UNKNOWN */
export async function readableReport(ctx: Context, actor: Actor, id: number): Promise<ReportRecord> {
  const report = await asReader(ctx, actor, (tx) => reportById(tx, id));
  if (!report || !maySee(ctx, actor, report)) throw new TarimError(reportingErrors.reportUnknown, { id });
  return report;
}
