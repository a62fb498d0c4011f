import { describe, expect, test } from 'vitest';
import { type CalendarDay, workCalendar, workdaysBetween } from './calendar.ts';
import { type ClockInput, runClock } from './clock.ts';
import { deadlineLight } from './light.ts';

const ends = (input: ClockInput, calendar = workCalendar()) => runClock(input, calendar).dueDate;

describe('working days, counted by hand on the calendar of the State Council', () => {
  test('an ordinary week: from Monday, five working days end on the next Monday', () => {
    // 2026-11-23 Mon: Tue 24, Wed 25, Thu 26, Fri 27, Mon 30.
    expect(ends({ start: '2026-11-23', length: 5, unit: 'workday' })).toBe('2026-11-30');
    expect(ends({ start: '2026-11-23', length: 5, unit: 'workday', excludeStartDay: false })).toBe(
      '2026-11-27',
    );
  });
  test('the Spring Festival of 2026 with its worked Saturdays', () => {
    // From Thu 12 February: Fri 13, Sat 14 (worked), [15–23 off], Tue 24, Wed 25, Thu 26.
    expect(ends({ start: '2026-02-12', length: 5, unit: 'workday' })).toBe('2026-02-26');
    // Two more: Fri 27, Sat 28 (worked).
    expect(ends({ start: '2026-02-12', length: 7, unit: 'workday' })).toBe('2026-02-28');
  });
  test('the Spring Festival of 2025 with its worked Sunday before', () => {
    // From Fri 24 January: Sun 26 (worked), Mon 27, [28 Jan – 4 Feb off], Wed 5, Thu 6, Fri 7.
    expect(ends({ start: '2025-01-24', length: 5, unit: 'workday' })).toBe('2025-02-07');
    // Sat 8 February is worked too.
    expect(ends({ start: '2025-01-24', length: 6, unit: 'workday' })).toBe('2025-02-08');
  });
  test('May and October of 2024: worked Sundays before, Saturdays after', () => {
    // From Fri 26 April: Sun 28 (worked), Mon 29, Tue 30, [1–5 May off], Mon 6.
    expect(ends({ start: '2024-04-26', length: 4, unit: 'workday' })).toBe('2024-05-06');
    // From Fri 27 September: Sun 29 (worked), Mon 30, [1–7 October off], Tue 8 … Fri 11, Sat 12 (worked).
    expect(ends({ start: '2024-09-27', length: 7, unit: 'workday' })).toBe('2024-10-12');
  });
  test('a start on a day off: the first working day after it is the first', () => {
    expect(ends({ start: '2026-10-03', length: 1, unit: 'workday' })).toBe('2026-10-08');
  });
  test('an instant belongs to its Beijing day', () => {
    // 2026-11-23T17:00Z is the 24th, 01:00 in Beijing.
    expect(ends({ start: '2026-11-23T17:00:00Z', length: 1, unit: 'workday' })).toBe('2026-11-25');
  });
});

describe('calendar days, months, years', () => {
  test('a period that ends on a day off ends on the next working day', () => {
    // 15 days from 2 February 2026 end on the 17th, in the Spring Festival; work begins again on the 24th.
    const result = runClock({ start: '2026-02-02', length: 15, unit: 'calendarDay' });
    expect([result.rolledFrom, result.dueDate, result.due]).toEqual([
      '2026-02-17',
      '2026-02-24',
      '2026-02-24T23:59:59+08:00',
    ]);
    expect(
      ends({ start: '2026-02-02', length: 15, unit: 'calendarDay', rollToNextWorkdayAtEnd: false }),
    ).toBe('2026-02-17');
  });
  test('a worked Saturday is no day off', () => {
    // 10 days from 18 February 2026 end on Saturday the 28th, which is worked.
    expect(ends({ start: '2026-02-18', length: 10, unit: 'calendarDay' })).toBe('2026-02-28');
  });
  test('a month ends on the day of the same number, or on the last', () => {
    expect(ends({ start: '2026-07-15', length: 1, unit: 'month' })).toBe('2026-08-17'); // the 15th is a Saturday
    const bare = { rollToNextWorkdayAtEnd: false };
    expect(ends({ start: '2026-01-31', length: 1, unit: 'month', ...bare })).toBe('2026-02-28');
    expect(ends({ start: '2024-02-29', length: 1, unit: 'year', ...bare })).toBe('2025-02-28');
    expect(ends({ start: '2026-03-01', length: 1, unit: 'month', excludeStartDay: false, ...bare })).toBe(
      '2026-03-31',
    );
  });
  test('an extension goes on where the period would have ended', () => {
    // 90 + 30 days from 2 March 2026 (行政处罚法 60): 120 days, 30 June.
    expect(ends({ start: '2026-03-02', length: 90, unit: 'calendarDay', extensions: [{ length: 30 }] })).toBe(
      '2026-06-30',
    );
    // Two months from 31 December, not one and then another.
    expect(
      ends({
        start: '2026-12-31',
        length: 1,
        unit: 'month',
        extensions: [{ length: 1 }],
        rollToNextWorkdayAtEnd: false,
      }),
    ).toBe('2027-02-28');
  });
});

