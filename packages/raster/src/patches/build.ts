import { area, type GeosPool, length, type Polygon, type Position, simplifyCoverage } from '@tarim/geo';
import { toLonLat } from '../crs.ts';
import type { Input } from '../expression/compile.ts';
import { type Grid, toPlace } from '../grid.ts';
import { type BandSource, metresOf } from '../sources.ts';
import { shapesOf } from './attributes.ts';
import { type BitMask, countSet } from './bits.ts';
import { closed, type Neighbourhood, opened } from './morphology.ts';
import { componentsOf, runsOf, sieved } from './runs.ts';
import { type Ring, traceOutlines } from './trace.ts';
import { type KeptValues, meansOfKept, meansOver } from './values.ts';

export interface PatchOptions {
  /** Least area, square metres (最小图斑面积); smaller ones are dropped. */
  readonly leastArea: number;
  /** Holes smaller than this are closed, square metres. */
  readonly leastHole?: number;
  /** Opening before, closing after it: none by default. */
  readonly open?: Neighbourhood | null;
  readonly close?: Neighbourhood | null;
  /** Steps of the cells' outline are taken off whose triangle is smaller than this, in cells; 0 keeps the steps. */
  readonly simplify?: number;
  /** Bands whose means over each patch are told, under these names. */
  readonly values?: ReadonlyArray<{
    readonly name: string;
    readonly source: BandSource;
    readonly input: Input;
  }>;
  /** What `maskWhere` kept of these bands, in their order: saves reading them once more. */
  readonly kept?: KeptValues | null;
}

/** A patch (图斑) of changed cells. */
export interface Patch {
  /** Longitude and latitude on CGCS2000. */
  readonly geometry: Polygon;
  readonly cells: number;
  /** Geodesic area of the cells, square metres: before steps are taken off. */
  readonly area: number;
  /** Geodesic length of all rings, metres, as drawn. */
  readonly perimeter: number;
  /** 4πA/P²: 1 for a disc, small for what is long or ragged. */
  readonly compactness: number;
  readonly elongation: number;
  readonly direction: number;
  readonly centre: readonly [number, number];
  readonly values: Readonly<Record<string, number | null>>;
}

export interface Patches {
  readonly patches: readonly Patch[];
  /** What came in and what went on the way. */
  readonly counts: {
    readonly cells: number;
    readonly components: number;
    readonly kept: number;
  };
}

/**
 * Patches out of a mask: cleaned up, components of sides, dropped below the least area, traced, simplified together, with
 * attributes. Areas are geodesic, because those of Web Mercator or of degrees are wrong by the latitude.
 * @param pool checks that simplified outlines are still simple features; an outline that is not keeps its steps
 * @throws TarimError RASTER_CRS_UNKNOWN and of reading
 */
export async function patchesOf(
  mask: BitMask,
  grid: Grid,
  options: PatchOptions,
  pool: GeosPool,
): Promise<Patches> {
  const cell = metresOf(grid) ** 2;
  // Areas of cells vary over a grid in degrees: nothing that may be large enough is dropped here.
  const least = Math.max(1, Math.floor((options.leastArea / cell) * 0.9));
  let cleaned = mask;
  if (options.open) cleaned = opened(cleaned, options.open);
  if (options.close) cleaned = closed(cleaned, options.close);
  if (options.leastHole) cleaned = sieved(cleaned, 1, Math.ceil(options.leastHole / cell));
  const runs = runsOf(cleaned);
  const components = componentsOf(runs, 4);
  const keep = (component: number) => components.cells[component]! >= least;
  const outlines = traceOutlines(runs, components, keep);
  const shapes = shapesOf(runs, components, grid.affine);
  const values = options.values ?? [];
  // Cells that were added have no values among those that were kept.
  const means =
    options.kept && cleaned === mask
      ? meansOfKept(options.kept, values.length, runs, components)
      : meansOver(
          grid,
          values.map(({ source }) => source),
          values.map(({ input }) => input),
          runs,
          components,
          keep,
        );
  const convert = toLonLat(grid.crs);
  const exact = outlines.map(({ rings }) => polygonOf(rings));
  const drawn = options.simplify ? simplifyCoverage(exact, { minArea: options.simplify }) : exact;
  const patches: Patch[] = [];
  for (const [i, { component }] of outlines.entries()) {
    const cellOutline = onEarth(exact[i]!, grid, convert);
    const cellArea = area(cellOutline);
    if (cellArea < options.leastArea) continue;
    const simple = drawn[i]!;
    let geometry = cellOutline;
    if (options.simplify && simple.type === 'Polygon') {
      const smooth = onEarth(simple, grid, convert);
      if ((await pool.validity(smooth)).valid) geometry = smooth;
    }
    const perimeter = length(geometry);
    const { centre, elongation, direction, cells } = shapes(component);
    patches.push({
      geometry,
      cells,
      area: cellArea,
      perimeter,
      compactness: (4 * Math.PI * area(geometry)) / perimeter ** 2,
      elongation,
      direction,
      centre: convert(...centre),
      values: Object.fromEntries(values.map(({ name }, band) => [name, means[band]!(component)])),
    });
  }
  const kept = patches.length;
  return { patches, counts: { cells: countSet(mask), components: components.count, kept } };
}

function polygonOf(rings: readonly Ring[]): Polygon {
  const coordinates = rings.map((ring) => {
    const positions: Position[] = [];
    for (let i = 0; i < ring.length; i += 2) positions.push([ring[i]!, ring[i + 1]!]);
    positions.push([ring[0]!, ring[1]!]);
    return positions;
  });
  return { type: 'Polygon', coordinates };
}

/** From corners of cells to degrees; outer ring counter-clockwise, holes clockwise (RFC 7946). */
function onEarth(
  { coordinates }: Polygon,
  grid: Grid,
  convert: (x: number, y: number) => [number, number],
): Polygon {
  return {
    type: 'Polygon',
    coordinates: coordinates.map((ring, i) => {
      const placed = ring.map(([x, y]) => convert(...toPlace(grid.affine, x!, y!)));
      return signedArea(placed) > 0 === (i === 0) ? placed : placed.reverse();
    }),
  };
}

const signedArea = (ring: readonly Position[]): number =>
  ring.reduce((sum, [x, y], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length]!;
    return sum + x! * y2! - x2! * y!;
  }, 0);
