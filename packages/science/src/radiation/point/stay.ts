import { RADIATION_EMERGENCY } from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../../finding.ts';
import { Members } from '../members.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';
import { DOSE_RATE_UNITS, DOSE_UNITS } from '../units.ts';

/** How long one may stay before a dose is reached. */
export interface Stay {
  /** `own`, or the task of a turn-back dose. */
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly mSv: number;
  /** Null: the rate is zero. */
  readonly hours: number | null;
  readonly minutes: number | null;
}

export interface StayInput {
  /** µSv/h */
  readonly rate: number | string;
  /** mSv of one's own budget. */
  readonly budget?: number | string;
  /** mSv received before. */
  readonly received?: number | string;
}

export interface StayResult extends Finding {
  /** µSv/h */
  readonly rate: number | null;
  readonly stay: readonly Stay[];
}

/** t = (budget − received)/rate for the own budget and each turn-back dose (返回剂量). */
export function stayTimes(members: Members, rate: number, steps: Step[]): Stay[] {
  const budget = members.number(['budget', 'dose', 'limit_mSv', '剂量预算'], { units: DOSE_UNITS, above: 0 });
  const before = ['received', 'accumulated', '已受剂量'];
  const read = members.number(before, { units: DOSE_UNITS, min: 0 });
  // Of a dose that cannot be read nothing may be taken as none.
  if (read === null && members.has(before, DOSE_UNITS)) return [];
  const received = read ?? 0;
  const { no_entry, turn_back } = RADIATION_EMERGENCY.data;
  if (rate > no_entry.mSv_per_h * 1_000) members.tell(P.noEntry, { mSv: no_entry.mSv_per_h });
  const own = budget === null ? [] : [{ id: 'own', zh: '自定剂量', en: 'own budget', mSv: budget }];
  return [...own, ...turn_back].map(({ id, zh, en, mSv }) => {
    const left = Math.max(0, mSv - received);
    if (left === 0) members.tell(P.spent, { received, budget: mSv });
    const hours = rate > 0 ? (left * 1_000) / rate : null;
    steps.push({
      of: id,
      rule: 't = D/Ḣ',
      formula: `(${mSv} − ${received}) mSv / ${rate} µSv/h`,
      result: hours,
    });
    return { id, zh, en, mSv, hours, minutes: hours === null ? null : hours * 60 };
  });
}

/** Time until one turns back at a dose rate that was measured. */
export function evaluateStay(input: StayInput): StayResult {
  const members = new Members(input);
  const steps: Step[] = [];
  const rate = members.needed(['rate', 'doseRate', '剂量率'], { units: DOSE_RATE_UNITS, min: 0 });
  return {
    rate,
    stay: rate === null ? [] : stayTimes(members, rate, steps),
    rules: rate === null ? [] : [ruleUsed(RADIATION_EMERGENCY)],
    used: members.used,
    missing: members.missing,
    steps,
    problems: members.problems,
  };
}
