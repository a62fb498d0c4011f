import type { LeadState } from '../../contract.ts';

/** A lead as far as the next finding of the same kind asks for it. */
export interface Standing {
  readonly state: LeadState;
  readonly strength: number;
  /** What was told of it last. */
  readonly told: number;
  /** Epoch ms; null while nobody has decided. */
  readonly decidedAt: number | null;
}

/** As much stronger as has to be told again. */
export const MUCH_STRONGER = 0.15;

/**
 * What a finding does: `open` a lead, `join` the one that stands, join it and tell that it is much stronger (`louder`), let it `fade` where it no longer
 * reaches the threshold, open a new one after a person decided on the old (`renew`), or nothing. A lead that was decided on is not raised again by
 * the same hours: only by those that came after, or by a much stronger finding.
 */
export type Fate = 'open' | 'join' | 'louder' | 'fade' | 'renew' | 'none';

export function fateOf(
  standing: Standing | null,
  finding: { readonly strength: number | null; readonly windowFrom: number | null },
  threshold: number,
): Fate {
  const { strength, windowFrom } = finding;
  if (strength === null) return 'none';
  if (strength < threshold) return standing === null ? 'none' : 'fade';
  if (standing === null) return 'open';
  const louder = strength >= standing.told + MUCH_STRONGER;
  if (standing.state === 'open' || standing.state === 'unclear') return louder ? 'louder' : 'join';
  const later = windowFrom !== null && standing.decidedAt !== null && windowFrom >= standing.decidedAt;
  return later || louder ? 'renew' : 'join';
}

/** Wilson interval of a share at 95 %: [low, high]; null of none. E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209. */
export function wilson(hits: number, n: number): readonly [number, number] | null {
  if (n <= 0) return null;
  const z = 1.959964;
  const p = hits / n;
  const centre = p + (z * z) / (2 * n);
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const whole = 1 + (z * z) / n;
  return [Math.max(0, (centre - spread) / whole), Math.min(1, (centre + spread) / whole)];
}
