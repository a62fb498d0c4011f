import { parentPort, workerData } from 'node:worker_threads';
import { PixelMonitor, type PixelMonitorOptions } from '../../packages/raster/src/index.ts';

export interface Share {
  readonly times: readonly number[];
  /** Dates by cells, shared. */
  readonly stack: Float32Array;
  readonly cells: number;
  readonly options: PixelMonitorOptions;
}

/** Cells from–to of a stack: how many of them have a break. */
export function judgeCells({ times, stack, cells, options }: Share, from: number, to: number): number {
  const monitor = new PixelMonitor(times, options);
  const values = new Float64Array(times.length);
  const out = { breakTime: 0, magnitude: 0, n: 0 };
  let breaks = 0;
  for (let cell = from; cell < to; cell++) {
    for (let i = 0, at = cell; i < times.length; i++, at += cells) values[i] = stack[at]!;
    monitor.judge(values, out);
    if (out.breakTime > 0) breaks++;
  }
  return breaks;
}

parentPort?.on('message', ([from, to]: [number, number]) =>
  parentPort!.postMessage(judgeCells(workerData as Share, from, to)),
);
