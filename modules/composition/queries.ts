/** What other modules may ask composition, on the server. Read-only. */
export { type HourRow, hourRows } from './server/sql/hours.ts';
