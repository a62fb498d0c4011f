/** What modules and apps build with. Contracts use `@tarim/platform/contract`, which is browser-safe. */
export { AUDIT_ROOT, auditHash, verifyAudit } from './audit/audit.ts';
export { ByteCache } from './byte-cache.ts';
export { type ConfigInput, readConfig } from './config.ts';
export type * from './contract/index.ts';
export { column, wordsOf } from './datasets/columns.ts';
export * from './datasets/definition.ts';
export * from './datasets/read.ts';
export * from './datasets/reader.ts';
export { type CollectedDatasets, type Dataset, type DatasetShelf, shelfOf } from './datasets/shelf.ts';
export { watchShelf } from './datasets/watch-shelf.ts';
export { isDatabaseAway } from './db/away.ts';
export { changesOf, noteChange } from './db/changes.ts';
export { embeddedMajor, installCluster } from './db/cluster-copy.ts';
export { lockDataDir } from './db/data-dir-lock.ts';
export { runningEmbedded, startEmbedded } from './db/embedded.ts';
export { appliedMigrations, migrate, pendingMigrations } from './db/migrate.ts';
export { connectDatabase, type OpenDatabase, openDatabase } from './db/open.ts';
export { clusterOf } from './db/place.ts';
export { asActor } from './db/tx.ts';
export { diskSpace } from './disk.ts';
export { platformErrors } from './errors.ts';
export * from './field/definition.ts';
export {
  evidenceKind,
  evidenceName,
  MAX_EVIDENCE_MIB,
  MAX_RECORDING_MIB,
  recordingKind,
} from './files/evidence-kind.ts';
export { contentFiles } from './files/files.ts';
export { withoutCameraNotes } from './files/without-notes.ts';
export { type Trouble, type TroubleReport, Troubles } from './health/troubles.ts';
export { platformRoutes } from './http/platform-routes.ts';
export { problemOf } from './http/problem.ts';
export { sendEvidence } from './http/send-evidence.ts';
export { sendStoredFile } from './http/send-file.ts';
export { createHttp, type HttpOptions } from './http/server.ts';
export type { WebFaces } from './http/static.ts';
export type { Authentication } from './http/types.ts';
export { uploadedFile } from './http/uploaded-file.ts';
export { type StreamedFile, streamedFiles } from './http/uploaded-files.ts';
export { loadCatalogues } from './i18n/catalogue.ts';
export { directionOf, LANGUAGES, type Language, negotiateLanguage } from './i18n/negotiate.ts';
export { Jobs } from './jobs/queue.ts';
export { LocalHub } from './live/hub.ts';
export { type Notifications, startNotifications } from './live/notify.ts';
export { createLog } from './log.ts';
export * from './module.ts';
export { Dispatcher, purgeOutbox } from './outbox/dispatcher.ts';
export { outbox } from './outbox/outbox.ts';
export { ownEnterprises } from './policy.ts';
export { makeContext, type ProcessOptions, type RunningProcess, startProcess } from './process.ts';
export { secretBox, secretKey } from './secrets/secret-box.ts';
export { Cells, type Units } from './sheet/cells.ts';
export { sheetErrors } from './sheet/errors.ts';
export {
  type Column,
  doubtful,
  type Found,
  hasErrors,
  type RawRow,
  readSheet,
  readTable,
  tell,
  told,
  wrong,
} from './sheet/read-sheet.ts';
export { templateOf } from './sheet/template.ts';
export { type Cell, csvCell, rowsToCsv } from './tables/csv.ts';
export { csvToRows } from './tables/csv-read.ts';
export { csvStream, type TableStream, xlsxStream } from './tables/table-stream.ts';
export { type WorkbookDefect, workbookDefects } from './tables/workbook-defects.ts';
export { rowsToXlsx, type Sheet, sheetToRows, xlsxToSheets, xlsxTraits } from './tables/xlsx.ts';
export type { XlsxTraits } from './tables/xlsx-traits.ts';
