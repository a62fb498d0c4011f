import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Clock, Day, Id, orNull, Paper, TakenStep } from './parts.ts';

/** The nine items of an annual report on safety and protection (年度评估报告). */
export const ITEMS = [
  'facilities',
  'protection',
  'staff',
  'dose',
  'ledgers',
  'environment',
  'incidents',
  'rectification',
  'plans',
] as const;
const text = plainText(2_000);
export const ReportItems = Type.Object({
  facilities: text,
  protection: text,
  staff: text,
  dose: text,
  ledgers: text,
  environment: text,
  incidents: text,
  rectification: text,
  plans: text,
});
export type ReportItems = Static<typeof ReportItems>;

const Filed = Type.Object({ act: Type.Literal('file'), on: Day, items: ReportItems });
export const ReportAct = Type.Union([
  Filed,
  Type.Object({ act: Type.Literal('return'), on: Day, document: Paper }),
  Type.Object({ act: Type.Literal('pass'), on: Day, document: Paper }),
]);
export type ReportAct = Static<typeof ReportAct>;

/** 未报、已报、退回、通过、逾期. */
export const REPORT_STATES = ['missing', 'filed', 'returned', 'passed', 'overdue'] as const;
export const ReportState = Type.Enum([...REPORT_STATES]);
export type ReportState = Static<typeof ReportState>;

export const AnnualReport = Type.Object({
  year: Type.Integer(),
  state: ReportState,
  clock: Clock,
  items: orNull(ReportItems),
  steps: Type.Array(TakenStep(ReportAct)),
});
export type AnnualReport = Static<typeof AnnualReport>;

const OfYear = Type.Object({ ...Id.properties, year: Type.Integer({ minimum: 2000, maximum: 2200 }) });

export const actOnReport = route({
  id: 'radiation.actOnReport',
  method: 'POST',
  path: '/api/radiation/units/:id/reports/:year/steps',
  summary: '年度评估报告：报送、退回、通过；退回与通过须有审批权限',
  access: 'radiation.manage',
  scope: 'unit',
  params: OfYear,
  body: ReportAct,
  response: AnnualReport,
});

export const fileOwnReport = route({
  id: 'radiation.fileOwnReport',
  method: 'POST',
  path: '/api/radiation/own/:id/reports/:year',
  summary: '企业报送本单位的年度评估报告',
  access: 'radiation.file',
  scope: 'unit',
  params: OfYear,
  body: Filed,
  response: AnnualReport,
});
