import { expect, test } from 'vitest';
import { type CalendarEvent, icalendar } from './icalendar.ts';

const EVENT: CalendarEvent = {
  uid: '2f5b7a1c-0000-4000-8000-000000000001',
  sequence: 2,
  status: 'CONFIRMED',
  start: Date.parse('2026-11-20T22:00:00+08:00'),
  end: Date.parse('2026-11-21T02:30:00+08:00'),
  createdAt: Date.parse('2026-11-18T09:00:00+08:00'),
  changedAt: Date.parse('2026-11-19T10:00:00.500+08:00'),
  summary: '管线探伤；3, 4 号口\\东',
  description: '第一行\n第二行',
  categories: ['探伤,夜', '移动源'],
};

test('the lines of RFC 5545 for one event, by hand', () => {
  expect(icalendar('作业', [EVENT]).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tarim//Tracking//ZH',
    'CALSCALE:GREGORIAN',
    'NAME:作业',
    'X-WR-CALNAME:作业',
    'BEGIN:VEVENT',
    'UID:2f5b7a1c-0000-4000-8000-000000000001',
    'DTSTAMP:20261119T020000Z',
    'CREATED:20261118T010000Z',
    'LAST-MODIFIED:20261119T020000Z',
    'SEQUENCE:2',
    'STATUS:CONFIRMED',
    'DTSTART:20261120T140000Z',
    'DTEND:20261120T183000Z',
    // The semicolon of Chinese is another character.
    'SUMMARY:管线探伤；3\\, 4 号口\\\\东',
    'DESCRIPTION:第一行\\n第二行',
    'CATEGORIES:探伤\\,夜,移动源',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test('a line of 75 octets stands, one of 76 is folded, and never within a character', () => {
  const linesOf = (summary: string) => {
    const lines = icalendar('', [{ ...EVENT, summary }]).split('\r\n');
    const at = lines.findIndex((line) => line.startsWith('SUMMARY:'));
    const rest = lines.slice(at + 1);
    return [
      lines[at]!,
      ...rest.slice(
        0,
        rest.findIndex((line) => !line.startsWith(' ')),
      ),
    ];
  };
  // SUMMARY: has eight octets.
  expect(linesOf('a'.repeat(67))).toEqual([`SUMMARY:${'a'.repeat(67)}`]);
  expect(linesOf('a'.repeat(68))).toEqual([`SUMMARY:${'a'.repeat(67)}`, ' a']);
  // 22 characters of three octets are 66: with the name 74, and the next does not fit. Of the next line 24 after the space are 73.
  expect(linesOf('源'.repeat(47))).toEqual([`SUMMARY:${'源'.repeat(22)}`, ` ${'源'.repeat(24)}`, ' 源']);
  // Outside of the basic plane: four octets, two units of a string.
  expect(linesOf(`${'a'.repeat(64)}😀`)).toEqual([`SUMMARY:${'a'.repeat(64)}`, ' 😀']);
  for (const line of icalendar('源'.repeat(200), [{ ...EVENT, description: '夜'.repeat(999) }]).split('\r\n'))
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

test('what a text contains opens no line of its own', () => {
  const text = icalendar('', [{ ...EVENT, summary: 'x\r\nEND:VEVENT\rATTACH:y\u0000z' }]);
  expect(text).toContain('SUMMARY:x\\nEND:VEVENT\\nATTACH:y z\r\n');
  expect(text.match(/^END:VEVENT/gm)).toHaveLength(1);
});
