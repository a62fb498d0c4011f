export * from './contract/acts.ts';
export * from './contract/cases.ts';
export * from './contract/limits.ts';
export * from './contract/open.ts';
export * from './contract/parts.ts';
export * from './contract/statistics.ts';
