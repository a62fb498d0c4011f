/** National standards and codes as dated data: lookups only, every computation is in `@tarim/science`. */

export * from './air-limits.ts';
export * from './air-statistics.ts';
export * from './damage.ts';
export * from './diffuse-coefficients.ts';
export * from './ecology.ts';
export * from './electromagnetic.ts';
export * from './electromagnetic-practice.ts';
export * from './emission/furnace.ts';
export * from './emission/processes.ts';
export * from './emission/stack-rates.ts';
export type {
  EmissionAverage,
  EmissionLimit,
  EmissionProcess,
  EmissionReference,
} from './emission/types.ts';
export * from './enforcement.ts';
export * from './factors.ts';
export * from './holidays.ts';
export * from './noise-limits.ts';
export * from './operation-tables.ts';
export * from './plume.ts';
export * from './quality-flags.ts';
export * from './quality-tables.ts';
export * from './radiation.ts';
export * from './radiation-emergency.ts';
export * from './radiation-law.ts';
export * from './radiation-mobile.ts';
export * from './rules-of-use.ts';
export * from './soil-limits.ts';
export * from './standards.ts';
export * from './tax.ts';
export * from './visits.ts';
export * from './voc-species.ts';
export * from './water-ecology.ts';
export * from './water-items.ts';
export * from './water-limits.ts';
