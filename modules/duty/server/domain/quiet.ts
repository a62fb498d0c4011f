import { DAY_MS, HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import type { AnswerSetting } from '../../contract.ts';

type Quiet = AnswerSetting['quiet'];
type Severity = 'info' | 'warning' | 'critical';

/** Beijing stands eight hours before UTC all year. */
const BEIJING_MS = 8 * HOUR_MS;
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The first instant from `now` on that has this time of day in Beijing, epoch ms. */
function next(now: number, time: string): number {
  const inDay = (now + BEIJING_MS) % DAY_MS;
  const wait = minuteOf(time) * MINUTE_MS - inDay;
  return now + (wait < 0 ? wait + DAY_MS : wait);
}

/** How long quiet hours last, ms; they may go over midnight. */
export function quietLength({ from, to }: Pick<Quiet, 'from' | 'to'>): number {
  return ((minuteOf(to) - minuteOf(from)) * MINUTE_MS + DAY_MS) % DAY_MS;
}

const mayWait = ({ severities }: Quiet, severity: Severity): boolean =>
  (severities as readonly Severity[]).includes(severity);

/** Until when something of a severity may wait (the end of quiet hours), epoch ms; null: it is told now. */
export function quietUntil(now: number, quiet: Quiet, severity: Severity): number | null {
  if (!mayWait(quiet, severity)) return null;
  // The end itself is morning.
  const end = next(now + 1, quiet.to);
  return end - now <= quietLength(quiet) ? end : null;
}

/** When an answer is due, epoch ms: the minutes are counted outside of quiet hours. */
export function answerDue(now: number, minutes: number, quiet: Quiet, severity: Severity): number {
  let at = now;
  let left = minutes * MINUTE_MS;
  if (!mayWait(quiet, severity)) return at + left;
  for (;;) {
    at = quietUntil(at, quiet, severity) ?? at;
    const evening = next(at, quiet.from);
    if (at + left < evening) return at + left;
    left -= evening - at;
    at = evening;
  }
}
