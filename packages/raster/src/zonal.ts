import type { Areal } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { edgesOf, spansOf, windowOf } from './areal-cells.ts';
import { rasterErrors } from './errors.ts';
import { compileExpression, joinValid } from './expression/compile.ts';
import { bandsIn, parseExpression } from './expression/parse.ts';
import { type Grid, resized, subGrid } from './grid.ts';
import { openRaster } from './raster.ts';
import { allocate } from './samples.ts';
import { type MaskSource, metresOf, openSources } from './sources.ts';
import { stripsOf } from './strips.ts';
import type { TileBand } from './tiles/tile.ts';

/** Figures over one area (分区统计). */
export interface Zonal {
  /** Cells whose middle lies in the area, of the resolution that was read. */
  readonly cells: number;
  /** Side of these cells, metres. */
  readonly metres: number;
  /** Of these, those that the scene shows: with data, not hidden by a mask. */
  readonly observed: number;
  /** Mean of each expression over the observed cells where it has a value, and how many they are; of a condition it is a share. */
  readonly values: Readonly<Record<string, { readonly mean: number | null; readonly count: number }>>;
}

export interface ZonalOptions {
  readonly masks?: readonly MaskSource[];
  /** An area with more cells is read at a coarser resolution, out of the overviews. */
  readonly mostCells?: number;
}

/** A red line of 1,000 km² at 10 m has ten million. */
const MOST_CELLS = 4_000_000;
const STRIP = 500_000;

/**
 * Means of expressions over the cells of an area, by windows; null where the area lies beyond the raster.
 * @param area longitude and latitude on CGCS2000
 * @param values expressions over the names of the bands: `{ndvi: '(N - R) / (N + R)', water: 'G > N'}`
 * @throws TarimError RASTER_EXPRESSION_INVALID, RASTER_PARAMETER_INVALID, of reading
 */
export function zonalOf(
  area: Areal,
  bands: readonly TileBand[],
  values: Readonly<Record<string, string>>,
  { masks = [], mostCells = MOST_CELLS }: ZonalOptions = {},
): Zonal | null {
  const names = Object.keys(values);
  const parsed = names.map((name) => parseExpression(values[name]!));
  const used = [...new Set(parsed.flatMap((one) => bandsIn(one)))].map((name) => {
    const found = bands.find(({ input }) => input.name === name);
    if (!found) throw new TarimError(rasterErrors.parameter, { name: 'bands', reason: name });
    return found;
  });
  if (used.length === 0)
    throw new TarimError(rasterErrors.parameter, { name: 'expression', reason: 'no band' });
  const whole = gridOf(used[0]!);
  const edges = edgesOf(area, whole);
  const window = windowOf(edges, whole);
  if (!window) return null;
  const factor = Math.max(1, Math.ceil(Math.sqrt((window.width * window.height) / mostCells)));
  const part = subGrid(whole, window);
  const grid =
    factor === 1 ? part : resized(part, Math.ceil(window.width / factor), Math.ceil(window.height / factor));
  const rows = spansOf(edges, window, grid);
  const output = { type: 'float32', noData: Number.NaN, scale: 1, offset: 0 } as const;
  const inputs = used.map(({ input }) => input);
  const compiled = parsed.map((one) => compileExpression(one, inputs, output));
  const sums = names.map(() => ({ sum: 0, count: 0 }));
  let [cells, observed] = [0, 0];
  const opened = openSources(
    grid,
    used.map(({ source }) => source),
    masks,
  );
  try {
    for (const strip of stripsOf({ x: 0, y: 0, width: grid.width, height: grid.height }, STRIP)) {
      const read = opened.read(strip);
      const seen = opened.seen(strip);
      const valid = joinValid([...read, ...(seen ? [{ ...read[0]!, valid: seen }] : [])]);
      const found = compiled.map((run) => {
        const out = allocate('float32', strip.width * strip.height);
        run(read, valid, out);
        return out;
      });
      for (let row = 0; row < strip.height; row++)
        for (const [from, to] of rows[strip.y + row]!)
          for (let at = row * strip.width + from; at < row * strip.width + to; at++) {
            cells++;
            if (valid && valid[at] === 0) continue;
            if (read.some(({ values: own, noData }) => own[at] === noData || Number.isNaN(own[at]))) continue;
            observed++;
            for (const [i, out] of found.entries()) {
              const value = out[at]!;
              if (Number.isNaN(value)) continue;
              sums[i]!.sum += value;
              sums[i]!.count++;
            }
          }
    }
  } finally {
    opened.close();
  }
  return {
    cells,
    metres: metresOf(grid),
    observed,
    values: Object.fromEntries(
      names.map((name, i) => {
        const { sum, count } = sums[i]!;
        return [name, { mean: count === 0 ? null : sum / count, count }];
      }),
    ),
  };
}

function gridOf({ source }: TileBand): Grid {
  const raster = openRaster(source.path, { crs: source.crs });
  try {
    return raster.grid();
  } finally {
    raster.close();
  }
}
