import { route, type Static, Type } from '@tarim/platform/contract';
import {
  Id,
  Instant,
  InstantOrNull,
  IntegerOrNull,
  PeriodKey,
  Reason,
  ReportKind,
  ReportLanguage,
  ReportState,
  StringOrNull,
  UnitPath,
} from './contract-parts.ts';

/** What a chapter rests on. */
export const Provenance = Type.Object({
  section: Type.String(),
  title: Type.String(),
  /** Versions of the rules: `HJ633-2026@1`. */
  rules: Type.Array(Type.String()),
  /** How many judged values took part, of how many that could be. */
  inputs: Type.Integer(),
  expected: IntegerOrNull,
  /** What is not there, for people. */
  missing: Type.Array(Type.String()),
});
export type Provenance = Static<typeof Provenance>;

export const ReportRow = Type.Object({
  id: Type.Integer(),
  kind: ReportKind,
  unitPath: Type.String(),
  unitName: Type.String(),
  period: Type.String(),
  language: ReportLanguage,
  /** Counts the reports of the same kind, unit, period and language; older ones stay. */
  number: Type.Integer(),
  templateRevision: Type.Integer(),
  state: ReportState,
  /** 0…1 */
  progress: Type.Number(),
  /** Why it failed, in the language of the request. */
  failure: StringOrNull,
  /** null: the schedule. */
  askedBy: StringOrNull,
  askedAt: Instant,
  endedAt: InstantOrNull,
  pages: IntegerOrNull,
  simulated: Type.Union([Type.Boolean(), Type.Null()]),
  published: Type.Union([Type.Object({ by: StringOrNull, at: Instant }), Type.Null()]),
});
export type ReportRow = Static<typeof ReportRow>;

export const ReportDetail = Type.Interface([ReportRow], {
  title: StringOrNull,
  provenance: Type.Array(Provenance),
  files: Type.Array(
    Type.Object({
      format: Type.Union([Type.Literal('pdf'), Type.Literal('docx'), Type.Literal('json')]),
      sha256: Type.String(),
      size: Type.Integer(),
    }),
  ),
  /** May the caller make it again, publish it and take it back? */
  mayHandle: Type.Boolean(),
});
export type ReportDetail = Static<typeof ReportDetail>;

/** Published ones for everybody who reads reports; unpublished ones for those who make them at the unit. */
export const listReports = route({
  id: 'reporting.listReports',
  method: 'GET',
  path: '/api/reporting/reports',
  summary: '报告列表，最新在前',
  access: 'reporting.read',
  query: Type.Object({
    kind: Type.Optional(ReportKind),
    unit: Type.Optional(UnitPath),
    state: Type.Optional(ReportState),
    before: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: Type.Object({ reports: Type.Array(ReportRow), next: IntegerOrNull }),
});

export const getReport = route({
  id: 'reporting.getReport',
  method: 'GET',
  path: '/api/reporting/reports/:id',
  summary: '一份报告：状态、来源、文件',
  access: 'reporting.read',
  params: Id,
  response: ReportDetail,
});

/** Made again, it gets the next number. */
export const makeReport = route({
  id: 'reporting.makeReport',
  method: 'POST',
  path: '/api/reporting/reports',
  summary: '编制报告',
  access: 'reporting.make',
  scope: 'unit',
  body: Type.Object({
    kind: ReportKind,
    unitPath: UnitPath,
    period: PeriodKey,
    language: Type.Optional(ReportLanguage),
  }),
  response: ReportRow,
});

export const publishReport = route({
  id: 'reporting.publishReport',
  method: 'POST',
  path: '/api/reporting/reports/:id/publish',
  summary: '发布报告',
  access: 'reporting.make',
  scope: 'unit',
  params: Id,
  body: Type.Object({}),
  response: ReportRow,
});

export const withdrawReport = route({
  id: 'reporting.withdrawReport',
  method: 'POST',
  path: '/api/reporting/reports/:id/withdraw',
  summary: '撤回已发布的报告',
  access: 'reporting.make',
  scope: 'unit',
  params: Id,
  body: Type.Object({ reason: Reason }),
  response: ReportRow,
});

/** PDF, shown in the page. */
export const previewReport = route({
  id: 'reporting.previewReport',
  method: 'GET',
  path: '/api/reporting/reports/:id/preview',
  summary: '在页面中查看报告 PDF',
  access: 'reporting.read',
  params: Id,
});

export const downloadReport = route({
  id: 'reporting.downloadReport',
  method: 'GET',
  path: '/api/reporting/reports/:id/files/:format',
  summary: '下载报告：PDF、DOCX、JSON（内容与来源）',
  access: 'reporting.read',
  params: Type.Interface([Id], {
    format: Type.Union([Type.Literal('pdf'), Type.Literal('docx'), Type.Literal('json')]),
  }),
});
