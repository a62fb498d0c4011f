/** What other modules may ask quality, on the server. Read-only. */

export { type SignedTotals, signedTotals } from './server/sql/reviews.ts';
export { type MarkSpan, markSpans } from './server/use-cases/mark-spans.ts';
