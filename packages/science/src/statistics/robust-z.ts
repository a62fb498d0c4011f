/** A value beside its peers, by the median and the median absolute deviation. */
export interface RobustZ {
  readonly key: string;
  readonly value: number;
  /** Modified z-score 0.6745 · (x − median) / MAD; null where it cannot be told. */
  readonly z: number | null;
  /** |z| is above the threshold. */
  readonly far: boolean;
}

/** Fewer peers than this tell nothing about what is usual. */
const FEWEST_PEERS = 5;
/** 0.6745 is the 0.75 quantile of the standard normal distribution: it makes the MAD comparable with a deviation. */
const SCALE = 0.6745;

/** Middle of the values; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/**
 * Modified z-scores (B. Iglewicz, D. Hoaglin: How to Detect and Handle Outliers, ASQC 1993, who label |z| > 3.5). One outlier does
 * not hide another, as it would with mean and deviation. With fewer than five values, or where more than half of them are the
 * same (MAD = 0), no score is told.
 */
export function robustZ(
  values: readonly { readonly key: string; readonly value: number }[],
  threshold = 3.5,
): { readonly median: number; readonly mad: number; readonly scores: RobustZ[] } {
  const middle = median(values.map((one) => one.value));
  const mad = median(values.map((one) => Math.abs(one.value - middle)));
  const tells = values.length >= FEWEST_PEERS && mad > 0;
  const scores = values.map(({ key, value }): RobustZ => {
    const z = tells ? (SCALE * (value - middle)) / mad : null;
    return { key, value, z, far: z !== null && Math.abs(z) > threshold };
  });
  return { median: middle, mad, scores };
}
