/** What other modules may ask of radiation safety, on the server. Read-only. */
export {
  type LedgerActivity,
  type LedgerSource,
  ledgerActivities,
  ledgerSources,
} from './server/ledger-sources.ts';
