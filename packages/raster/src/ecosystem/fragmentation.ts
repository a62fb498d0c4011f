import { distance } from '@tarim/geo';
import { cellAreas } from '../cell-area.ts';
import { maskWhere } from '../change/detect.ts';
import { isGeographic, toLonLat } from '../crs.ts';
import type { RunOptions } from '../engine/run.ts';
import { cellSize, type Grid, toPlace } from '../grid.ts';
import { type BitMask, popCount } from '../patches/bits.ts';
import type { Neighbourhood } from '../patches/morphology.ts';
import { componentsOf, runsOf } from '../patches/runs.ts';
import type { BandSource, MaskSource } from '../sources.ts';
import { transitionOf } from './transition.ts';

/** Landscape metrics (景观格局指数) of one class, or of all. */
export interface ClassMetrics {
  /** Null: of the whole landscape. */
  readonly code: number | null;
  readonly cells: number;
  /** Square metres on the ellipsoid. */
  readonly area: number;
  readonly share: number;
  readonly patches: number;
  /** Patches per square kilometre of the landscape, that is per 100 ha (PD). */
  readonly patchDensity: number;
  /** Metres of edge per hectare of the landscape (ED); the border of what is known is no edge. */
  readonly edgeDensity: number;
  readonly edge: number;
  /** Greatest patch, per cent of the landscape (LPI). */
  readonly largestPatch: number;
  /** Square metres (MPS). */
  readonly meanPatch: number;
  /** Σ aᵢ² / A, square metres (MESH, Jaeger 2000): the patch that two places share on average. */
  readonly meshSize: number;
}

export interface Fragmentation {
  readonly landscape: ClassMetrics & { readonly shannon: number };
  readonly classes: readonly ClassMetrics[];
}

/** Metres of a row's cells, and their area. */
interface RowMeasure {
  readonly width: Float64Array;
  readonly height: Float64Array;
  readonly area: Float64Array;
}

/**
 * Fragmentation of a raster of classes: patches by cells that touch (8 neighbours by default, as FRAGSTATS), areas on the
 * ellipsoid. Definitions after McGarigal & Marks 1995 and Jaeger 2000. A class is a pass over the raster; memory holds two
 * bits a cell and the runs of one class.
 * @throws TarimError RASTER_PARAMETER_INVALID for classes that are no whole numbers; of reading
 */
export async function fragmentationOf(
  grid: Grid,
  source: BandSource,
  masks: readonly MaskSource[],
  { neighbours = 8, ...options }: RunOptions & { neighbours?: Neighbourhood } = {},
): Promise<Fragmentation> {
  const {
    classes: known,
    area: total,
    cells,
  } = await transitionOf({ grid, first: source, second: source, masks }, options);
  const input = [{ name: 'c', scale: 1, offset: 0 }];
  const nearest: BandSource = { ...source, resampling: 'nearest' };
  const maskOf = async (condition: string) =>
    (await maskWhere(grid, [nearest], input, masks, condition, options)).mask;
  const seen = await maskOf('c == c');
  const rows = measuresOf(grid);
  const classes: ClassMetrics[] = [];
  let [patches, edge, largest, squares] = [0, 0, 0, 0];
  for (const { code } of known) {
    const mask = await maskOf(`c == ${code < 0 ? `(${code})` : code}`);
    const found = patchAreas(mask, neighbours, rows);
    const own = edgeOf(mask, seen, rows);
    classes.push(metricsOf(code, found, own, total));
    patches += found.areas.length;
    // Each edge belongs to the two classes that meet in it.
    edge += own / 2;
    for (const one of found.areas) {
      largest = Math.max(largest, one);
      squares += one * one;
    }
  }
  const hectares = total / 10_000;
  return {
    classes,
    landscape: {
      code: null,
      cells,
      area: total,
      share: total === 0 ? 0 : 1,
      patches,
      patchDensity: total === 0 ? 0 : patches / (total / 1e6),
      edge,
      edgeDensity: total === 0 ? 0 : edge / hectares,
      largestPatch: total === 0 ? 0 : (100 * largest) / total,
      meanPatch: patches === 0 ? 0 : total / patches,
      meshSize: total === 0 ? 0 : squares / total,
      shannon: -classes.reduce((sum, { share }) => sum + (share > 0 ? share * Math.log(share) : 0), 0),
    },
  };
}

function metricsOf(
  code: number,
  { areas, cells }: { areas: Float64Array; cells: number },
  edge: number,
  total: number,
): ClassMetrics {
  const area = areas.reduce((a, b) => a + b, 0);
  return {
    code,
    cells,
    area,
    share: area / total,
    patches: areas.length,
    patchDensity: areas.length / (total / 1e6),
    edge,
    edgeDensity: edge / (total / 10_000),
    largestPatch: (100 * areas.reduce((a, b) => Math.max(a, b), 0)) / total,
    meanPatch: area / areas.length,
    meshSize: areas.reduce((sum, one) => sum + one * one, 0) / total,
  };
}

function measuresOf(grid: Grid): RowMeasure {
  const area = cellAreas(grid, { x: 0, y: 0, width: grid.width, height: grid.height });
  const [w, h] = cellSize(grid);
  if (!isGeographic(grid.crs)) {
    // A conformal system stretches both sides alike.
    const scale = area.map((one) => Math.sqrt(one / (w * h)));
    return { area, width: scale.map((one) => one * w), height: scale.map((one) => one * h) };
  }
  const convert = toLonLat(grid.crs);
  const [width, height] = [new Float64Array(grid.height), new Float64Array(grid.height)];
  for (let y = 0; y < grid.height; y++) {
    const at = (dx: number, dy: number) => convert(...toPlace(grid.affine, dx, y + dy));
    width[y] = distance(at(0, 0.5), at(1, 0.5));
    height[y] = distance(at(0.5, 0), at(0.5, 1));
  }
  return { area, width, height };
}

function patchAreas(
  mask: BitMask,
  neighbours: Neighbourhood,
  { area }: RowMeasure,
): { areas: Float64Array; cells: number } {
  const runs = runsOf(mask);
  const { of, count } = componentsOf(runs, neighbours);
  const areas = new Float64Array(count);
  let cells = 0;
  for (let i = 0; i < runs.count; i++) {
    const length = runs.to[i]! - runs.from[i]!;
    cells += length;
    areas[of[i]!]! += length * area[runs.row[i]!]!;
  }
  return { areas, cells };
}

/** Metres of the sides between cells of a class and others that are known, 32 cells at a time. */
function edgeOf(mask: BitMask, seen: BitMask, { width, height }: RowMeasure): number {
  const { stride, words } = mask;
  let sum = 0;
  for (let y = 0; y < mask.height; y++) {
    let [beside, below] = [0, 0];
    for (let i = 0; i < stride; i++) {
      const at = y * stride + i;
      const [own, known] = [words[at]!, seen.words[at]!];
      // Bit k of the neighbours is cell k + 1.
      const last = i + 1 < stride;
      const next = (own >>> 1) | (last ? words[at + 1]! << 31 : 0);
      const nextKnown = (known >>> 1) | (last ? seen.words[at + 1]! << 31 : 0);
      beside += popCount((own ^ next) & known & nextKnown);
      if (y + 1 < mask.height)
        below += popCount((own ^ words[at + stride]!) & known & seen.words[at + stride]!);
    }
    sum += beside * height[y]!;
    // Between two rows: the mean of their widths.
    if (below > 0) sum += (below * (width[y]! + width[y + 1]!)) / 2;
  }
  return sum;
}
