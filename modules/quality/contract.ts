/** What others may know of quality: routes, events, and the words of both. Parts by subject, one door. */
export * from './contract/events.ts';
export * from './contract/flags.ts';
export * from './contract/marks.ts';
export { OutletPart, RuleNamed } from './contract/parts.ts';
export * from './contract/review.ts';
export * from './contract/tables.ts';
export * from './contract/totals.ts';
