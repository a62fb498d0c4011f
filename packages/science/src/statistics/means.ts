/** Arithmetic mean; null of nothing. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Flow-weighted mean concentration of wastewater (HJ 212-2017 appendix D: ΣG/ΣD). Without any flow the period discharged
 * nothing: there is no mean.
 */
export function flowWeightedMean(
  pairs: ReadonlyArray<{ readonly value: number; readonly flow: number }>,
): number | null {
  let amount = 0;
  let water = 0;
  for (const { value, flow } of pairs) {
    if (flow <= 0) continue;
    amount += value * flow;
    water += flow;
  }
  return water > 0 ? amount / water : null;
}

/** Mean of directions in degrees, as vectors: 350° and 10° give 0°. Null when they cancel out. */
export function directionMean(degrees: readonly number[]): number | null {
  let x = 0;
  let y = 0;
  for (const one of degrees) {
    x += Math.cos((one * Math.PI) / 180);
    y += Math.sin((one * Math.PI) / 180);
  }
  if (degrees.length === 0 || Math.hypot(x, y) < 1e-9 * degrees.length) return null;
  return ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
}

/** Energy mean of sound levels (等效声级 Leq), dB: 10·lg(mean of 10^(L/10)); GB 3096-2008. */
export function energyMean(levels: readonly number[]): number | null {
  const average = mean(levels.map((level) => 10 ** (level / 10)));
  return average === null ? null : 10 * Math.log10(average);
}
