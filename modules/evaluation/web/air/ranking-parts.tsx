import { formatNumber } from '@tarim/ui';
import type { ReactNode } from 'react';
import type { RankingRow } from '../../contract.ts';

/** What cities are ranked by. */
export const KEYS = ['composite', 'goodRatio', 'pm25'] as const;
export type RankKey = (typeof KEYS)[number];

/** Best first; cities without a figure last. */
export function sorted(rows: readonly RankingRow[], by: RankKey): RankingRow[] {
  return [...rows].sort((a, b) => (a.rank[by] ?? 999) - (b.rank[by] ?? 999));
}

/** A difference against the year before, good or bad. */
export function Change({ value, good }: { value: number | null; good: 'low' | 'high' }): ReactNode {
  if (value === null) return '—';
  if (value === 0) return '0';
  const better = good === 'low' ? value < 0 : value > 0;
  return (
    <span className={better ? 'change-better' : 'change-worse'} dir="ltr">
      {value > 0 ? '+' : '−'}
      {formatNumber(Math.abs(value))}
    </span>
  );
}
