/** What other modules may ask telemetry, on the server. Read-only. */

export {
  latestRollups,
  type RollupRow,
  type RollupValue,
  rollupSeries,
  rollupsOf,
} from './server/sql/rollup-read.ts';
export { type PointStatus, pointStatuses } from './server/sql/status.ts';
