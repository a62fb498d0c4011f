import { roundHalfEven } from './rounding.ts';

export interface LimitSides {
  readonly upper: number | null;
  readonly lower: number | null;
}

export interface JudgeOptions {
  /** 全数值比较法 (default) compares the value as it is; 修约值比较法 rounds it first, where the standard says so. */
  readonly comparison?: 'full' | 'rounded';
  /** Decimals of the limit as written; needed for `rounded`. */
  readonly digits?: number;
}

export interface LimitVerdict {
  /** `not-judged`: there is no figure, or no limit to compare it with. */
  readonly verdict: 'meets' | 'exceeds' | 'not-judged';
  /** 超标倍数 (C−S)/S above an upper limit; null when met, or below a lower one. */
  readonly exceedMultiple: number | null;
}

/** Compares a value with its limits (极限数值判定, GB/T 8170-2008 4.3). The limit itself is met. */
export function judgeLimit(
  value: number | null,
  limit: LimitSides,
  options: JudgeOptions = {},
): LimitVerdict {
  if (value === null || !Number.isFinite(value) || (limit.upper === null && limit.lower === null))
    return { verdict: 'not-judged', exceedMultiple: null };
  const figure = options.comparison === 'rounded' ? roundHalfEven(value, options.digits ?? 0) : value;
  if (limit.upper !== null && figure > limit.upper)
    return { verdict: 'exceeds', exceedMultiple: exceedMultiple(figure, limit.upper) };
  if (limit.lower !== null && figure < limit.lower) return { verdict: 'exceeds', exceedMultiple: null };
  return { verdict: 'meets', exceedMultiple: null };
}

/** 超标倍数 (C−S)/S (HJ 663-2013); null when not above the limit, or when the limit is zero. */
export function exceedMultiple(value: number, upper: number): number | null {
  return value > upper && upper > 0 ? (value - upper) / upper : null;
}
