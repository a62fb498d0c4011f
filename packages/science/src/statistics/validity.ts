/**
 * How many lower values a period needs (数据有效性). Air: GB 3095 table 4, HJ 663. Flue gas: HJ 75-2017 as quoted, HJ 212-2017
 * appendix D. Wastewater: HJ 356-2019 from memory (≥ 75 % of due values). Others: 75 % by analogy, stated as ours.
 */
export type Medium = 'air' | 'flue-gas' | 'wastewater' | 'water' | 'noise' | 'other';

export interface ValidityRule {
  readonly id: string;
  readonly confidence: 'official-text' | 'multi-source' | 'memory' | 'ours';
  /** Minutes of an hour that must be valid. */
  readonly hourMinutes: number;
  /** Hours of a day. */
  readonly dayHours: number;
  /** Days of a month, and of a February. */
  readonly monthDays: number;
  readonly februaryDays: number;
}

const RULES: Readonly<Record<Medium, ValidityRule>> = {
  air: {
    id: 'GB3095-T4@1',
    confidence: 'official-text',
    hourMinutes: 45,
    dayHours: 20,
    monthDays: 27,
    februaryDays: 25,
  },
  'flue-gas': {
    id: 'HJ75-2017@1',
    confidence: 'multi-source',
    hourMinutes: 45,
    dayHours: 20,
    monthDays: 25,
    februaryDays: 23,
  },
  wastewater: {
    id: 'HJ356-2019@1',
    confidence: 'memory',
    hourMinutes: 45,
    dayHours: 18,
    monthDays: 23,
    februaryDays: 21,
  },
  water: {
    id: 'TARIM-75@1',
    confidence: 'ours',
    hourMinutes: 45,
    dayHours: 18,
    monthDays: 23,
    februaryDays: 21,
  },
  noise: {
    id: 'TARIM-75@1',
    confidence: 'ours',
    hourMinutes: 45,
    dayHours: 18,
    monthDays: 23,
    februaryDays: 21,
  },
  other: {
    id: 'TARIM-75@1',
    confidence: 'ours',
    hourMinutes: 45,
    dayHours: 18,
    monthDays: 23,
    februaryDays: 21,
  },
};

export function validityRule(medium: Medium): ValidityRule {
  return RULES[medium];
}

/** Days of a month that must be valid; `month` is 1…12. */
export function monthDaysNeeded(medium: Medium, month: number): number {
  return month === 2 ? RULES[medium].februaryDays : RULES[medium].monthDays;
}
