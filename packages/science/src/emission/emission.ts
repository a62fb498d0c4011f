/** O2 of dry air in percent by volume, as the emission standards write the formula. */
const AIR_O2 = 21;

export interface Converted {
  readonly value: number | null;
  readonly problem: 'O2_MISSING' | 'O2_TOO_HIGH' | null;
}

/**
 * 折算浓度: concentration at reference oxygen, C·(21−O2ref)/(21−O2) (GB 13223-2011 formula 1, HJ 212-2017 appendix D).
 * No conversion when O2 is missing or not below 21 %: the value is told as not convertible, not made up.
 */
export function convertToReferenceO2(
  concentration: number,
  o2: number | null | undefined,
  o2ref: number,
): Converted {
  if (o2 === null || o2 === undefined || !Number.isFinite(o2)) return { value: null, problem: 'O2_MISSING' };
  if (o2 >= AIR_O2) return { value: null, problem: 'O2_TOO_HIGH' };
  return { value: (concentration * (AIR_O2 - o2ref)) / (AIR_O2 - o2), problem: null };
}

/** By excess air: C·α/αs with α = 21/(21−O2), for standards that name αs (brick kilns 1.7). */
export function convertToExcessAir(
  concentration: number,
  o2: number | null | undefined,
  alphaRef: number,
): Converted {
  if (o2 === null || o2 === undefined || !Number.isFinite(o2)) return { value: null, problem: 'O2_MISSING' };
  if (o2 >= AIR_O2) return { value: null, problem: 'O2_TOO_HIGH' };
  return { value: (concentration * (AIR_O2 / (AIR_O2 - o2))) / alphaRef, problem: null };
}

/** Dry concentration from a wet one; moisture in percent by volume. */
export function dryConcentration(wet: number, moisturePercent: number): number {
  return wet / (1 - moisturePercent / 100);
}

/** Flue gas flow in the dry standard state, m³/h: 3600·F·V·273/(273+t)·(Ba+Ps)/101325·(1−X) (HJ 212-2017 appendix D). */
export function standardFlow(parts: {
  sectionM2: number;
  velocityMs: number;
  temperatureC: number;
  barometricPa: number;
  gaugePa: number;
  moisturePercent: number;
}): number {
  const wet = 3_600 * parts.sectionM2 * parts.velocityMs;
  const dry = 1 - parts.moisturePercent / 100;
  return ((wet * 273) / (273 + parts.temperatureC)) * ((parts.barometricPa + parts.gaugePa) / 101_325) * dry;
}

/** NOx as NO2 from mass concentrations: NO·46/30 + NO2. */
export function noxAsNo2(no: number, no2: number): number {
  return (no * 46) / 30 + no2;
}

/** Emission of a gas period, kg: mg/m³ × m³ × 10⁻⁶ (dry standard state, concentration as measured). */
export function gasEmission(concentration: number, volume: number): number {
  return concentration * volume * 1e-6;
}

/** Emission of a wastewater period, kg: mg/L × m³ × 10⁻³. */
export function waterEmission(concentration: number, volume: number): number {
  return concentration * volume * 1e-3;
}
