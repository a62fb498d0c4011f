export * from './contract/opinions.ts';
export * from './contract/papers.ts';
export * from './contract/parts.ts';
export * from './contract/rounds.ts';
