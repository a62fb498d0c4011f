/** What others may know of reports: routes and their words. Parts by subject, one door. */
export {
  REPORT_GRAIN,
  REPORT_KINDS,
  ReportKind,
  ReportLanguage,
  ReportState,
} from './contract-parts.ts';
export * from './contract-reports.ts';
export * from './contract-schedules.ts';
export * from './contract-templates.ts';

/** Live topic: `{id, state, progress}`; pages read again. */
export const LIVE_REPORTS = 'reporting.changes';
