import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Language } from '@tarim/platform';
import type { ReportDetail } from '../../contract.ts';
import { reportingErrors } from '../errors.ts';
import { mayHandle, readableReport } from './access.ts';
import { presentReport } from './present.ts';

const FORMATS = ['pdf', 'docx', 'json'] as const;
export type Format = (typeof FORMATS)[number];
const MIME: Readonly<Record<Format, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  json: 'application/json; charset=utf-8',
};

/** @throws TarimError REPORTING_REPORT_UNKNOWN */
export async function getReport(
  ctx: Context,
  actor: Actor,
  id: number,
  language: Language,
): Promise<ReportDetail> {
  const report = await readableReport(ctx, actor, id);
  const { files } = report;
  return {
    ...presentReport(report, language),
    title: report.title,
    provenance: report.provenance ?? [],
    files: files ? FORMATS.map((format) => ({ format, ...files[format] })) : [],
    mayHandle: mayHandle(ctx, actor, report),
  };
}

/**
 * A file of a report, with the name under which it is saved.
 * @throws TarimError REPORTING_REPORT_UNKNOWN, REPORTING_NOT_READY
 */
export async function reportFile(
  ctx: Context,
  actor: Actor,
  id: number,
  format: Format,
): Promise<{ bytes: Uint8Array; mime: string; name: string }> {
  const report = await readableReport(ctx, actor, id);
  const kept = report.files?.[format];
  const file = kept ? await ctx.files.get(kept.sha256) : null;
  if (!file) throw new TarimError(reportingErrors.notReady, { id });
  const name = [report.unitName, report.title, report.period, `v${report.number}`].join(' ').trim();
  return { bytes: file.bytes, mime: MIME[format], name: `${name}.${format}` };
}

/** Header that names a file in any script (RFC 6266). */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)}`;
}
