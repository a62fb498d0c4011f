/** What other modules may ask catalog, on the server: who reads, and what was read. */
export { flushMeter, meter, type Use } from './server/meter.ts';
export { overQuota, quotaOf, readerOf, rowsLeft } from './server/reader.ts';
