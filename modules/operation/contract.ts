/** What others may know of operation: routes, events, and the words of both. Parts by subject, one door. */
export * from './contract/demo.ts';
export * from './contract/events.ts';
export * from './contract/operators.ts';
export * from './contract/parameters.ts';
export { OutletPart } from './contract/parts.ts';
export * from './contract/plans.ts';
export * from './contract/records.ts';
export * from './contract/tables.ts';
