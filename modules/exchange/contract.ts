/** What others may know of data collection (数据汇聚): pipelines, runs, what they collect. Parts by subject, one door. */
export * from './contract/hosts.ts';
export * from './contract/pipelines.ts';
export * from './contract/preview.ts';
export * from './contract/runs.ts';
export * from './contract/spec.ts';
