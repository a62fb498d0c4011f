/** What other modules may ask monitoring, on the server. Read-only. */
export { completionRows, officialRows, type ResultFilter } from './server/sql/network.ts';
export { taskById } from './server/sql/tasks.ts';
