/** What other modules may ask zoning, on the server. Read-only. */
export { versionOn } from './server/sql/versions.ts';
