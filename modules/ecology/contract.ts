export type * from './contract/demo.ts';
export * from './contract/parts.ts';
export * from './contract/status.ts';
export * from './contract/surveys.ts';
