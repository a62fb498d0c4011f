/** National standards and codes as dated data: lookups only, every computation is in `@tarim/science`. */
export * from './air-limits.ts';
export * from './factors.ts';
export * from './rules-of-use.ts';
export * from './standards.ts';
export * from './water-items.ts';
export * from './water-limits.ts';
