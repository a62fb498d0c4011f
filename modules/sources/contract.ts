export type * from './contract/demo.ts';
export * from './contract/diffuse.ts';
export * from './contract/mobile.ts';
export type * from './contract/mobile-records.ts';
export * from './contract/outfalls.ts';
export * from './contract/parts.ts';
export * from './contract/steps.ts';
