import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with a period, and what every answer has to tell. Data in `problems`, never exceptions. */
export const CLOCK_PROBLEMS = defineErrors({
  start: define(
    'CLOCK_START_INVALID',
    'start 应为日期（2026-02-13）或 ISO 8601 时间',
    'start is a day (2026-02-13) or an ISO 8601 time',
  ),
  length: define(
    'CLOCK_LENGTH_INVALID',
    'length 应为 1 至 {limit} 的整数',
    'length is a whole number from 1 to {limit}',
  ),
  unit: define(
    'CLOCK_UNIT_INVALID',
    'unit 应为 workday、calendarDay、hour、month 或 year',
    'unit is workday, calendarDay, hour, month or year',
  ),
  pause: define(
    'CLOCK_PAUSE_INVALID',
    '第 {index} 个中止时段的起止无效',
    'Pause {index} has no valid beginning and end',
  ),
  extension: define(
    'CLOCK_EXTENSION_INVALID',
    '第 {index} 次延期无效（小时与日不能混用）',
    'Extension {index} is not valid (hours and days do not mix)',
  ),
  day: define(
    'CLOCK_CALENDAR_DAY_INVALID',
    '第 {index} 个日历日无效',
    'Day {index} of the calendar is not valid',
  ),
  year: define(
    'CLOCK_CALENDAR_YEAR_UNKNOWN',
    '没有 {year} 年的放假安排，只按周末与元旦、劳动节、国庆节计算',
    'The holidays of {year} are not known: only weekends and the holidays of fixed date count as days off',
  ),
});
