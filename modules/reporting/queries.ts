/** What other modules may ask reporting, on the server. Read-only. */
export { newestNotes } from './server/sql/notes.ts';
