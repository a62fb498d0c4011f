/** What other modules may ask of radiation safety, on the server. Read-only. */
export { type LedgerSource, ledgerSources } from './server/ledger-sources.ts';
