import { ENFORCEMENT_RULES, type PartyKind, statutoryTerm } from '@tarim/standards';
import { plusDays, type WorkCalendar } from '../clock/calendar.ts';
import { runClock } from '../clock/clock.ts';
import { toFen } from '../money.ts';
import { problem } from '../problems.ts';
import { compare, multiply, rational, toNumber } from '../rational.ts';
import { answerOf, clauseOf, type PenaltyAnswer } from './answer.ts';
import { PENALTY_PROBLEMS as P } from './problems.ts';
import { type Asked, Reader } from './read.ts';

const DAY_MS = 86_400_000;
/** Days after `from` up to and with `to`. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

export interface LateFine extends PenaltyAnswer {
  readonly days: number | null;
  readonly lateFine: number | null;
  /** It has reached the fine itself. */
  readonly capped: boolean;
}

const MOST_DAYS = 40_000;

/** 加处罚款: 3 % of the fine a day after the day on which it was due, never more than the fine (行政处罚法 72). */
export function lateFineOf(asked: Asked): LateFine {
  const reader = new Reader(asked);
  const { lateFine: rule } = ENFORCEMENT_RULES;
  const fine = reader.amount('fine');
  const days = reader.absent('daysLate') ? daysLate(reader) : givenDays(reader);
  if (fine === null || days === null)
    return { days, lateFine: null, capped: false, ...answerOf(reader, [rule]) };
  const running = multiply(multiply(rational(fine), rational(rule.perDay)), rational(days));
  const most = multiply(rational(fine), rational(rule.mostTimesOfFine));
  const capped = compare(running, most) > 0;
  const lateFine = toFen(capped ? most : running);
  const formula = `min(${fine} × ${rule.perDay} × ${days}, ${toNumber(most)})`;
  const steps = [{ of: 'lateFine', rule: clauseOf(rule), formula, result: lateFine }];
  return { days, lateFine, capped, ...answerOf(reader, [rule], steps) };
}

/** Days as they were given; told where the days of `due` and `paid` say otherwise. */
function givenDays(reader: Reader): number | null {
  const given = reader.whole('daysLate', 0, MOST_DAYS);
  if (given === null || reader.absent('due') || reader.absent('paid')) return given;
  const days = daysLate(reader);
  if (days === null || days === given) return days;
  reader.problems.push(problem(P.daysDiffer, { daysLate: given, days }, 'daysLate'));
  return null;
}

function daysLate(reader: Reader): number | null {
  const due = reader.date('due');
  const paid = reader.date('paid');
  return due && paid ? Math.max(0, daysBetween(due, paid)) : null;
}

export interface DailyFine extends PenaltyAnswer {
  /** From the day after delivery of the order to the day of the recheck. */
  readonly days: number | null;
  readonly amount: number | null;
  /** Last day of the recheck. */
  readonly recheckBy: string | null;
  readonly allowed: boolean;
}

/**
 * 按日连续处罚: days from the one after the order to correct was delivered up to the recheck, times the original fine (生态环境法典
 * 1060 and the measures of 2014). A recheck after the thirtieth day makes it void.
 */
export function dailyFineOf(asked: Asked): DailyFine {
  const reader = new Reader(asked);
  const { dailyFine: rule } = ENFORCEMENT_RULES;
  const fine = reader.amount('fine');
  const delivered = reader.date('orderDelivered');
  const recheck = reader.date('recheck');
  const recheckBy = delivered && plusDays(delivered, rule.recheckWithinDays);
  const ordered = reader.inOrder('orderDelivered', 'recheck');
  if (fine === null || !delivered || !recheck || !ordered)
    return { days: null, amount: null, recheckBy, allowed: false, ...answerOf(reader, [rule]) };
  const days = daysBetween(delivered, recheck);
  if (days > rule.recheckWithinDays)
    reader.problems.push(problem(P.recheckLate, { days, most: rule.recheckWithinDays }, 'recheck'));
  if (days === 0) reader.problems.push(problem(P.recheckSameDay, {}, 'recheck'));
  if (fine === 0) reader.problems.push(problem(P.noFine, {}, 'fine'));
  const allowed = fine > 0 && days > 0 && days <= rule.recheckWithinDays;
  const amount = allowed ? toFen(multiply(rational(fine), rational(days))) : null;
  const steps = [
    { of: 'days', rule: clauseOf(rule), formula: `${recheck} − ${delivered}`, result: days },
    { of: 'amount', rule: clauseOf(rule), formula: `${fine} × ${days}`, result: amount },
  ];
  return { days, amount, recheckBy, allowed, ...answerOf(reader, [rule], steps) };
}

