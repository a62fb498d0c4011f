import type { AnalysisKind } from '../../contract.ts';
import { airGrid } from './air-grid.ts';
import type { Analysis } from './analysis.ts';
import { buffer } from './buffer.ts';
import { change } from './change.ts';
import { coverage } from './coverage.ts';
import { density } from './density.ts';
import { exceedanceCluster } from './exceedance-cluster.ts';
import { hotSpot } from './hot-spot.ts';
import { interpolation } from './interpolation.ts';
import { nearest } from './nearest.ts';
import { overlay } from './overlay.ts';
import { riverTrace } from './river-trace.ts';
import { windSource } from './wind-source.ts';

export const ANALYSES: { readonly [K in AnalysisKind]: Analysis<K> } = {
  interpolation,
  'hot-spot': hotSpot,
  density,
  'air-grid': airGrid,
  'exceedance-cluster': exceedanceCluster,
  'wind-source': windSource,
  'river-trace': riverTrace,
  nearest,
  buffer,
  overlay,
  coverage,
  change,
};
