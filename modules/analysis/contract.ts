/** What others may know of spatial analysis (空间分析): kinds, runs, results, the river network. Parts by subject, one door. */
export * from './contract/inputs.ts';
export * from './contract/rivers.ts';
export * from './contract/runs.ts';
