export * from './contract/parts.ts';
export * from './contract/plans.ts';
export * from './contract/progress.ts';
export * from './contract/work.ts';
