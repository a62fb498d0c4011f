import { QUANTILES } from '../trend/normal.ts';

/**
 * Interval of a share at 95 % (E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209–212):
 *
 *     (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n)
 */
export function wilson(count: number, n: number): { lower: number; upper: number } {
  const z = QUANTILES['0.05']!;
  const p = count / n;
  const zz = (z * z) / n;
  const middle = p + zz / 2;
  const half = z * Math.sqrt((p * (1 - p)) / n + zz / (4 * n));
  return {
    lower: Math.max(0, (middle - half) / (1 + zz)),
    upper: Math.min(1, (middle + half) / (1 + zz)),
  };
}
