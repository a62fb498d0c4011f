/** What other modules may ask telemetry, on the server: read-only, but for whose records it tells of (`watchRecords`, ADR 0013) and commands that it is to send (`queueCommand`). */

export { type CommandAnswer, commandsByIds, type StoredCommand } from './server/sql/commands.ts';
export { type HourRecord, type HourRevision, hourRecords, hourRevisions } from './server/sql/hour-records.ts';
export { type ObservedGrain, type ObservedStream, observedRelation } from './server/sql/observed.ts';
export { type HourKey, type HourReceipt, hourReceipts } from './server/sql/receipts.ts';
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
export { queueCommand } from './server/use-cases/commands.ts';
export type { InfoReport } from './server/use-cases/info-reports.ts';
