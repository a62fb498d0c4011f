/** What others may know of supervision (督办): routes, events and the words of both. Parts by subject, one door. */
export * from './contract/acts.ts';
export * from './contract/calendar.ts';
export * from './contract/events.ts';
export * from './contract/notices.ts';
export * from './contract/parts.ts';
export * from './contract/rules.ts';
export * from './contract/tasks.ts';

/** Live topic (`supervision.read`): `{items: [{id, act, to}]}`; pages read again. */
export const LIVE_TASKS = 'supervision.changes';
