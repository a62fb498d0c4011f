import type { EcologyChange, EcologyGrade } from '@tarim/standards';
import { compare, rational, subtract, toNumber } from '../rational.ts';

export interface EcologyChangeResult {
  readonly previous: number;
  readonly difference: number;
  readonly zh: string;
  readonly direction: 'better' | 'worse' | 'same';
}

/** Position of the grade of a value; grades stand from the best to the lowest. */
export function gradeIndex(value: number, grades: readonly EcologyGrade[]): number {
  return grades.findIndex((one) => one.ge === undefined || value >= one.ge);
}

/** 变化分级: by the absolute difference, exact: 55.3 and 54.3 differ by 1, not by 0.9999…; a better index is a rise. */
export function changeGrade(
  value: number,
  previous: number,
  grades: readonly EcologyChange[],
): EcologyChangeResult {
  const difference = subtract(rational(value), rational(previous));
  const size = difference.n < 0n ? { n: -difference.n, d: difference.d } : difference;
  const found = grades.findLast((one) => compare(size, rational(one.abs_ge ?? 0)) >= 0)!;
  const direction = difference.n === 0n ? 'same' : difference.n > 0n ? 'better' : 'worse';
  return { previous, difference: toNumber(difference), zh: found.zh, direction };
}
