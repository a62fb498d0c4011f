import { plainText, type Static, Type } from '@tarim/platform/contract';

/** daily 日报, monthly 月报, annual 年报, redline 生态保护红线监管月报. */
export const ReportKind = Type.Union([
  Type.Literal('daily'),
  Type.Literal('monthly'),
  Type.Literal('annual'),
  Type.Literal('redline'),
]);
export type ReportKind = Static<typeof ReportKind>;
export const REPORT_KINDS: readonly ReportKind[] = ['daily', 'monthly', 'annual', 'redline'];
/** How long the time is that a report of each kind is about. */
export const REPORT_GRAIN = {
  daily: 'day',
  monthly: 'month',
  annual: 'year',
  redline: 'month',
} as const satisfies Readonly<Record<ReportKind, 'day' | 'month' | 'year'>>;

/** queued 排队 → running 编制中 → done 已完成 or failed 失败. */
export const ReportState = Type.Union([
  Type.Literal('queued'),
  Type.Literal('running'),
  Type.Literal('done'),
  Type.Literal('failed'),
]);
export type ReportState = Static<typeof ReportState>;

/** Languages in which a report is written. */
export const ReportLanguage = Type.Union([Type.Literal('zh-CN'), Type.Literal('en')]);
export type ReportLanguage = Static<typeof ReportLanguage>;

export const Instant = Type.String({ format: 'date-time' });
export const InstantOrNull = Type.Union([Instant, Type.Null()]);
export const StringOrNull = Type.Union([Type.String(), Type.Null()]);
export const IntegerOrNull = Type.Union([Type.Integer(), Type.Null()]);

/** `/650000/650100/`; `/` is both hierarchies. */
export const UnitPath = Type.String({ pattern: '^/([0-9A-Z]+/)*$', maxLength: 120 });
/** Beijing day, month or year: `2026-11-25`, `2026-11`, `2026`. */
export const PeriodKey = Type.String({ pattern: '^(19|2[0-9])[0-9]{2}(-[0-9]{2}){0,2}$' });
export const Reason = plainText(500, 2);
export const Id = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });
