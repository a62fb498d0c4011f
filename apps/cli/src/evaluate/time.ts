import { BEIJING_OFFSET_MS, DAY_MS } from '@tarim/kernel';

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?)?\s*(?:(Z)|([+-])(\d{2})(?::?(\d{2}))?)?$/i;

/**
 * An ISO 8601 time as epoch ms: date alone, or with hour, minutes, seconds; Beijing time when it names no offset, whatever the
 * zone of the machine.
 * @returns null when it is no time of the calendar
 */
export function parseTime(text: string): number | null {
  const match = ISO.exec(text.trim());
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const milliseconds = Math.floor(Number(`0.${match[7] ?? 0}`) * 1_000);
  const date = Date.UTC(year, month - 1, day);
  // 30 February would silently become 2 March.
  if (new Date(date).toISOString().slice(0, 10) !== `${match[1]}-${match[2]}-${match[3]}`) return null;
  const ofDay = ((hour * 60 + minute) * 60 + second) * 1_000 + milliseconds;
  // 24:00 is the end of the day; a leap second counts as the next one.
  if (hour > 24 || minute > 59 || second > 60 || ofDay > DAY_MS) return null;
  return date + ofDay - offsetOf(match);
}

function offsetOf(match: RegExpExecArray): number {
  if (match[8]) return 0;
  if (!match[9]) return BEIJING_OFFSET_MS;
  const minutes = Number(match[10]) * 60 + Number(match[11] ?? 0);
  return (match[9] === '-' ? -1 : 1) * minutes * 60_000;
}
