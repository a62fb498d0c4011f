export * from './factors.ts';
export * from './standards.ts';
