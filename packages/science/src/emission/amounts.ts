/**
 * Emission of a gas period, kg: mg/m³ × m³ × 10⁻⁶ (HJ 212-2017 appendix D). With m³/h it is the rate G = C_sn·Q_sn·10⁻⁶ in kg/h.
 * The concentration as measured (standard state, dry), never the converted one: conversion compares, it does not emit.
 */
export function gasEmission(concentration: number, volume: number): number {
  return concentration * volume * 1e-6;
}

/** Emission of a wastewater period G = D·C·10⁻³, kg: mg/L × m³. */
export function waterEmission(concentration: number, volume: number): number {
  return concentration * volume * 1e-3;
}
