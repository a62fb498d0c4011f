/** The line of HJ 633 table 1 that a concentration falls into: C in (Blo, Bhi]. */
export interface IaqiSegment {
  readonly breakpoints: readonly [low: number, high: number];
  readonly indices: readonly [low: number, high: number];
}

/** @returns null when the concentration lies above the last breakpoint of the table */
export function iaqiSegment(
  concentration: number,
  breakpoints: ReadonlyArray<number | null>,
  iaqi: readonly number[],
): IaqiSegment | null {
  for (let i = 1; i < breakpoints.length; i++) {
    const low = breakpoints[i - 1];
    const high = breakpoints[i];
    if (low === null || low === undefined || high === null || high === undefined) return null;
    if (concentration <= high) return { breakpoints: [low, high], indices: [iaqi[i - 1]!, iaqi[i]!] };
  }
  return null;
}

/**
 * Individual index (空气质量分指数 IAQI) of one concentration, HJ 633 formula 1: linear between breakpoints, rounded up. In exact
 * arithmetic: a float can turn an exact 6 into 6.000000000000001 and then into 7.
 * @returns null when the concentration lies above the last breakpoint of the table
 */
export function interpolateIaqi(
  concentration: number,
  breakpoints: ReadonlyArray<number | null>,
  iaqi: readonly number[],
): number | null {
  const segment = iaqiSegment(concentration, breakpoints, iaqi);
  return segment === null ? null : indexIn(segment, concentration);
}

/** Formula 1 within its segment, rounded up. */
export function indexIn(segment: IaqiSegment, concentration: number): number {
  const [low, high] = segment.breakpoints;
  const [from, to] = segment.indices;
  const tenths = Math.round(concentration * 10);
  if (tenths / 10 === concentration && Number.isInteger(low) && Number.isInteger(high)) {
    // Rounded concentrations have at most one decimal: small whole numbers, whose quotient is exact when it is whole.
    const down = 10 * (high - low);
    return Math.ceil(((to - from) * (tenths - 10 * low) + from * down) / down);
  }
  const [cn, cd] = ratio(concentration);
  const [ln, ld] = ratio(low);
  const [hn, hd] = ratio(high);
  // (Ihi−Ilo)·(C−Blo)/(Bhi−Blo) + Ilo over one denominator
  const up = BigInt(to - from) * (cn * ld - ln * cd) * hd;
  const down = cd * (hn * ld - ln * hd);
  const numerator = up + BigInt(from) * down;
  return Number((numerator + down - 1n) / down);
}

/** A decimal as a fraction of integers, exact. */
function ratio(x: number): [bigint, bigint] {
  const [mantissa = '0', exponent = '0'] = String(x).toLowerCase().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const power = Number(exponent) - fraction.length;
  const units = BigInt(whole + fraction);
  return power >= 0 ? [units * 10n ** BigInt(power), 1n] : [units, 10n ** BigInt(-power)];
}
