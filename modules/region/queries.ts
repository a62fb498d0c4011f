/** What other modules may ask the region, on the server. Read-only. */

export { type DrawnOutline, drawnOutlines, type UnitLocator, unitAt, unitLocator } from './server/atlas.ts';
/** A query for one text that moves with units, outlines and places: for revisions of data sets that show them. */
export const REGION_REVISION = 'select id from region.revision';

export { regionUnit } from './server/region-unit.ts';
export { type UnitRow, unitByCode, unitByPath, unitsUnder } from './server/sql/units.ts';
