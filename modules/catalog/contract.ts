export * from './contract/entries.ts';
export * from './contract/parts.ts';
export * from './contract/sharing.ts';
