export * from './contract/acts.ts';
export * from './contract/events.ts';
export * from './contract/files.ts';
export * from './contract/open.ts';
export * from './contract/parts.ts';
export * from './contract/report.ts';
export * from './contract/rewards.ts';
export * from './contract/statistics.ts';
