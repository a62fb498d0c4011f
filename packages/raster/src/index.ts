/** Rasters: reading, writing, computing over windows. No knowledge of the product. See README.md. */
export * from './accuracy.ts';
export * from './accuracy-strata.ts';
export { type AlignedBand, alignBand, type Cells, type Resampling } from './align.ts';
export { cellAreas } from './cell-area.ts';
export { type Detected, type DetectOptions, detectChange, maskWhere, type Scene } from './change/detect.ts';
export { irMad, type MadOptions, type MadTransform, madExpression } from './change/mad.ts';
export { type ThresholdMethod, thresholdOf } from './change/thresholds.ts';
export { cogErrors } from './cog/errors.ts';
export { unitsOf } from './cog/sink.ts';
export type { CogSpec, OutputBand, Overviews } from './cog/spec.ts';
export { type CogReport, validateCog } from './cog/validate.ts';
export { writeCog } from './cog/write.ts';
export type {
  CompositeFound,
  CompositeParams,
  CompositeRule,
  CompositeScene,
} from './composite/composite-job.ts';
export { CHINA_ALBERS, converter, parseCrs, toLonLat } from './crs.ts';
export type { Crossed } from './ecosystem/crossing-job.ts';
export * from './ecosystem/disturbance.ts';
export { type ClassMetrics, type Fragmentation, fragmentationOf } from './ecosystem/fragmentation.ts';
export * from './ecosystem/fvc.ts';
export * from './ecosystem/rsei.ts';
export { binQuantile, binSummary, type Spread, spreadOf } from './ecosystem/spread.ts';
export { type ClassChange, type Transition, totalsOf, transitionOf } from './ecosystem/transition.ts';
export * from './ecosystem/wetness.ts';
export { type Produced, produceCog } from './engine/produce.ts';
export { type RunOptions, runUnits } from './engine/run.ts';
export { rasterErrors } from './errors.ts';
export { compileExpression, type Input, type Output } from './expression/compile.ts';
export { bandsIn, parseExpression } from './expression/parse.ts';
export * from './grid.ts';
export { distributionOf, floatBins, quantile } from './histogram.ts';
export * from './indices.ts';
export * from './limits.ts';
export * from './masks.ts';
export * from './patches/bits.ts';
export { type Patch, type Patches, type PatchOptions, patchesOf } from './patches/build.ts';
export * from './patches/morphology.ts';
export { type Components, componentsOf, type Runs, runsOf, sieved } from './patches/runs.ts';
export { type Outline, type Ring, traceOutlines } from './patches/trace.ts';
export * from './raster.ts';
export * from './reflectance.ts';
export * from './samples.ts';
export {
  type Assessed,
  type AssessOptions,
  assessSeries,
  type Moment,
  type MonitorReport,
  type SegmentReport,
} from './series/assess.ts';
export {
  type Calendar,
  type Merging,
  momentOf,
  type RegularSeries,
  regularSeries,
} from './series/calendar.ts';
export {
  type Alert,
  type AlertState,
  CONFIRM_RULE,
  type ConfirmRule,
  confirmAlerts,
} from './series/confirm.ts';
export { criticalOf, mosumCritical, simulatedMosumCritical } from './series/critical.ts';
export { type HarmonicOptions, harmonicBreaks, type Segment } from './series/harmonic.ts';
export { type Monitored, type MonitorOptions, monitorBreaks } from './series/monitor.ts';
export type { Acquisition, MonitorFound, MonitorParams } from './series/monitor-job.ts';
export { type CellResult, PixelMonitor, type PixelMonitorOptions } from './series/pixel-monitor.ts';
export { dayOf, decimalYear, type SeasonModel } from './series/season.ts';
export { readSeries, type SeriesColumns, type SeriesRow, type SeriesTable } from './series/table.ts';
export { type BandSource, type MaskSource, metresOf, openSources } from './sources.ts';
export * from './summary.ts';
export { memorySource } from './tiff/source.ts';
export { pngOfColours, pngOfPalette } from './tiles/png.ts';
export { createPicturePool, type PictureOrder, type PicturePool, type PoolSettings } from './tiles/pool.ts';
export { type Colour, colourOf, paletteOf, RAMPS, type RampName } from './tiles/ramps.ts';
export {
  blankTile,
  openTiles,
  type Range,
  type TileAddress,
  type TileBand,
  type TileMaker,
  type TileOptions,
  type TileStyle,
  tileGrid,
} from './tiles/tile.ts';
export { type Zonal, type ZonalOptions, zonalOf } from './zonal.ts';
