import type { Edition } from './types.ts';

/** What a data mark (`-Flag`, 数据标记) means for the use of a value. */
export type Validity = 'valid' | 'invalid' | 'unknown';

export interface FlagMeaning {
  readonly flag: string;
  readonly zh: string;
  readonly en: string;
  readonly validity: Validity;
  /** 'standard': read in the standard; 'secondary': from implementers; 'local': met in the field, meaning not settled. */
  readonly confidence: 'standard' | 'secondary' | 'local';
}

/** Changes when an entry changes: a verdict names the version it was made with. */
export const FLAG_TABLE_VERSION = 'hj212-flags-1';

const flag = (
  mark: string,
  zh: string,
  en: string,
  validity: Validity,
  confidence: FlagMeaning['confidence'],
): FlagMeaning => ({ flag: mark, zh, en, validity, confidence });

/** HJ 212-2017 table 8. That these marks other than N make a value invalid follows from HJ 75/355; it is a rule of use, kept apart from the letters. */
const TABLE_2017: readonly FlagMeaning[] = [
  flag('N', '正常', 'normal', 'valid', 'standard'),
  flag('F', '在线监控（监测）仪器仪表停运', 'instrument stopped', 'invalid', 'standard'),
  flag('M', '处于维护期间', 'maintenance', 'invalid', 'standard'),
  flag('S', '手工输入的设定值', 'value entered by hand', 'unknown', 'standard'),
  flag('D', '仪器仪表故障', 'instrument fault', 'invalid', 'standard'),
  flag('C', '校准', 'calibrating', 'invalid', 'standard'),
  flag('T', '超过测定上限', 'above measuring range', 'unknown', 'standard'),
  flag('B', '与数采仪通讯异常', 'no communication with the logger', 'invalid', 'standard'),
];

const TABLE_2005: readonly FlagMeaning[] = [
  flag('N', '正常', 'normal', 'valid', 'secondary'),
  flag('F', '排放源停运', 'source stopped', 'unknown', 'secondary'),
  flag('M', '维护', 'maintenance', 'invalid', 'secondary'),
  flag('S', '设定值', 'set value', 'unknown', 'secondary'),
  flag('D', '故障', 'fault', 'invalid', 'secondary'),
  flag('C', '校准', 'calibration', 'invalid', 'secondary'),
  flag('T', '超过测定上限', 'above upper limit of range', 'unknown', 'secondary'),
  flag('P', '电源故障', 'power failure', 'invalid', 'secondary'),
  // Air stations of 2005 use digits.
  flag('0', '校准数据', 'calibration', 'invalid', 'secondary'),
  flag('1', '气象参数', 'meteorology', 'valid', 'secondary'),
  flag('2', '异常数据', 'abnormal', 'invalid', 'secondary'),
  flag('3', '正常数据', 'normal', 'valid', 'secondary'),
];

/** The table of 2025 has not been seen: that of 2017 is used, and nothing of it is presented as read there. */
const TABLE_2025: readonly FlagMeaning[] = TABLE_2017.map((entry) => ({
  ...entry,
  confidence: 'secondary' as const,
}));

/** Letters met in the field that no edition lists. */
const LOCAL: readonly FlagMeaning[] = [
  flag('J', '无效（地方用法）', 'invalid (local use)', 'invalid', 'local'),
  flag('H', '地方用法，含义未定', 'local use, meaning not settled', 'unknown', 'local'),
  flag('L', '地方用法，含义未定', 'local use, meaning not settled', 'unknown', 'local'),
  flag('P', '地方用法，含义未定', 'local use, meaning not settled', 'unknown', 'local'),
];

export const FLAGS: Readonly<Record<Edition, readonly FlagMeaning[]>> = {
  '2005': TABLE_2005,
  '2017': TABLE_2017,
  '2025': TABLE_2025,
};

/** Meaning of a mark in an edition; undefined when nobody has described it. Marks are compared as sent. */
export function flagMeaning(mark: string, edition: Edition): FlagMeaning | undefined {
  return FLAGS[edition].find((entry) => entry.flag === mark) ?? LOCAL.find((entry) => entry.flag === mark);
}

/** Validity of a mark; a value without a mark counts as sent (absence of a mark is not a fault), an undescribed one is unknown. */
export function validityOf(mark: string | null | undefined, edition: Edition): Validity {
  if (mark === null || mark === undefined || mark === '') return 'valid';
  return flagMeaning(mark, edition)?.validity ?? 'unknown';
}

/** Share of normal lower values that a flue-gas period needs (HJ 212-2017 C.16–C.18, notes). */
export const FLUE_GAS_NORMAL_SHARE = 0.75;

/**
 * Mark of a period from the marks of the periods below (minute → hour → day), HJ 212-2017 C.16–C.18 notes: flue gas is N when
 * at least 75 % are N, else D; wastewater is abnormal as soon as one is: the most frequent abnormal mark is kept.
 * No lower value: null.
 */
export function rollUpFlag(marks: readonly string[], source: 'flue-gas' | 'wastewater'): string | null {
  if (marks.length === 0) return null;
  const normal = marks.filter((mark) => mark === 'N').length;
  if (source === 'flue-gas') return normal / marks.length >= FLUE_GAS_NORMAL_SHARE ? 'N' : 'D';
  if (normal === marks.length) return 'N';
  const counts = new Map<string, number>();
  for (const mark of marks) if (mark !== 'N') counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]![0];
}
