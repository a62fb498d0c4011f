/** O2 of dry air in percent by volume, as the emission standards write the formula. */
const AIR_O2 = 21;

export interface Converted {
  readonly value: number | null;
  /** Why there is no value: a figure that cannot be converted is told, not made up. */
  readonly problem: ConversionProblem | null;
}
export type ConversionProblem =
  | 'VALUE_MISSING'
  | 'O2_MISSING'
  | 'O2_NEGATIVE'
  | 'O2_TOO_HIGH'
  | 'REFERENCE_INVALID';

/**
 * 折算浓度: concentration at reference oxygen, C·(21−O2ref)/(21−O2) (GB 13223-2011 formula 1, HJ 212-2017 appendix D).
 * @param concentration dry, standard state; any unit of concentration
 * @param o2 measured oxygen, % by volume, dry; there is no conversion at 21 or above
 * @param o2ref reference oxygen of the emission standard, %
 */
export function convertToReferenceO2(
  concentration: number | null,
  o2: number | null | undefined,
  o2ref: number,
): Converted {
  const not = (problem: ConversionProblem): Converted => ({ value: null, problem });
  if (!(o2ref >= 0 && o2ref < AIR_O2)) return not('REFERENCE_INVALID');
  if (concentration === null || !Number.isFinite(concentration)) return not('VALUE_MISSING');
  if (o2 === null || o2 === undefined || !Number.isFinite(o2)) return not('O2_MISSING');
  if (o2 < 0) return not('O2_NEGATIVE');
  if (o2 >= AIR_O2) return not('O2_TOO_HIGH');
  return { value: (concentration * (AIR_O2 - o2ref)) / (AIR_O2 - o2), problem: null };
}
