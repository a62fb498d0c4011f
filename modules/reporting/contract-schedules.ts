import { route, type Static, Type } from '@tarim/platform/contract';
import {
  InstantOrNull,
  IntegerOrNull,
  ReportKind,
  ReportLanguage,
  StringOrNull,
  UnitPath,
} from './contract-parts.ts';

/** When a unit's reports of a kind are made, Beijing time. */
export const Timing = Type.Object({
  hour: Type.Integer({ minimum: 0, maximum: 23 }),
  minute: Type.Integer({ minimum: 0, maximum: 59 }),
  /** Monthly and annual: day of the month; up to 28, which every month has. */
  day: Type.Optional(Type.Integer({ minimum: 1, maximum: 28 })),
  /** Annual: month. */
  month: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })),
});
export type Timing = Static<typeof Timing>;

export const Schedule = Type.Object({
  kind: ReportKind,
  unitPath: Type.String(),
  unitName: Type.String(),
  enabled: Type.Boolean(),
  timing: Timing,
  language: ReportLanguage,
  /** Published as soon as it is made. */
  publish: Type.Boolean(),
  nextAt: InstantOrNull,
  /** Period of the next report. */
  nextPeriod: StringOrNull,
  lastAt: InstantOrNull,
  lastPeriod: StringOrNull,
  lastReportId: IntegerOrNull,
  changedBy: StringOrNull,
  mayChange: Type.Boolean(),
});
export type Schedule = Static<typeof Schedule>;

export const listSchedules = route({
  id: 'reporting.listSchedules',
  method: 'GET',
  path: '/api/reporting/schedules',
  summary: '报告的定时编制：设置、上次、下次',
  access: 'reporting.read',
  response: Type.Object({ schedules: Type.Array(Schedule) }),
});

export const saveSchedule = route({
  id: 'reporting.saveSchedule',
  method: 'PUT',
  path: '/api/reporting/schedules',
  summary: '设置一个单元某类报告的定时编制',
  access: 'reporting.make',
  scope: 'unit',
  body: Type.Object({
    kind: ReportKind,
    unitPath: UnitPath,
    enabled: Type.Boolean(),
    timing: Timing,
    language: ReportLanguage,
    publish: Type.Boolean(),
  }),
  response: Schedule,
});
