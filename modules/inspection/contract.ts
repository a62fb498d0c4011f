export * from './contract/draws.ts';
export * from './contract/events.ts';
export * from './contract/open.ts';
export * from './contract/parts.ts';
export * from './contract/pools.ts';
export * from './contract/positive.ts';
export * from './contract/records.ts';
export * from './contract/visits.ts';
