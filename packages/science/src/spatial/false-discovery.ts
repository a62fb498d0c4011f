/**
 * Adjusted p of many tests (错误发现率, Y. Benjamini, Y. Hochberg, J. R. Stat. Soc. B 57 (1995) 289–300): of what is called significant at
 * q ≤ α, a share of at most α is expected to be chance. qᵢ = min over ranks k ≥ rank of i of p₍ₖ₎·n/k.
 */
export function falseDiscovery(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((a, b) => p[b]! - p[a]!);
  const q = new Array<number>(p.length);
  let least = 1;
  for (const [back, i] of order.entries()) {
    least = Math.min(least, (p[i]! * p.length) / (p.length - back));
    q[i] = least;
  }
  return q;
}
