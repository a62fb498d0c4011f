/** iCalendar (RFC 5545): as much of it as a calendar of events needs. Pure; instants are epoch ms and are written in UTC. */
export interface CalendarEvent {
  /** Unique for good (3.8.4.7). */
  readonly uid: string;
  /** Grows with each change (3.8.7.4). */
  readonly sequence: number;
  readonly status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
  readonly start: number;
  /** Later than the start. */
  readonly end: number;
  readonly createdAt: number;
  /** Of the revision: DTSTAMP and LAST-MODIFIED, since no METHOD is given (3.8.7.2). */
  readonly changedAt: number;
  readonly summary: string;
  readonly description: string;
  readonly categories: readonly string[];
}

const LONGEST_LINE = 75;
const BREAK = '\r\n';

/** Backslash, semicolon, comma and line breaks of TEXT (3.3.11); other control characters have no place in it. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');

/** A content line in pieces of at most 75 octets, never within a character; those after the first begin with a space (3.1). */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LONGEST_LINE) {
      pieces.push(piece);
      piece = ' ';
      octets = 1;
    }
    piece += character;
    octets += size;
  }
  return [...pieces, piece].join(BREAK);
}

/** 20261120T140000Z (3.3.5, form 2). */
const instant = (ms: number): string => `${new Date(ms).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;

function eventLines(one: CalendarEvent): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(one.uid)}`,
    `DTSTAMP:${instant(one.changedAt)}`,
    `CREATED:${instant(one.createdAt)}`,
    `LAST-MODIFIED:${instant(one.changedAt)}`,
    `SEQUENCE:${one.sequence}`,
    `STATUS:${one.status}`,
    `DTSTART:${instant(one.start)}`,
    `DTEND:${instant(one.end)}`,
    `SUMMARY:${escaped(one.summary)}`,
    `DESCRIPTION:${escaped(one.description)}`,
    ...(one.categories.length > 0 ? [`CATEGORIES:${one.categories.map(escaped).join(',')}`] : []),
    'END:VEVENT',
  ];
}

/** A calendar (text/calendar, UTF-8) with its name and events. */
export function icalendar(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tarim//Tracking//ZH',
    'CALSCALE:GREGORIAN',
    // RFC 7986; most programs still look for the older name of the same.
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => folded(line) + BREAK).join('');
}
