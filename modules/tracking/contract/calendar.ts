import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Job } from './jobs.ts';
import { Id, Instant, UnitPath } from './parts.ts';

/** Another job at the same time with the same source or the same people. */
export const JobConflict = Type.Object({
  jobId: Type.Integer(),
  name: Type.String(),
  terminals: Type.Array(Type.Integer()),
  people: Type.Array(Type.String()),
});
export type JobConflict = Static<typeof JobConflict>;

export const CalendarJob = Type.Object({ job: Job, conflicts: Type.Array(JobConflict) });
export type CalendarJob = Static<typeof CalendarJob>;

const Query = Type.Object({
  from: Instant,
  to: Instant,
  unit: Type.Optional(UnitPath),
  terminal: Type.Optional(Type.Integer({ minimum: 1 })),
  person: Type.Optional(plainText(60)),
});

export const getCalendar = route({
  id: 'tracking.getCalendar',
  method: 'GET',
  path: '/api/tracking/calendar',
  summary: '作业日历：与给定时段（不超过 62 天）相交的作业，标明同源、同人的重叠',
  access: 'tracking.read',
  query: Query,
  response: Type.Object({ jobs: Type.Array(CalendarJob), whole: Type.Boolean() }),
});

export const calendarFile = route({
  id: 'tracking.calendarFile',
  method: 'GET',
  path: '/api/tracking/calendar.ics',
  summary: '作业日历文件（iCalendar，RFC 5545）：标识不变，变更递增序号，不同意与撤回的标为取消',
  access: 'tracking.read',
  query: Query,
});

export const getJob = route({
  id: 'tracking.getJob',
  method: 'GET',
  path: '/api/tracking/jobs/:id',
  summary: '一份作业备案，及与它重叠的作业',
  access: 'tracking.read',
  params: Id,
  response: CalendarJob,
});

export const returnJob = route({
  id: 'tracking.returnJob',
  method: 'POST',
  path: '/api/tracking/jobs/:id/return',
  summary: '登记归库：源已回到库房，作业结束，许可随即失效',
  access: 'tracking.manage',
  scope: 'unit',
  params: Id,
  body: Type.Object({ at: Instant }),
  response: CalendarJob,
});
