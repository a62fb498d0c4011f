/** What other modules may ask zoning, on the server. Read-only. */
export { readUnits } from './server/sql/units.ts';
export { versionOn } from './server/sql/versions.ts';
