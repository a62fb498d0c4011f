/** What other modules may ask of the red line, on the server. Read-only; changes come in by `redline.changes-detected.v1`. */
export { patchCode } from './server/domain/life.ts';
export { type AreaRow, shapesOn } from './server/sql/areas.ts';
export { type AreasThen, areasThen, type PatchThen, patchesThen } from './server/sql/month.ts';
export { patchCounts } from './server/sql/patches.ts';
export { type Key as RedlineWord, wordsIn as redlineWords } from './server/words.ts';
