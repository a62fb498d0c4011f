/**
 * Flue gas, HJ 212-2017 appendix D. Standard state: 273 K, 101 325 Pa. Temperatures in °C, pressures in Pa, moisture in percent by
 * volume. What is physically impossible (an absolute pressure or temperature of zero, gas that is all water) gives null.
 */
const STANDARD_K = 273;
const STANDARD_PA = 101_325;
/** Litres of one mole of gas in the standard state. */
const MOLAR_LITRES = 22.4;
/** Molar mass of NO2 and NO as the standard rounds them. */
const NO2_MASS = 46;
const NO_MASS = 30;

export interface GasState {
  readonly temperatureC: number;
  /** Atmospheric pressure Ba. */
  readonly barometricPa: number;
  /** Static pressure of the flue against the atmosphere Ps; often negative. */
  readonly gaugePa: number;
}

/** Factor from the volume at flue conditions to that of the standard state; null when the state is impossible. */
function standardFactor(state: GasState): number | null {
  const kelvin = STANDARD_K + state.temperatureC;
  const pressure = state.barometricPa + state.gaugePa;
  return kelvin > 0 && pressure > 0 ? (STANDARD_K / kelvin) * (pressure / STANDARD_PA) : null;
}

/** 标态浓度 C_sn = C_s·101325/(Ba+Ps)·(273+t)/273, same unit as given. */
export function standardConcentration(actual: number, state: GasState): number | null {
  const factor = standardFactor(state);
  return factor === null ? null : actual / factor;
}

/** 干基浓度 C_dry = C_wet/(1−X). */
export function dryConcentration(wet: number, moisturePercent: number): number | null {
  return moisturePercent >= 0 && moisturePercent < 100 ? wet / (1 - moisturePercent / 100) : null;
}

/** mg/m³ (standard state) from ppm by volume: ppm·M/22.4. */
export function ppmToMilligrams(ppm: number, molarMass: number): number {
  return (ppm * molarMass) / MOLAR_LITRES;
}

/** NOx as NO2 (氮氧化物以二氧化氮计) from mass concentrations: NO·46/30 + NO2. */
export function noxAsNo2(no: number, no2: number): number {
  return (no * NO2_MASS) / NO_MASS + no2;
}

/** NOx as NO2 in mg/m³ from ppm of NO and NO2: both count as NO2, 46/22.4 ≈ 2.05 mg/m³ a ppm. */
export function noxAsNo2FromPpm(noPpm: number, no2Ppm: number): number {
  return ppmToMilligrams(noPpm + no2Ppm, NO2_MASS);
}

/** 烟气流速 V_s = K_v·V_p, m/s: velocity at the measuring point times the field coefficient (速度场系数). */
export function flueVelocity(fieldCoefficient: number, pointVelocity: number): number {
  return fieldCoefficient * pointVelocity;
}

/** 工况流量 Q_s = 3600·F·V_s, m³/h at flue conditions, wet. */
export function actualFlow(sectionM2: number, velocityMs: number): number {
  return 3_600 * sectionM2 * velocityMs;
}

/** 标干流量 Q_sn = Q_s·273/(273+t)·(Ba+Ps)/101325·(1−X), m³/h. */
export function standardFlow(
  parts: GasState & {
    readonly sectionM2: number;
    readonly velocityMs: number;
    readonly moisturePercent: number;
  },
): number | null {
  const factor = standardFactor(parts);
  const { moisturePercent } = parts;
  if (factor === null || !(moisturePercent >= 0 && moisturePercent < 100)) return null;
  return actualFlow(parts.sectionM2, parts.velocityMs) * factor * (1 - moisturePercent / 100);
}

/**
 * Emission of a gas period, kg: mg/m³ × m³ × 10⁻⁶. With m³/h it is the rate G = C_sn·Q_sn·10⁻⁶ in kg/h.
 * The concentration as measured (standard state, dry), never the converted one: conversion compares, it does not emit.
 */
export function gasEmission(concentration: number, volume: number): number {
  return concentration * volume * 1e-6;
}
