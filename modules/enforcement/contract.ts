export * from './contract/acts.ts';
export * from './contract/cases.ts';
export * from './contract/clues.ts';
export * from './contract/discretion.ts';
export * from './contract/events.ts';
export * from './contract/open.ts';
export * from './contract/parts.ts';
export * from './contract/statistics.ts';
