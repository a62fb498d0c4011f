/** What other modules may ask identity, on the server. Read-only. */
export { peopleByIds } from './server/sql/people.ts';
