import { renderDocument } from '@tarim/documents';
import { fillMessage, TarimError } from '@tarim/kernel';
import type { Context, JobResult, JobRun } from '@tarim/platform';
import { buildReport } from '../build-report.ts';
import { reportingErrors } from '../errors.ts';
import {
  beginReport,
  type Failure,
  failReport,
  finishReport,
  type ReportRecord,
  requeueReport,
  touchReport,
} from '../sql/reports.ts';
import { tell } from '../use-cases/tell.ts';

const WRITTEN = 0.6;

/**
 * Makes a report that was asked for: content, then both files, then all of it into the database at once. A run that dies
 * leaves a report that is still being made; the job is taken over and begins anew.
 */
export async function makeReportJob(ctx: Context, data: unknown, job: JobRun): Promise<JobResult> {
  const { reportId } = data as { reportId: number };
  const report = await beginReport(ctx.db, reportId);
  if (!report) return { skipped: 1 };
  try {
    return await make(ctx, report, job);
  } catch (error) {
    if (job.signal.aborted) {
      // The process is stopping: the job comes again, and nobody needs to be told of a failure.
      await requeueReport(ctx.db, reportId);
      throw error;
    }
    await failReport(ctx.db, reportId, failureOf(error), ctx.clock.now());
    tell(ctx, reportId, 'failed', 0);
    throw error;
  }
}

async function make(ctx: Context, report: ReportRecord, job: JobRun): Promise<JobResult> {
  const { id } = report;
  const progress = async (fraction: number, note?: string) => {
    job.signal.throwIfAborted();
    await touchReport(ctx.db, id, fraction);
    await job.progress(fraction, note);
    tell(ctx, id, 'running', fraction);
  };
  await progress(0.02);
  const built = await buildReport(ctx, report, (share, note) => progress(share * WRITTEN, note));
  await progress(WRITTEN);
  const { pdf, docx, pages } = await renderDocument(built.content);
  await progress(0.9);
  const json = new TextEncoder().encode(`${JSON.stringify(built.record, null, 2)}\n`);
  const name = `report-${id}`;
  const files = {
    pdf: await ctx.files.put(pdf, { name: `${name}.pdf`, mime: 'application/pdf' }),
    docx: await ctx.files.put(docx, {
      name: `${name}.docx`,
      mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    }),
    json: await ctx.files.put(json, { name: `${name}.json`, mime: 'application/json' }),
  };
  const { simulated, provenance } = built;
  const done = await ctx.db
    .transaction()
    .execute((tx) =>
      finishReport(
        tx,
        id,
        { title: built.content.title, pages, simulated, provenance, files },
        ctx.clock.now(),
      ),
    );
  tell(ctx, id, 'done', 1);
  return { pages, bytes: pdf.length, taken: done ? 1 : 0 };
}

/** Why it failed, for the person who asked. What nobody expected is told as it is, shortened. */
function failureOf(error: unknown): Failure {
  if (error instanceof TarimError) {
    const { definition, params } = error;
    return { zh: fillMessage(definition.zh, params), en: fillMessage(definition.en, params) };
  }
  const reason = (error as Error).message.slice(0, 300);
  const { zh, en } = reportingErrors.broken;
  return { zh: fillMessage(zh, { reason }), en: fillMessage(en, { reason }) };
}
