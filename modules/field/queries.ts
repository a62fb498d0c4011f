/** What other modules may ask field, on the server. Read-only. */
export { type SentAct, sentActs } from './server/sql/acts.ts';
