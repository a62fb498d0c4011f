/** Volume of a wastewater period D = Q·T·10⁻³, m³, from a mean flow in L/s over seconds (HJ 212-2017 appendix D). */
export function waterVolume(litresPerSecond: number, seconds: number): number {
  return litresPerSecond * seconds * 1e-3;
}

/** Emission of a wastewater period G = D·C·10⁻³, kg: mg/L × m³. */
export function waterEmission(concentration: number, volume: number): number {
  return concentration * volume * 1e-3;
}
