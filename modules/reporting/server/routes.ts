import { type BoundRoute, implement, type Language, negotiateLanguage } from '@tarim/platform';
import * as contract from '../contract.ts';
import { disposition, getReport, reportFile } from './use-cases/get-report.ts';
import { listReports } from './use-cases/list-reports.ts';
import { makeReport } from './use-cases/make-report.ts';
import { setPublication } from './use-cases/publish-report.ts';
import { listSchedules, saveSchedule } from './use-cases/schedules.ts';
import { listTemplates, previewTemplate, restoreTemplate, saveTemplate } from './use-cases/templates.ts';

function languageOf(request: { readonly headers: { readonly 'accept-language'?: string } }): Language {
  return negotiateLanguage(request.headers['accept-language']);
}

/** A PDF runs no script and loads nothing; only our own pages may show it inside themselves. */
const PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'";

export const routes: readonly BoundRoute[] = [
  implement(contract.listReports, ({ actor, query, request }, ctx) =>
    listReports(ctx, actor!, query, languageOf(request)),
  ),
  implement(contract.getReport, ({ actor, params, request }, ctx) =>
    getReport(ctx, actor!, params.id, languageOf(request)),
  ),
  implement(contract.makeReport, ({ actor, body, request }, ctx) =>
    makeReport(ctx, actor!, body, languageOf(request)),
  ),
  implement(contract.publishReport, ({ actor, params, request }, ctx) =>
    setPublication(ctx, actor!, params.id, { publish: true }, languageOf(request)),
  ),
  implement(contract.withdrawReport, ({ actor, params, body, request }, ctx) =>
    setPublication(ctx, actor!, params.id, { publish: false, ...body }, languageOf(request)),
  ),
  implement(contract.previewReport, async ({ actor, params, reply }, ctx) => {
    const file = await reportFile(ctx, actor!, params.id, 'pdf');
    reply
      .type(file.mime)
      .header('content-disposition', disposition('inline', file.name))
      .header('content-security-policy', PDF_POLICY);
    await reply.send(Buffer.from(file.bytes));
    return undefined;
  }),
  implement(contract.downloadReport, async ({ actor, params, reply }, ctx) => {
    const file = await reportFile(ctx, actor!, params.id, params.format);
    reply.type(file.mime).header('content-disposition', disposition('attachment', file.name));
    await reply.send(Buffer.from(file.bytes));
    return undefined;
  }),
  implement(contract.listTemplates, ({ request }, ctx) => listTemplates(ctx, languageOf(request))),
  implement(contract.saveTemplate, ({ actor, params, body }, ctx) =>
    saveTemplate(ctx, actor!, params.kind, body),
  ),
  implement(contract.restoreTemplate, ({ actor, params, body }, ctx) =>
    restoreTemplate(ctx, actor!, params.kind, body),
  ),
  implement(contract.previewTemplate, ({ params, body }, ctx) => previewTemplate(ctx, params.kind, body)),
  implement(contract.listSchedules, ({ actor, request }, ctx) =>
    listSchedules(ctx, actor!, languageOf(request)),
  ),
  implement(contract.saveSchedule, ({ actor, body, request }, ctx) =>
    saveSchedule(ctx, actor!, body, languageOf(request)),
  ),
];
