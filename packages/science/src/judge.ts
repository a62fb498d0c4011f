export interface LimitSides {
  readonly upper: number | null;
  readonly lower: number | null;
}

export interface LimitVerdict {
  readonly verdict: 'meets' | 'exceeds';
  /** (C−S)/S above an upper limit; null when met, or below a lower one. */
  readonly exceedMultiple: number | null;
}

/** Full-value comparison (全数值比较法, GB/T 8170-2008 4.3.2): the unrounded value against the limit; the limit itself is met. */
export function judgeLimit(value: number, limit: LimitSides): LimitVerdict {
  if (limit.upper !== null && value > limit.upper) {
    return {
      verdict: 'exceeds',
      exceedMultiple: limit.upper === 0 ? null : (value - limit.upper) / limit.upper,
    };
  }
  if (limit.lower !== null && value < limit.lower) return { verdict: 'exceeds', exceedMultiple: null };
  return { verdict: 'meets', exceedMultiple: null };
}
