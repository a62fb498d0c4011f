/** A decimal as a fraction of integers, exact. */
function ratio(x: number): [bigint, bigint] {
  const [mantissa = '0', exponent = '0'] = String(x).toLowerCase().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const power = Number(exponent) - fraction.length;
  const units = BigInt(whole + fraction);
  return power >= 0 ? [units * 10n ** BigInt(power), 1n] : [units, 10n ** BigInt(-power)];
}

/**
 * Individual index of one concentration (HJ 633 formula 1): linear between breakpoints, rounded up. In rational arithmetic:
 * a float can turn an exact 6 into 6.000000000000001 and then into 7.
 * @returns null when the concentration lies above the last breakpoint of the table
 */
export function interpolateIaqi(
  concentration: number,
  breakpoints: ReadonlyArray<number | null>,
  iaqi: readonly number[],
): number | null {
  if (concentration === 0) return 0;
  for (let i = 1; i < breakpoints.length; i++) {
    const low = breakpoints[i - 1];
    const high = breakpoints[i];
    if (low === null || low === undefined || high === null || high === undefined) return null;
    if (concentration > high) continue;
    const [cn, cd] = ratio(concentration);
    const [ln, ld] = ratio(low);
    const [hn, hd] = ratio(high);
    // (Ihi−Ilo)·(C−Blo)/(Bhi−Blo) + Ilo over one denominator
    const up = BigInt(iaqi[i]! - iaqi[i - 1]!) * (cn * ld - ln * cd) * hd;
    const down = cd * (hn * ld - ln * hd);
    const numerator = up + BigInt(iaqi[i - 1]!) * down;
    return Number((numerator + down - 1n) / down);
  }
  return null;
}
