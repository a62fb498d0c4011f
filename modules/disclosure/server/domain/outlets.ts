import type { VerdictRow } from '@tarim/evaluation/queries';

type Word = VerdictRow['verdict'];

/** One word for many judgements: exceeds when any does, meets when some do and none exceeds. */
export function overall(words: readonly Word[]): Word {
  if (words.includes('exceeds')) return 'exceeds';
  return words.includes('meets') ? 'meets' : 'not-judged';
}

/** A judgement that is older than this is no longer “now”: the outlet may stand still, or its device be silent. */
const CURRENT_MS: Readonly<Record<'hour' | 'day', number>> = { hour: 6 * 3_600_000, day: 3 * 86_400_000 };

export function isCurrent(row: Pick<VerdictRow, 'period' | 'time'>, now: number): boolean {
  return now - row.time <= CURRENT_MS[row.period];
}

/** value / limit of the side that is broken, for “how far above”. */
export function ratioOf(row: Pick<VerdictRow, 'value' | 'upper' | 'lower'>): number | null {
  const { value, upper, lower } = row;
  if (value === null) return null;
  const side = lower !== null && value < lower ? lower : upper;
  return side === null || side === 0 ? null : value / side;
}
