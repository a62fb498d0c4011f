/** What others may know of forecast: its routes, by subject, one door. */
export * from './contract/forecasts.ts';
export * from './contract/imports.ts';
export { BASELINE_SOURCE } from './contract/parts.ts';
export * from './contract/verification.ts';
