/** What others may know of evaluation: routes, events, and the words of both. Parts by subject, one door. */
export * from './contract-air-import.ts';
export * from './contract-air-period.ts';
export * from './contract-air-year.ts';
export * from './contract-aqi.ts';
export { JudgedPeriod, RuleReference, Step } from './contract-parts.ts';
export * from './contract-rules.ts';
export * from './contract-verdicts.ts';

/** Live topic (signed-in): new judgements arrived; `{aqi: n, verdicts: n}`, read again. */
export const LIVE_EVALUATION = 'evaluation.changes';
