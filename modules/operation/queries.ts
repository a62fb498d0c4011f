/** What other modules may ask operation, on the server. Read-only. */
export { parameterInputs } from './server/parameters/four-ways.ts';
