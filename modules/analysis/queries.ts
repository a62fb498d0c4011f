/** What other modules may ask analysis, on the server. Read-only. */
export { newestNotes } from './server/sql/notes.ts';
