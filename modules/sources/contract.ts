export * from './contract/diffuse.ts';
export * from './contract/mobile.ts';
export * from './contract/outfalls.ts';
export * from './contract/parts.ts';
export * from './contract/steps.ts';
