/** What other modules may ask signals, on the server. Read-only. */
export { type Lead, leadById } from './server/sql/leads.ts';
