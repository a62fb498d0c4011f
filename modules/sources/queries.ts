/** What other modules may ask sources, on the server. Read-only. */
export { progressRows } from './server/sql/outfalls.ts';
