/** Spatial work of the platform: the one place for it, without knowledge of the product. See README.md. */
export * from './box.ts';
export * from './contains.ts';
export * from './crs.ts';
export { geoErrors } from './errors.ts';
export * from './geodesy.ts';
export * from './geojson.ts';
export { createGeosPool, type GeosPool, type GeosPoolOptions } from './geos/pool.ts';
export type { Validity } from './geos/protocol.ts';
export * from './label.ts';
export * from './spatial-index.ts';
export * from './tiles.ts';
export * from './topology.ts';
export * from './wkb.ts';
