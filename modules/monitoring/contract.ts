export * from './contract/lab.ts';
export * from './contract/parts.ts';
export * from './contract/plans.ts';
export * from './contract/results.ts';
export * from './contract/sampling.ts';
export * from './contract/views.ts';
export * from './contract/views-media.ts';
export * from './contract/views-site.ts';
