/** What other modules may ask telemetry, on the server. Read-only. */
export { pointStatuses, type PointStatus } from './server/sql/status.ts';
export { latestRollups, rollupsOf, rollupSeries, type RollupRow, type RollupValue } from './server/sql/rollup-read.ts';