describe('pauses', () => {
  test('days of a pause are not counted', () => {
    // Five working days from Mon 2026-11-23, paused Wed–Thu: Tue 24, Fri 27, Mon 30, Tue 1, Wed 2.
    const result = runClock({
      start: '2026-11-23',
      length: 5,
      unit: 'workday',
      pauses: [{ from: '2026-11-25', to: '2026-11-26', reason: 'monitoring' }],
    });
    expect([result.dueDate, result.pausedDays]).toEqual(['2026-12-02', 2]);
  });
  test('a month is longer by the days of its pause', () => {
    expect(
      ends({
        start: '2026-03-10',
        length: 1,
        unit: 'month',
        pauses: [{ from: '2026-03-20', to: '2026-03-24' }],
        rollToNextWorkdayAtEnd: false,
      }),
    ).toBe('2026-04-15');
  });
  test('a pause without an end: the period stands still', () => {
    const result = runClock({
      start: '2026-11-23',
      length: 5,
      unit: 'workday',
      pauses: [{ from: '2026-11-25' }],
    });
    expect([result.due, result.paused]).toEqual([null, true]);
  });
  test('hours run through the night; pauses that touch are one', () => {
    const due = (pauses: ClockInput['pauses'] = []) =>
      runClock({ start: '2026-11-27T18:00:00+08:00', length: 24, unit: 'hour', pauses }).due;
    expect(due()).toBe('2026-11-28T18:00:00+08:00');
    expect(
      due([
        { from: '2026-11-28T00:00:00+08:00', to: '2026-11-28T02:00:00+08:00' },
        { from: '2026-11-28T01:00:00+08:00', to: '2026-11-28T03:00:00+08:00' },
      ]),
    ).toBe('2026-11-28T21:00:00+08:00');
  });
});

describe('local holidays', () => {
  const days: CalendarDay[] = ['06', '07', '08', '09', '10'].map((day) => ({
    date: `2025-06-${day}`,
    kind: 'holiday',
    name: '古尔邦节',
    local: true,
  }));
  test('count as days off only where the switch says so', () => {
    // From Thu 5 June 2025: Fri 6, Mon 9, Tue 10 — or Wed 11, Thu 12, Fri 13.
    const period = { start: '2025-06-05', length: 3, unit: 'workday' } as const;
    expect(ends(period, workCalendar({ days }))).toBe('2025-06-10');
    expect(ends(period, workCalendar({ days, countLocal: true }))).toBe('2025-06-13');
  });
});

test('a year without a notice is told, and weekends count', () => {
  const { dueDate, problems } = runClock({ start: '2031-01-03', length: 1, unit: 'workday' });
  expect([dueDate, problems.map((one) => one.code)]).toEqual(['2031-01-06', ['CLOCK_CALENDAR_YEAR_UNKNOWN']]);
});

test('what is not good is named', () => {
  const codes = (input: object) => runClock(input as ClockInput).problems.map((one) => one.path);
  expect(codes({ start: '2026-02-30', length: 0, unit: 'workday' })).toEqual(['start', 'length']);
  expect(codes({ start: '2026-02-03', length: 2, unit: 'week' })).toEqual(['unit']);
  expect(
    codes({
      start: '2026-02-03',
      length: 2,
      unit: 'workday',
      pauses: [{ from: '2026-03-02', to: '2026-03-01' }],
      extensions: [{ length: 2, unit: 'hour' }],
    }),
  ).toEqual(['pauses/0', 'extensions/0']);
});

test('a year whose notice is not out keeps the holidays that have a date by law', () => {
  // From Tue 29 December 2026: Wed 30, Thu 31, Fri 1 January (元旦) off, Mon 4, Tue 5, Wed 6.
  const term: ClockInput = { start: '2026-12-29', length: 5, unit: 'workday' };
  expect(runClock(term)).toMatchObject({
    dueDate: '2027-01-06',
    problems: [{ code: 'CLOCK_CALENDAR_YEAR_UNKNOWN' }],
  });
  // 30 September 2027 is a Thursday: Fri 1 and Sat 2, Sun 3 October are off, Monday counts.
  expect(ends({ start: '2027-09-30', length: 1, unit: 'workday' })).toBe('2027-10-04');
  // A day on which an administrator says that one works is worked.
  const worked = workCalendar({ days: [{ date: '2027-01-01', kind: 'workday', name: '加班' }] });
  expect(ends(term, worked)).toBe('2027-01-05');
  // Once the whole year is given, its own days hold.
  expect(ends(term, workCalendar({ years: [2027] }))).toBe('2027-01-05');
});

test('working days between two dates', () => {
  // 14 February (worked) and 24 February 2026 lie between the 13th and the 24th.
  const calendar = workCalendar();
  expect(workdaysBetween(calendar, '2026-02-13', '2026-02-24')).toBe(2);
  expect(workdaysBetween(calendar, '2026-02-24', '2026-02-13')).toBe(-2);
});

test('lights: the last second is in time', () => {
  const dueAt = Date.parse('2026-02-24T23:59:59+08:00');
  const light = (now: number, doneAt: number | null = null) =>
    deadlineLight({ dueAt, now, doneAt, warnHours: 24 });
  expect(light(dueAt - 25 * 3_600_000)).toBe('green');
  expect(light(dueAt - 24 * 3_600_000)).toBe('yellow');
  expect(light(dueAt + 999)).toBe('yellow');
  expect(light(dueAt + 1_000)).toBe('red');
  expect(light(dueAt + 9_999_999, dueAt - 1)).toBe('green');
  expect(light(dueAt + 9_999_999, dueAt + 5_000)).toBe('red');
});
