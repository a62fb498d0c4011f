import {
  type CalendarDay,
  CLOCK_UNITS,
  type ClockInput,
  deadlineLight,
  isDate,
  runClock,
  workCalendar,
  workdaysBetween,
} from '@tarim/science';
import { HOLIDAY_YEARS } from '@tarim/standards';
import { DRAFT, nullable, PROBLEMS } from '../schema.ts';
import { evaluateCommand, lineProblem } from './evaluate-command.ts';
import { EVALUATE_PROBLEMS as P } from './problems.ts';

const help = `
tarim deadline [--explain]  < lines.ndjson

期限届满日：工作日、自然日、小时、月、年；起算日不计，届满逢休息日顺延，可中止、可延长。国务院放假安排与调休见 calendar。
The end of a period: working days, calendar days, hours, months, years; with pauses and extensions.

  {"id":1,"start":"2026-02-12","length":5,"unit":"workday"}
  {"id":1,"due":"2026-02-26T23:59:59+08:00","dueDate":"2026-02-26","rolledFrom":null,"paused":false,…}

  start, length, unit       起算（日期或时间）、长度、单位 workday | calendarDay | hour | month | year
  excludeStartDay           起算日不计（缺省 true）  the start day does not count
  rollToNextWorkdayAtEnd    届满逢休息日顺延（缺省 true）  an end on a day off moves to the next working day
  pauses                    [{"from":"2026-03-02","to":"2026-03-05"}] 中止，首尾两日都不计；无 to 为仍在中止
  extensions                [{"length":15}] 延长；单位缺省同上
  days                      [{"date":"2026-05-27","kind":"holiday","name":"古尔邦节","local":true}] 另加的日历日
  countLocal                地方节日是否计为法定休假日（缺省 false） whether local holidays are days off
  at, warnHours             给出 at 时另给 light、late、workdaysLeft；warnHours 缺省 24

  --explain  另给 steps（逐日）

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

const DAY = { type: 'string', description: '2026-02-12' };

/** `tarim deadline`. */
export const deadlineCommand = evaluateCommand({
  name: 'deadline',
  words: 'deadline',
  help,
  schema: {
    input: {
      $schema: DRAFT,
      type: 'object',
      required: ['start', 'length', 'unit'],
      properties: {
        id: {},
        start: { type: 'string', description: 'a Beijing date or an ISO 8601 time' },
        length: { type: 'integer', minimum: 1 },
        unit: { enum: [...CLOCK_UNITS] },
        excludeStartDay: { type: 'boolean' },
        rollToNextWorkdayAtEnd: { type: 'boolean' },
        pauses: {
          type: 'array',
          items: { type: 'object', required: ['from'], properties: { from: DAY, to: nullable('string') } },
        },
        extensions: {
          type: 'array',
          items: {
            type: 'object',
            required: ['length'],
            properties: { length: { type: 'integer' }, unit: { enum: [...CLOCK_UNITS] } },
          },
        },
        days: {
          type: 'array',
          items: {
            type: 'object',
            required: ['date', 'kind'],
            properties: {
              date: DAY,
              kind: { enum: ['holiday', 'workday'] },
              name: { type: 'string' },
              local: { type: 'boolean' },
            },
          },
        },
        countLocal: { type: 'boolean' },
        at: { type: 'string' },
        warnHours: { type: 'number', minimum: 0 },
      },
    },
    output: {
      $schema: DRAFT,
      type: 'object',
      required: ['id', 'problems'],
      properties: {
        id: {},
        due: { ...nullable('string'), description: 'last second of the period, Beijing time' },
        dueDate: nullable('string'),
        rolledFrom: nullable('string'),
        paused: { type: 'boolean' },
        pausedDays: { type: 'number' },
        light: { enum: ['green', 'yellow', 'red', null] },
        late: { type: ['boolean', 'null'] },
        workdaysLeft: nullable('integer'),
        calendar: {
          type: 'array',
          description: 'the notices that the answer rests on; only official-text is law',
          items: {
            type: 'object',
            required: ['year', 'docNo', 'confidence'],
            properties: {
              year: { type: 'integer' },
              docNo: nullable('string'),
              confidence: { type: 'string' },
            },
          },
        },
        steps: { type: 'array', description: 'with --explain' },
        problems: PROBLEMS,
      },
    },
  },
  answer(input) {
    const days = input.days ?? [];
    if (!Array.isArray(days)) return { problems: [lineProblem(P.list, 'days', { name: 'days' })] };
    const bad = days.findIndex((one) => !isDay(one));
    if (bad >= 0) return { problems: [lineProblem(P.list, `days/${bad}`, { name: 'days' })] };
    const words = MEMBERS.find(([name, fits]) => (input[name] ?? null) !== null && !fits(input[name]));
    if (words) return { problems: [lineProblem(P.member, words[0], { name: words[0], words: words[2] })] };
    const calendar = workCalendar({ days, countLocal: input.countLocal === true });
    const result = runClock(input as unknown as ClockInput, calendar);
    const steps = result.steps.map(({ date, why, name, counted }) => ({
      of: date,
      rule: why,
      formula: name ?? '',
      result: counted,
    }));
    const years = new Set(result.steps.map((one) => Number(one.date.slice(0, 4))));
    return {
      ...result,
      ...standing(input, result, calendar),
      calendar: HOLIDAY_YEARS.filter(({ year }) => years.has(year)).map(({ year, docNo, confidence }) => ({
        year,
        docNo,
        confidence,
      })),
      steps,
    };
  },
});

/** Members that the period itself does not know, and what they are. */
const MEMBERS: readonly (readonly [name: string, fits: (value: unknown) => boolean, words: string])[] = [
  ['countLocal', (value) => typeof value === 'boolean', 'true, false'],
  ['at', (value) => momentOf(value) !== null, '2026-02-13, 2026-02-13T10:00:00+08:00'],
  ['warnHours', (value) => typeof value === 'number' && value >= 0, '≥ 0'],
];

/** Milliseconds of a Beijing date or an ISO 8601 time; a time without a zone is Beijing's. */
function momentOf(at: unknown): number | null {
  if (isDate(at)) return Date.parse(`${at}T00:00:00+08:00`);
  if (typeof at !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(at)) return null;
  const ms = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(at) ? at : `${at}+08:00`);
  return Number.isNaN(ms) ? null : ms;
}

function isDay(one: unknown): one is CalendarDay {
  const { date, kind } = (one ?? {}) as Partial<CalendarDay>;
  return isDate(date) && (kind === 'holiday' || kind === 'workday');
}

/** How the period stands at a moment; nothing without one. */
function standing(
  { at, warnHours }: Readonly<Record<string, unknown>>,
  { due, dueDate }: ReturnType<typeof runClock>,
  calendar: ReturnType<typeof workCalendar>,
) {
  const now = momentOf(at);
  if (now === null || due === null || dueDate === null) return {};
  const hours = typeof warnHours === 'number' ? warnHours : 24;
  const light = deadlineLight({ dueAt: Date.parse(due), now, warnHours: hours });
  const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
  const far = Math.abs(Date.parse(dueDate) - now) > 20 * 366 * 86_400_000;
  return {
    light,
    late: light === 'red',
    workdaysLeft: far ? null : workdaysBetween(calendar, today, dueDate),
  };
}
