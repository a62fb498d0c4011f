export * from './contract/equipment.ts';
export * from './contract/gap.ts';
export * from './contract/lists.ts';
export * from './contract/parts.ts';
export * from './contract/training.ts';
