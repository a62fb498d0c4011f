/** What other modules may ask ecology, on the server. Read-only. */
export { type EcologyOfUnit, ecologyOf } from './server/status/of-unit.ts';
