import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, Id, orNull } from './parts.ts';

export const REPORT_KINDS = ['annual', 'quarterly'] as const;

/** 执行报告: one that is due, or was. */
export const ReportDuty = Type.Object({
  kind: Type.Enum([...REPORT_KINDS]),
  /** `2026`, `2026Q3` */
  period: Type.String(),
  due: Day,
  submittedOn: orNull(Day),
  light: Type.Enum(['green', 'yellow', 'red', 'done']),
  /** Submitted after its day, or not at all and the day is over. */
  late: Type.Boolean(),
});
export type ReportDuty = Static<typeof ReportDuty>;

export const ReportedAmount = Type.Object(
  {
    factor: plainText(40, 1),
    /** 实际排放量, tonnes of the period. */
    tonnes: Type.Number({ minimum: 0, maximum: 1e12 }),
  },
  { additionalProperties: false },
);
export type ReportedAmount = Static<typeof ReportedAmount>;

/** 许可量使用: what the annual report of a year says against the permitted amounts. */
export const QuotaUse = Type.Object({
  period: Type.String(),
  factor: Type.String(),
  tonnes: Type.Number(),
  yearly: Type.Number(),
  use: Type.Number(),
  light: Type.Enum(['green', 'yellow', 'red']),
});
export type QuotaUse = Static<typeof QuotaUse>;

export const submitReport = route({
  id: 'permit.submitReport',
  method: 'POST',
  path: '/api/permit/permits/:id/reports',
  summary: '提交执行报告（季报、年报）：企业报自己的，主管单位可代为登记',
  access: 'permit.file',
  scope: 'unit',
  params: Id,
  body: Type.Object({
    period: Type.String({ pattern: '^[0-9]{4}(Q[1-4])?$' }),
    summary: plainText(4_000, 1),
    amounts: Type.Array(ReportedAmount, { maxItems: 60 }),
  }),
  response: ReportDuty,
});
