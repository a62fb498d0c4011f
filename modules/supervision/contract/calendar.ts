import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, Instant, orNull, Reason, UnitPath } from './parts.ts';

export const CLOCK_UNITS = ['workday', 'calendarDay', 'hour', 'month', 'year'] as const;

/** A day that differs from its day of the week. */
export const CalendarEntry = Type.Object({
  date: Type.String(),
  kind: Type.Enum(['holiday', 'workday']),
  name: Type.String(),
  /** `/` national; a hierarchy or unit: local. */
  unitPath: Type.String(),
  local: Type.Boolean(),
  /** national: from the notice of the State Council; region: from the region pack; set: by an administrator. */
  origin: Type.Enum(['national', 'region', 'set']),
  source: orNull(Type.String()),
  confidence: orNull(Type.String()),
  changedBy: orNull(Type.String()),
});
export type CalendarEntry = Static<typeof CalendarEntry>;

export const getCalendar = route({
  id: 'supervision.getCalendar',
  method: 'GET',
  path: '/api/supervision/calendar',
  summary: '工作日历：法定节假日、调休上班、地方节日',
  access: 'supervision.read',
  query: Type.Object({ year: Type.Integer({ minimum: 2000, maximum: 2100 }) }),
  response: Type.Object({
    year: Type.Integer(),
    /** Whether the notice of the year is there; without one only weekends are off. */
    known: Type.Boolean(),
    notice: orNull(
      Type.Object({
        title: Type.String(),
        docNo: orNull(Type.String()),
        issuedOn: Type.String(),
        confidence: Type.String(),
        sources: Type.Array(Type.String()),
      }),
    ),
    entries: Type.Array(CalendarEntry),
    countLocal: Type.Boolean(),
    countLocalBy: orNull(Type.Object({ by: Type.String(), at: Instant, reason: Type.String() })),
  }),
});

export const putCalendarDay = route({
  id: 'supervision.putCalendarDay',
  method: 'PUT',
  path: '/api/supervision/calendar/days',
  summary: '设定日历日（休息或上班）；未结任务的期限随之重算',
  access: 'supervision.configure',
  body: Type.Object({
    date: Day,
    unitPath: UnitPath,
    /** null takes the setting away. */
    kind: orNull(Type.Enum(['holiday', 'workday'])),
    name: plainText(60),
    source: plainText(200),
    reason: Reason,
  }),
  response: Type.Object({ recomputed: Type.Integer() }),
});

export const setLocalCounting = route({
  id: 'supervision.setLocalCounting',
  method: 'PUT',
  path: '/api/supervision/calendar/local-counting',
  summary: '地方节日是否计为法定休假日；未结任务的期限随之重算',
  access: 'supervision.configure',
  body: Type.Object({ countLocal: Type.Boolean(), reason: Reason }),
  response: Type.Object({ recomputed: Type.Integer() }),
});

/** 期限试算. */
export const computeDeadline = route({
  id: 'supervision.computeDeadline',
  method: 'GET',
  path: '/api/supervision/deadline',
  summary: '期限试算：起算日、长度、单位 → 届满日与逐日说明',
  access: 'supervision.read',
  query: Type.Object({
    start: Day,
    length: Type.Integer({ minimum: 1, maximum: 2_000 }),
    unit: Type.Enum([...CLOCK_UNITS]),
    unitPath: Type.Optional(UnitPath),
  }),
  response: Type.Object({
    due: orNull(Instant),
    dueDate: orNull(Type.String()),
    rolledFrom: orNull(Type.String()),
    steps: Type.Array(
      Type.Object({
        date: Type.String(),
        why: Type.String(),
        name: orNull(Type.String()),
        counted: Type.Integer(),
      }),
    ),
    problems: Type.Array(Type.Object({ code: Type.String(), message: Type.String() })),
  }),
});