export interface HearingDuty extends PenaltyAnswer {
  /** The right to a hearing has to be told (应当告知听证权利). */
  readonly mustOffer: boolean | null;
  readonly because: readonly string[];
}

/** What may be ordered and needs no hearing by itself. */
const LIGHTER_KINDS: readonly string[] = ['warning', 'criticism', 'fine', 'confiscate'];

export const PARTY_KINDS = ['individual', 'organisation'] as const satisfies readonly PartyKind[];

/**
 * Whether a hearing has to be offered (行政处罚法 63; 处罚办法 46 and 89): a fine or a confiscation above the amount — the amount itself
 * is not yet above it — or one of the heavier kinds. A region may set other amounts: `over`. What cannot be read may be what obliges:
 * then the answer is unknown, unless something else obliges already.
 */
export function hearingDutyOf(asked: Asked): HearingDuty {
  const reader = new Reader(asked);
  const { hearing: rule } = ENFORCEMENT_RULES;
  const party = reader.choice('party', PARTY_KINDS);
  const fine = reader.optionalAmount('fine') ?? 0;
  const confiscated = reader.optionalAmount('confiscated') ?? 0;
  const own = reader.optionalAmount('over');
  const kinds = reader.list('kinds') ?? [];
  const unknown = kinds.findIndex((kind) => ![...rule.kinds, ...LIGHTER_KINDS].includes(kind as string));
  if (unknown >= 0) {
    const known = [...rule.kinds, ...LIGHTER_KINDS].join('、');
    reader.problems.push(problem(P.choice, { name: 'kinds', known }, `kinds/${unknown}`));
  }
  if (['fine', 'confiscated', 'kinds'].every((name) => reader.absent(name))) {
    reader.missing.push('fine');
    reader.problems.push(problem(P.nothing, { names: 'fine、confiscated、kinds' }, 'fine'));
  }
  if (party === null) return { mustOffer: null, because: [], ...answerOf(reader, [rule]) };
  const over = own ?? rule.over[party];
  const because = [
    ...(fine > over ? ['fine'] : []),
    ...(confiscated > over ? ['confiscated'] : []),
    ...kinds.map(String).filter((kind) => rule.kinds.includes(kind)),
  ];
  const steps = [
    { of: 'fine', rule: clauseOf(rule), formula: `${fine} > ${over}`, result: String(fine > over) },
    {
      of: 'confiscated',
      rule: clauseOf(rule),
      formula: `${confiscated} > ${over}`,
      result: String(confiscated > over),
    },
  ];
  const mustOffer = because.length > 0 || (reader.problems.length > 0 ? null : false);
  return { mustOffer, because, ...answerOf(reader, [rule], steps) };
}

export interface NoticeTerm extends PenaltyAnswer {
  /** Last day to state, defend and ask for a hearing. */
  readonly due: string | null;
  readonly counted: readonly string[];
  /** Whether a decision of the given day may stand; null without one, or where holidays within the term are not known. */
  readonly decisionAllowed: boolean | null;
}

/**
 * The term after prior notice (事先告知): five working days to state and defend, and to ask for a hearing. No decision before it has
 * ended, unless the party waived it expressly (行政处罚法 44, 45, 64).
 */
export function noticeTermOf(asked: Asked, calendar?: WorkCalendar): NoticeTerm {
  const reader = new Reader(asked);
  const term = statutoryTerm('defence');
  const delivered = reader.date('delivered');
  const decision = reader.optionalDate('decision');
  if (!delivered) return { due: null, counted: [], decisionAllowed: null, ...answerOf(reader, [term]) };
  const clock = runClock({ start: delivered, length: term.length, unit: term.unit }, calendar);
  reader.problems.push(...clock.problems);
  const due = clock.dueDate!;
  const ordered = reader.inOrder('delivered', 'decision');
  const waived = reader.yes('waived');
  const open = clock.problems.length > 0 ? null : true;
  const after = decision !== null && decision > due ? open : false;
  const decisionAllowed = decision === null ? null : ordered && (waived || after);
  if (decisionAllowed === false && ordered) reader.problems.push(problem(P.early, { due }, 'decision'));
  const counted = clock.steps.filter(({ why }) => why === 'counted').map(({ date }) => date);
  const steps = clock.steps.map(({ date, why, name, counted: n }) => ({
    of: date,
    rule: why,
    formula: name ?? '',
    result: n,
  }));
  return {
    due,
    counted,
    decisionAllowed,
    ...answerOf(reader, [term, statutoryTerm('hearing-request')], steps),
  };
}
