/** What other modules may ask identity, on the server. Read-only. */
export { machineByKey } from './server/sql/machines.ts';
export { accountsThere, peopleByIds } from './server/sql/people.ts';
