/** What other modules may ask forecast, on the server. Read-only. */
export { BASELINE_SOURCE } from './contract/parts.ts';
export { type IssuedForecasts, latestForecasts } from './server/use-cases/latest-forecasts.ts';
