import { ENFORCEMENT_RULES, type LimitationRule } from '@tarim/standards';
import { plusDays } from '../clock/calendar.ts';
import type { Step } from '../finding.ts';
import { isAmount } from '../money.ts';
import { problem } from '../problems.ts';
import { answerOf, clauseOf, type PenaltyAnswer } from './answer.ts';
import { PENALTY_PROBLEMS as P } from './problems.ts';
import { type Asked, Reader } from './read.ts';

export interface Limitation extends PenaltyAnswer {
  /** Each rule that may apply, with its last day for finding the act. */
  readonly limits: readonly {
    readonly rule: string;
    readonly years: number;
    readonly until: string;
    readonly passed: boolean | null;
  }[];
  /** Null: rules compete and differ and a lawyer has to say, or it hangs on harm of which nothing was told. */
  readonly passed: boolean | null;
}

/**
 * 追责时效: two years from the end of the act, five where it harmed (生态环境法典 1054: pollution or ecological damage; 行政处罚法 36:
 * life, health, financial safety with harm). An act that ended before the Code competes under both.
 */
export function limitationOf(asked: Asked): Limitation {
  const reader = new Reader(asked);
  const actEnd = reader.date('actEnd');
  const found = reader.optionalDate('found');
  const ordered = reader.inOrder('actEnd', 'found');
  const [code, old] = ENFORCEMENT_RULES.limitation as readonly [LimitationRule, LimitationRule];
  if (!actEnd || !ordered) return { limits: [], passed: null, ...answerOf(reader, [code]) };
  const rules = actEnd < code.endsFrom! ? [code, old] : [code];
  const harmed = {
    environment: reader.yes('harm'),
    'life-health-finance': reader.yes('lifeHealthFinanceHarm'),
  };
  const limits = rules.map((rule) => {
    const years = harmed[rule.harm] ? rule.harmYears : rule.years;
    const until = sameDayLater(actEnd, years);
    return { rule: clauseOf(rule), years, until, passed: found === null ? null : found > until };
  });
  const verdicts = new Set(limits.map(({ passed }) => passed));
  const untold = reader.absent('harm') || harmed.environment === null;
  const hangs =
    untold && found !== null && verdicts.has(true) && found <= sameDayLater(actEnd, code.harmYears);
  if (hangs) {
    if (reader.absent('harm')) reader.missing.push('harm');
    reader.problems.push(problem(P.harmUntold, {}, 'harm'));
  }
  const passed = verdicts.size === 1 && !hangs ? limits[0]!.passed : null;
  if (verdicts.size > 1) reader.problems.push(problem(P.lawyer, {}, 'actEnd'));
  const steps = limits.map(({ rule, years, until }) => ({
    of: 'until',
    rule,
    formula: `${actEnd} + ${years} a`,
    result: until,
  }));
  return { limits, passed, ...answerOf(reader, rules, steps) };
}

/** The 29th of February becomes the 28th. */
function sameDayLater(date: string, years: number): string {
  const [year, rest] = [Number(date.slice(0, 4)) + years, date.slice(4)];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return rest === '-02-29' && !leap ? `${year}-02-28` : `${year}${rest}`;
}

export const LAWS = ['old', 'code'] as const;
export type Law = (typeof LAWS)[number];

/** What one of the two laws would do with the act: a range, or that it is no violation. */
export interface Charge {
  readonly min: number;
  readonly max: number;
  readonly unlawful: boolean;
}

export interface LawChoice extends PenaltyAnswer {
  /** Of the time of the act. */
  readonly atAct: Law | null;
  /** Proposed; null: a lawyer has to say. */
  readonly proposed: Law | null;
  readonly because:
    | 'time-of-act'
    | 'lighter'
    | 'no-longer-unlawful'
    | 'same'
    | 'incomparable'
    | 'spans'
    | null;
  readonly range: { readonly min: number; readonly max: number } | null;
}

/**
 * Which law judges an act (从旧兼从轻, 生态环境法典 1057): that of its time; the Code where it is lighter or no longer treats the act as
 * unlawful. Lighter: the most is lower, or as high and the least lower. A range that is lower at one end and higher at the other is for
 * a lawyer; so is an act that went on over the day of the change and would be judged differently.
 */
