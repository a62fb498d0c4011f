/** What other modules may ask telemetry, on the server: read-only, but for whose records it tells of (`watchRecords`, ADR 0013). */

export { type HourRecord, type HourRevision, hourRecords, hourRevisions } from './server/sql/hour-records.ts';
export { recordStream, type StreamedRecord } from './server/sql/record-stream.ts';
export {
  latestRollups,
  type RollupRow,
  type RollupValue,
  rollupSeries,
  rollupsOf,
} from './server/sql/rollup-read.ts';
export { type PointStatus, pointStatuses } from './server/sql/status.ts';
export { type WatchedKind, watchRecords } from './server/sql/watched.ts';
export type { InfoReport } from './server/use-cases/info-reports.ts';
