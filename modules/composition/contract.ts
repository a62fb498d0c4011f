/** What others may know of composition: its routes, by subject, one door. */
export * from './contract/components.ts';
export * from './contract/imports.ts';
export { COMPONENT_GROUPS, MOST_DAYS } from './contract/parts.ts';
export * from './contract/stations.ts';
export * from './contract/traffic.ts';
