import { beijingIso } from '@tarim/kernel';
import type { Language } from '@tarim/platform';
import type { ReportRow } from '../../contract.ts';
import type { ReportRecord } from '../sql/reports.ts';

export function presentReport(record: ReportRecord, language: Language): ReportRow {
  const iso = (at: Date | null) => (at ? beijingIso(at.getTime()) : null);
  const { id, kind, unitPath, unitName, period, number, templateRevision, state, progress } = record;
  return {
    id,
    kind,
    unitPath,
    unitName,
    period,
    language: record.language,
    number,
    templateRevision,
    state,
    progress,
    failure: record.failure ? record.failure[language === 'en' ? 'en' : 'zh'] : null,
    askedBy: record.askedBy,
    askedAt: iso(record.askedAt)!,
    endedAt: iso(record.endedAt),
    pages: record.pages,
    simulated: record.simulated,
    published: record.publishedAt ? { by: record.publishedBy, at: iso(record.publishedAt)! } : null,
  };
}
