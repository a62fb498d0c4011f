/** What others may know of operation: routes, events, and the words of both. Parts by subject, one door. */
export * from './contract/demo.ts';
export * from './contract/parameters.ts';
export { OutletPart } from './contract/parts.ts';
export * from './contract/tables.ts';
