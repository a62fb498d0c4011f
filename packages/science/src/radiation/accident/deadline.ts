import { beijingDate, beijingIso } from '@tarim/kernel';
import { RADIATION_CLOCKS, type RadiationClock } from '@tarim/standards';
import { plusDays, type WorkCalendar, workCalendar } from '../../clock/calendar.ts';
import { type ClockInput, type ClockUnit, runClock } from '../../clock/clock.ts';
import { deadlineLight, type Light } from '../../clock/light.ts';
import { CLOCK_PROBLEMS } from '../../clock/problems.ts';
import { type Finding, ruleUsed, type Step } from '../../finding.ts';
import { told } from '../../told.ts';
import { Members } from '../members.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';

export interface RadiationDeadlineInput {
  /** `transfer-file`, `acc-unit` …; all of them are told when it is absent. */
  readonly clock?: string;
  /** Epoch ms of what sets it going; of `before` clocks the day before which it must be done. */
  readonly trigger?: number;
  /** Epoch ms; with it the light. */
  readonly at?: number;
  readonly warnHours?: number;
}

export interface RadiationDeadlineResult extends Finding {
  readonly clock: RadiationClock | null;
  /** Last second, Beijing time. */
  readonly due: string | null;
  readonly dueDate: string | null;
  /** The day off on which it would have ended. */
  readonly rolledFrom: string | null;
  /** Last working day on which it can be done when the end does not move off a day off. */
  readonly remindBy: string | null;
  readonly light: Light | null;
  /** Without `clock`. */
  readonly clocks: readonly RadiationClock[];
}

/** 1900 to 2198: beyond them there is no calendar. */
const TIME = { min: -2.2e12, max: 7.2e12 };

/**
 * Statutory periods of users of nuclear technology and of accident reports (国务院令第449号, 环境保护部令第18号 …). Day, workday and month
 * periods begin on the day after; hours run through nights and holidays; fixed dates, validities and periods before a day do not move.
 */
export function evaluateRadiationDeadline(
  input: RadiationDeadlineInput,
  calendar: WorkCalendar = workCalendar(),
): RadiationDeadlineResult {
  const members = new Members(input);
  const { rows } = RADIATION_CLOCKS.data;
  const own = members.raw('id');
  // A line that names itself after the period it asks for needs no `clock`.
  const id =
    members.text(['clock', 'rule', 'deadline', '期限']) ??
    (typeof own === 'string' && rows.some((one) => one.id === own) ? own : null);
  const clock = id === null ? null : (rows.find((one) => one.id === id.trim().toLowerCase()) ?? null);
  const none = { due: null, dueDate: null, rolledFrom: null, remindBy: null, light: null };
  const finish = (rest: typeof none | Ended, steps: readonly Step[]): RadiationDeadlineResult => ({
    clock,
    ...rest,
    clocks: id === null ? rows : [],
    rules: [ruleUsed({ ...RADIATION_CLOCKS, confidence: clock?.confidence ?? RADIATION_CLOCKS.confidence })],
    used: members.used,
    missing: members.missing,
    steps,
    problems: members.problems,
  });
  if (id !== null && !clock)
    members.tell(P.clock, { id: told(id), words: rows.map((one) => one.id).join(', ') }, 'clock');
  if (!clock) return finish(none, []);
  if (clock.confidence === 'memory') members.tell(P.clockUnverified, { id: clock.id, source: clock.source });
  const trigger = members.number(['trigger', 'start', 'from', 'on', 'expiry', 'date', '起算'], TIME);
  if (trigger === null) {
    members.missing.push('trigger');
    members.tell(P.trigger, {}, 'trigger');
    return finish(none, []);
  }
  const ended = endOf(clock, trigger, calendar, members);
  const at = members.number(['at', 'now', 'asOf'], TIME);
  const warnHours = members.number('warnHours', { min: 0 }) ?? 24;
  const light =
    at === null || ended.due === null
      ? null
      : deadlineLight({ dueAt: Date.parse(ended.due), now: at, warnHours });
  const step: Step = {
    of: clock.id,
    rule: clock.source,
    formula: `${clock.unit === 'hour' ? beijingIso(trigger) : beijingDate(trigger)} ${clock.kind} ${clock.amount} ${clock.unit}`,
    result: ended.due,
  };
  return finish({ ...ended, light } as Ended, [step]);
}

interface Ended {
  readonly due: string | null;
  readonly dueDate: string | null;
  readonly rolledFrom: string | null;
  readonly remindBy: string | null;
  readonly light: Light | null;
}

const UNITS: Readonly<Record<string, ClockUnit>> = { day: 'calendarDay' };

function endOf(clock: RadiationClock, trigger: number, calendar: WorkCalendar, members: Members): Ended {
  const date = beijingDate(trigger);
  const { amount, kind, unit } = clock;
  if (typeof amount === 'string') return fixed(nextDate(date, amount), calendar, members);
  if (kind === 'before') return fixed(plusDays(date, -amount), calendar, members);
  const validity = kind === 'validity';
  const rolls = kind === 'max' || kind === 'normal';
  const period: ClockInput = {
    start: unit === 'hour' ? beijingIso(trigger) : date,
    length: amount,
    unit: UNITS[unit] ?? (unit as ClockUnit),
    excludeStartDay: !validity,
    rollToNextWorkdayAtEnd: rolls,
  };
  const { due, dueDate, rolledFrom, problems } = runClock(period, calendar);
  // Days are walked one by one, but only working days and the end ask whether a day is off.
  const asked = [rolledFrom, dueDate].map((one) => Number(one?.slice(0, 4)));
  for (const one of problems)
    if (
      one.code !== CLOCK_PROBLEMS.year.code ||
      unit === 'workday' ||
      asked.includes(Number(one.params?.year))
    )
      members.problems.push(one);
  const stays = unit !== 'hour' && !rolls && dueDate !== null;
  return { due, dueDate, rolledFrom, remindBy: stays ? lastWorkday(dueDate, calendar) : null, light: null };
}

/** An end that does not move off a day off. */
function fixed(dueDate: string, calendar: WorkCalendar, members: Members): Ended {
  const year = Number(dueDate.slice(0, 4));
  if (!calendar.knows(year)) members.tell(CLOCK_PROBLEMS.year, { year }, 'calendar');
  return {
    due: `${dueDate}T23:59:59+08:00`,
    dueDate,
    rolledFrom: null,
    remindBy: lastWorkday(dueDate, calendar),
    light: null,
  };
}

/** `01-31` on or after the date. */
function nextDate(date: string, monthDay: string): string {
  const year = Number(date.slice(0, 4));
  const here = `${year}-${monthDay}`;
  return here >= date ? here : `${year + 1}-${monthDay}`;
}

const LONGEST_BREAK = 15;

function lastWorkday(date: string, calendar: WorkCalendar): string {
  let day = date;
  for (let i = 0; i < LONGEST_BREAK && !calendar.isWorkday(day); i++) day = plusDays(day, -1);
  return day;
}
