import type { Samples, Window } from '../samples.ts';

/** What a computation gives for one unit. */
export interface UnitOutput {
  /** Cells of each band of the raster that is written; none when the computation writes no raster. */
  readonly bands: readonly Samples[];
  /** Whatever else it found; sent by structured clone. */
  readonly found?: unknown;
  readonly transfer?: ArrayBuffer[];
}

/** A computation over windows, open in one worker. */
export interface Job {
  unit(window: Window): UnitOutput;
  close(): void;
}

/** Opens a computation with its parameters, which are plain data (or shared memory). */
export type JobFactory<P = never> = (params: P) => Job;
