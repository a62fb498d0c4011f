/** What others may know of duty and notices: routes by subject, one door. */
export * from './contract/book.ts';
export * from './contract/notices.ts';
export { SHIFT_ROLES, SLOTS, type Slot } from './contract/parts.ts';
export * from './contract/roster.ts';
export * from './contract/settings.ts';
