/** What other modules may ask spatial analysis, on the server. Read-only. */
export { type Reach, reaches } from './server/sql/rivers.ts';
