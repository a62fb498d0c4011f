/** Spatial analysis (空间分析). Each file says its method, its source and its units. */
export * from './air-grid.ts';
export * from './coverage.ts';
export * from './density.ts';
export type { CrossValidation } from './errors-of.ts';
export * from './exceedance-cluster.ts';
export { falseDiscovery } from './false-discovery.ts';
export { type GeodesicInverse, geodesicInverse } from './geodesic.ts';
export * from './hot-spot.ts';
export * from './idw.ts';
export { evaluateKriging, type KrigingInput, type KrigingResult } from './kriging.ts';
export type { GlobalMoran, LocalMoran } from './moran.ts';
export type { Reached } from './network-reach.ts';
export {
  type NetworkTraceInput,
  type NetworkTraceResult,
  type RiverEdge,
  traceNetwork,
} from './network-trace.ts';
export { SPATIAL_PROBLEMS } from './problems.ts';
export type { Coordinates, Place as SpatialPlace, SampleInput, SpatialAnswer } from './read.ts';
export * from './receptors.ts';
export { WEIGHT_KINDS, type WeightKind } from './spatial-weights.ts';
export { GRID_LIMIT, type GridSpec } from './targets.ts';
export type { VariogramBin } from './variogram.ts';
export { FIT_WEIGHTS, type FitWeights } from './variogram-fit.ts';
export {
  effectiveRange,
  semivariance,
  VARIOGRAM_KINDS,
  type VariogramKind,
  type VariogramModel,
} from './variogram-model.ts';
export { wilson } from './wilson.ts';
export * from './wind-source.ts';
