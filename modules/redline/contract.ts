/** What others may know of red-line supervision (生态保护红线监管): routes, events and the words of both. Parts by subject, one door. */
export * from './contract/acts.ts';
export * from './contract/areas.ts';
export * from './contract/effects.ts';
export * from './contract/events.ts';
export * from './contract/indicators.ts';
export * from './contract/ledger.ts';
export * from './contract/parts.ts';
export * from './contract/patches.ts';
export * from './contract/themes.ts';
