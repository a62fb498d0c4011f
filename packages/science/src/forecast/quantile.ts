/**
 * Quantile with linear interpolation between the two nearest of the sorted values: position h = (n − 1)·p
 * (type 7 of Hyndman & Fan 1996). Not the percentile of HJ 663, which judges periods.
 * @param sorted ascending, not empty
 */
export function quantileOf(sorted: ArrayLike<number>, p: number): number {
  const h = (sorted.length - 1) * p;
  const low = Math.floor(h);
  const [a, b] = [sorted[low]!, sorted[Math.min(low + 1, sorted.length - 1)]!];
  return a + (h - low) * (b - a);
}
