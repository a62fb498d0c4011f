/** Geographic and tabular file formats, streamed: readers and writers around one shape (`table.ts`). See README.md. */
export { type Conversion, conversionFrom } from './crs.ts';
export { formatErrors, isNote } from './errors.ts';
export { fileInput, type Input, memoryInput } from './input.ts';
export { LIMITS, type Limits } from './limits.ts';
export { openTable } from './open.ts';
export { type CellRows, cellsSource, guessPlace } from './read/cells.ts';
export { readCsv } from './read/csv.ts';
export { readGeoJson } from './read/geojson.ts';
export { readGeoPackage } from './read/geopackage.ts';
export { type BandStatistics, type Raster, type RasterInfo, readGeoTiff } from './read/geotiff.ts';
export type { ReadOptions } from './read/options.ts';
export { readShapefile } from './read/shapefile.ts';
export * from './table.ts';
export { parseWkt, writeWkt } from './wkt.ts';
export { type TextWriting, writeCsv } from './write/csv.ts';
export { writeGeoJson, writeGeoJsonLines } from './write/geojson.ts';
export { type GeoPackageWriting, writeGeoPackage } from './write/geopackage.ts';
export { writeGeoParquet } from './write/geoparquet.ts';
