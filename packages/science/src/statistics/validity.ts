/**
 * How many lower values a period needs (数据有效性). Air: GB 3095 table 4, HJ 663. Flue gas: HJ 75-2017 as quoted, HJ 212-2017
 * appendix D. Wastewater: HJ 356-2019 from memory (≥ 75 % of due values). Others: 75 % by analogy, stated as ours.
 */
export type Medium = 'air' | 'flue-gas' | 'wastewater' | 'water' | 'noise' | 'other';

export interface ValidityRule {
  /** Stored with what it judged: `GB3095-T4@1`. */
  readonly id: string;
  readonly confidence: 'official-text' | 'multi-source' | 'memory' | 'ours';
  /** Minutes of an hour that must be valid. */
  readonly hourMinutes: number;
  /** Hours of a day. */
  readonly dayHours: number;
  /** Days of a month of 30, and of a February of 28; `monthDaysNeeded` knows the others. */
  readonly monthDays: number;
  readonly februaryDays: number;
  /** The rule is a share of the values due, not a fixed count. */
  readonly share: number | null;
}

/** 75 % of an hour, a day, a month of 30 and a February of 28. */
const THREE_QUARTERS = { hourMinutes: 45, dayHours: 18, monthDays: 23, februaryDays: 21, share: 0.75 };
const OURS: ValidityRule = { id: 'TARIM-75@1', confidence: 'ours', ...THREE_QUARTERS };

const RULES: Readonly<Record<Medium, ValidityRule>> = {
  air: {
    id: 'GB3095-T4@1',
    confidence: 'official-text',
    hourMinutes: 45,
    dayHours: 20,
    monthDays: 27,
    februaryDays: 25,
    share: null,
  },
  'flue-gas': {
    id: 'HJ75-2017@1',
    confidence: 'multi-source',
    hourMinutes: 45,
    dayHours: 20,
    monthDays: 25,
    februaryDays: 23,
    share: null,
  },
  wastewater: { id: 'HJ356-2019@1', confidence: 'memory', ...THREE_QUARTERS },
  water: OURS,
  noise: OURS,
  other: OURS,
};

export function validityRule(medium: Medium): ValidityRule {
  return RULES[medium];
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Days of a month that must be valid.
 * @param month 1…12
 * @param days days of this month; absent: as in a common year
 */
export function monthDaysNeeded(medium: Medium, month: number, days = DAYS[month - 1] ?? 30): number {
  const rule = RULES[medium];
  if (rule.share !== null) return Math.ceil(rule.share * days);
  return month === 2 ? rule.februaryDays : rule.monthDays;
}
