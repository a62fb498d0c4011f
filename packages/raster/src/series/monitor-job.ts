import type { JobFactory } from '../engine/job.ts';
import type { Input } from '../expression/compile.ts';
import type { Grid } from '../grid.ts';
import { allocate } from '../samples.ts';
import { type BandSource, type MaskSource, openSources } from '../sources.ts';
import { stripsOf } from '../strips.ts';
import { monitorBreaks } from './monitor.ts';
import { PixelMonitor } from './pixel-monitor.ts';
import type { SeasonModel } from './season.ts';

/** One date of a stack: a band and what hides it. */
export interface Acquisition {
  /** Decimal year. */
  readonly time: number;
  readonly source: BandSource;
  readonly input: Input;
  readonly masks: readonly MaskSource[];
}

export interface MonitorParams {
  readonly grid: Grid;
  /** In the order of time. */
  readonly stack: readonly Acquisition[];
  readonly start: number;
  readonly model: SeasonModel;
  /** `roc` looks for the stable part of each cell's history and takes some ten times as long. */
  readonly history: 'all' | 'roc';
  readonly window: number;
  readonly criticalValue: number;
  readonly level: number;
}

export interface MonitorFound {
  /** Cells that could be judged, and those of them with a break. */
  readonly judged: number;
  readonly breaks: number;
}

/** Values of a stack that are in memory at a time, in bytes. */
const ROOM = 48 << 20;

/**
 * BFAST Monitor for each cell of a stack. Three bands: decimal year of the break (0: none), magnitude, observations of the
 * history; NaN where a cell could not be judged.
 */
export const monitorJob: JobFactory<MonitorParams> = (params) => {
  const { grid, stack, start, model, history, window: share, criticalValue, level } = params;
  const times = stack.map(({ time }) => time);
  const opened = stack.map(({ source, masks }) => openSources(grid, [source], masks, stack.length));
  const pixels = new PixelMonitor(times, { model, start, window: share, criticalValue });
  const values = new Float64Array(stack.length);
  const out = { breakTime: 0, magnitude: 0, n: 0 };
  const judge = (): void => {
    if (history === 'all') {
      pixels.judge(values, out);
      return;
    }
    const found = monitorBreaks(times, values, {
      start,
      model,
      history,
      window: share,
      criticalValue,
      level,
    });
    out.n = found.n;
    out.breakTime = found.status === 'short' ? Number.NaN : (found.breakTime ?? 0);
    out.magnitude = found.magnitude ?? Number.NaN;
  };
  return {
    unit(window) {
      const cells = window.width * window.height;
      const bands = [0, 1, 2].map(() => allocate('float32', cells));
      let [judged, breaks] = [0, 0];
      for (const strip of stripsOf(window, ROOM / (8 * stack.length))) {
        const dates = stack.map(({ input }, i) => readValues(opened[i]!, strip, input));
        const from = (strip.y - window.y) * window.width;
        for (let at = 0; at < strip.width * strip.height; at++) {
          for (let i = 0; i < dates.length; i++) values[i] = dates[i]![at]!;
          judge();
          const to = from + at;
          bands[0]![to] = out.breakTime;
          bands[1]![to] = out.magnitude;
          bands[2]![to] = Number.isNaN(out.breakTime) ? Number.NaN : out.n;
          if (Number.isNaN(out.breakTime)) continue;
          judged++;
          if (out.breakTime > 0) breaks++;
        }
      }
      const found: MonitorFound = { judged, breaks };
      return { bands, found };
    },
    close() {
      for (const one of opened) one.close();
    },
  };
};

/** Values of one date, NaN where nothing was seen. */
function readValues(
  opened: ReturnType<typeof openSources>,
  window: Parameters<ReturnType<typeof openSources>['read']>[0],
  { scale, offset, clip }: Input,
): Float32Array {
  const [{ values, noData, valid }] = opened.read(window) as [ReturnType<typeof opened.read>[number]];
  const seen = opened.seen(window);
  const out = new Float32Array(values.length).fill(Number.NaN);
  for (let i = 0; i < out.length; i++) {
    const value = values[i]!;
    if (value === noData || (valid && valid[i] === 0) || (seen && seen[i] === 0)) continue;
    const real = value * scale + offset;
    out[i] = clip && real < 0 ? 0 : real;
  }
  return out;
}
