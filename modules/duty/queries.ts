/** What other modules may ask duty, on the server. Read-only. */
export { onDutyAt } from './server/roster/roster.ts';
