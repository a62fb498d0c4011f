import { deadlineLight, runClock, type WorkCalendar } from '@tarim/science';
import { type DamageTerm, damageTerm } from '@tarim/standards';
import type { Clock } from '../../contract.ts';
import type { Standing } from './file.ts';

/** Days before the end in which the light is yellow: a habit of the platform, no rule. */
const WARN_HOURS = 5 * 24;

/**
 * All clocks of a case, those that run first. Their lengths are settings (`packages/standards/data/damage`), told with their
 * confidence; what an agreement or a judgment names has that for its source. `now` in milliseconds.
 */
export function clocksOf(standing: Standing, now: number, calendar: WorkCalendar): Clock[] {
  const all: Clock[] = [];
  const put = (clock: Omit<Clock, 'light'>) =>
    all.push({ ...clock, light: clock.doneOn ? 'done' : lightOf(clock.due, now) });
  const term = (key: DamageTerm['key'], start: string | null, doneOn: string | null) => {
    if (start === null) return;
    const { length, unit, act, confidence } = damageTerm(key);
    put({ key, due: runClock({ start, length, unit }, calendar).dueDate!, doneOn, source: act, confidence });
  };
  const { screened, checked, started, assessment, notice, owed, performed, effect } = standing;
  term('check', screened && screened.harm !== 'no' ? screened.on : null, checked?.on ?? null);
  term('assessment', started, assessment?.on ?? null);
  term('negotiation', notice?.deliveredOn ?? null, standing.failed ?? owed?.on ?? null);
  // Whoever performed without one needs no confirmation any more.
  const appliedOn = standing.confirmation?.appliedOn ?? null;
  if (owed?.by === 'negotiation' && (appliedOn !== null || performed === null))
    term('confirmation', owed.on, appliedOn);
  if (owed)
    for (const { due, paidOn } of partsPaid(standing))
      put({ key: 'payment', due, doneOn: paidOn, ...told(owed.by) });
  if (owed) put({ key: 'performance', due: owed.due, doneOn: performed, ...told(owed.by) });
  term('effect', performed, effect);
  const rank = ({ light, due }: Clock) => (light === 'done' ? '9' : due);
  return all.sort((a, b) => rank(a).localeCompare(rank(b)));
}

/** What both sides, or a court, fixed: no law, and nothing to verify. */
const told = (by: 'negotiation' | 'court') => ({ source: by, confidence: 'official-text' });

/** Each part with the day on which what was paid reached it. */
function partsPaid({ owed, payments }: Standing): { due: string; paidOn: string | null }[] {
  let needed = 0;
  return (owed?.parts ?? []).map(({ due, amount }) => {
    needed += amount;
    let paid = 0;
    const reached = payments.find((one) => {
      paid += one.amount;
      return Math.round(paid * 100) >= Math.round(needed * 100);
    });
    return { due, paidOn: reached?.on ?? null };
  });
}

const lightOf = (due: string, now: number): 'green' | 'yellow' | 'red' =>
  deadlineLight({ dueAt: Date.parse(`${due}T23:59:59+08:00`), now, warnHours: WARN_HOURS });
