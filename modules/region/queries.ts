/** What other modules may ask the region, on the server. Read-only. */

export { type DrawnOutline, drawnOutlines, type UnitLocator, unitAt, unitLocator } from './server/atlas.ts';
export { regionUnit } from './server/region-unit.ts';
export { type UnitRow, unitByCode, unitByPath, unitsUnder } from './server/sql/units.ts';
