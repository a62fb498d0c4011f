import { expect, test } from 'vitest';
import { shiftAt } from './shift-time.ts';

const HOURS = { dayFrom: '10:00', nightFrom: '20:00' };
const at = (text: string) => shiftAt(Date.parse(`${text}+08:00`), HOURS);

test('a day has two shifts; after midnight the night is still that of the day before', () => {
  expect(at('2026-11-26T10:00:00')).toMatchObject({ day: '2026-11-26', slot: 'day' });
  expect(at('2026-11-26T19:59:59')).toMatchObject({ day: '2026-11-26', slot: 'day' });
  expect(at('2026-11-26T20:00:00')).toMatchObject({ day: '2026-11-26', slot: 'night' });
  expect(at('2026-11-27T03:00:00')).toMatchObject({ day: '2026-11-26', slot: 'night' });
  expect(at('2026-03-01T09:59:59')).toMatchObject({ day: '2026-02-28', slot: 'night' });
});

test('shifts touch and leave no gap', () => {
  for (let hour = 0; hour < 72; hour += 1) {
    const now = Date.parse('2026-12-30T00:30:00+08:00') + hour * 3_600_000;
    const { from, until } = shiftAt(now, HOURS);
    expect(from <= now && now < until).toBe(true);
    expect(shiftAt(until, HOURS).from).toBe(until);
    expect(shiftAt(from - 1, HOURS).until).toBe(from);
  }
});
