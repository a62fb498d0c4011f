import { expect, test } from 'vitest';
import { HOLIDAY_YEARS } from './holidays.ts';

const weekday = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay();

test.each(HOLIDAY_YEARS)('$year: make-up days are Saturdays and Sundays outside the holidays', (one) => {
  expect(one.workdays.map(weekday).filter((day) => day !== 0 && day !== 6)).toEqual([]);
  for (const { from, to } of one.holidays) {
    expect(from <= to && from.startsWith(String(one.year))).toBe(true);
    expect(one.workdays.filter((date) => from <= date && date <= to)).toEqual([]);
  }
});

// 全国年节及纪念日放假办法: eleven days a year until 2024, thirteen from 2025; the notices only move weekends about.
test.each([
  [2024, 11],
  [2025, 13],
  [2026, 13],
])('%i gives as many days off as the regulation says', (year, days) => {
  const one = HOLIDAY_YEARS.find((notice) => notice.year === year)!;
  let off = 0;
  for (const { from, to } of one.holidays)
    for (let ms = Date.parse(from); ms <= Date.parse(to); ms += 86_400_000)
      if (![0, 6].includes(new Date(ms).getUTCDay())) off++;
  // A statutory day on a weekend is made good, so weekdays off less the weekends worked for them are the statutory days.
  expect(off - one.workdays.length).toBe(days);
});
