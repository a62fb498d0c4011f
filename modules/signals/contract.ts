/** What others may know of signals (弄虚作假线索): routes, events and their words. Parts by subject, one door. */
export * from './contract/detectors.ts';
export * from './contract/leads.ts';
export * from './contract/parts.ts';
export * from './contract/runs.ts';

/** Live topic (`signals.read`): `{ids: [1, 2]}`; pages read again. */
export const LIVE_SIGNALS = 'signals.changes';
