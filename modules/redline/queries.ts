/** What other modules may ask of the red line, on the server. Read-only; changes come in by `redline.changes-detected.v1`. */
export { type AreaRow, shapesOn } from './server/sql/areas.ts';
export { patchCounts } from './server/sql/patches.ts';