export function lawChoiceOf(asked: Asked): LawChoice {
  const reader = new Reader(asked);
  const { lawChange: rule } = ENFORCEMENT_RULES;
  const actStart = reader.date('actStart');
  const actEnd = asked.actEnd === undefined ? actStart : reader.date('actEnd');
  const old = chargeOf(reader, asked, 'old');
  const code = chargeOf(reader, asked, 'code');
  const nothing: Omit<LawChoice, keyof PenaltyAnswer> = {
    atAct: null,
    proposed: null,
    because: null,
    range: null,
  };
  if (!actStart || !actEnd || !reader.inOrder('actStart', 'actEnd'))
    return { ...nothing, ...answerOf(reader, [rule]) };
  const after = actStart >= rule.effective;
  const before = actEnd <= plusDays(rule.effective, -1);
  const needed = after ? [code] : [old, code];
  for (const [law, one] of [
    ['old', old],
    ['code', code],
  ] as const)
    if (one === null && reader.absent(law) && (law === 'code' || !after)) {
      reader.missing.push(law);
      reader.problems.push(problem(P.charge, { name: law }, law));
    }
  if (needed.some((one) => one === null)) return { ...nothing, ...answerOf(reader, [rule]) };
  const charges = { old, code } as Record<Law, Charge>;
  const steps: Step[] = [
    {
      of: 'act',
      rule: clauseOf(rule),
      formula: `${actStart} … ${actEnd} | ${rule.effective}`,
      result: after ? 'code' : before ? 'old' : 'spans',
    },
  ];
  if (after) return ended('code', 'code', 'time-of-act');
  const compared = compareCharges(charges.old, charges.code);
  steps.push({
    of: 'compared',
    rule: clauseOf(rule),
    formula: `${shown(charges.old)} | ${shown(charges.code)}`,
    result: compared,
  });
  if (!before && compared !== 'same') {
    reader.problems.push(problem(P.lawyer, {}, 'actEnd'));
    return ended(null, null, 'spans');
  }
  if (compared === 'incomparable') {
    reader.problems.push(problem(P.lawyer, {}, 'code'));
    return ended('old', null, 'incomparable');
  }
  if (compared === 'code-free') return ended('old', 'code', 'no-longer-unlawful');
  if (compared === 'code-lighter') return ended('old', 'code', 'lighter');
  return ended(
    before ? 'old' : 'code',
    before ? 'old' : 'code',
    compared === 'same' ? 'same' : 'time-of-act',
  );

  function ended(atAct: Law | null, proposed: Law | null, because: LawChoice['because']): LawChoice {
    const charge = proposed && charges[proposed];
    const range = charge?.unlawful ? { min: charge.min, max: charge.max } : null;
    return { atAct, proposed, because, range, ...answerOf(reader, [rule], steps) };
  }
}

type Compared = 'same' | 'code-lighter' | 'old-lighter' | 'code-free' | 'incomparable';

function compareCharges(old: Charge, code: Charge): Compared {
  if (old.unlawful !== code.unlawful) return code.unlawful ? 'old-lighter' : 'code-free';
  const [most, least] = [code.max - old.max, code.min - old.min];
  if (most === 0 && least === 0) return 'same';
  if (most <= 0 && least <= 0) return 'code-lighter';
  if (most >= 0 && least >= 0) return 'old-lighter';
  return 'incomparable';
}

const shown = ({ min, max, unlawful }: Charge): string => (unlawful ? `${min}–${max}` : '0');

function chargeOf(reader: Reader, asked: Asked, law: Law): Charge | null {
  const one = asked[law];
  if (one === undefined || one === null) return null;
  const {
    min = 0,
    max,
    unlawful = true,
  } = (typeof one === 'object' ? one : {}) as Partial<Record<keyof Charge, unknown>>;
  if (unlawful === false) return { min: 0, max: 0, unlawful: false };
  if (isAmount(min) && isAmount(max) && min <= max) return { min, max, unlawful: true };
  reader.problems.push(problem(P.range, {}, law));
  return null;
}
