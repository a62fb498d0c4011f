import { TarimError } from '@tarim/kernel';
import { type Grid, isFloat, metresOf, type Role, SAMPLE_TYPES, type SampleType } from '@tarim/raster';
import {
  type CompositeMethod,
  type CompositeOrder,
  LEAST_INPUTS,
  MOST_INPUTS,
  type SceneBand,
  type Sensor,
} from '../../contract.ts';
import { imageryErrors as E } from '../errors.ts';
import { type Extent, extendedGrid } from './common-area.ts';
import { SPECTRAL } from './compared.ts';

/** A scene that is ready, as making a composite of it needs it. */
export interface Composable {
  readonly id: number;
  readonly title: string;
  readonly sensor: Sensor;
  /** Epoch milliseconds; of a composite, its period. */
  readonly from: number;
  readonly to: number;
  readonly cloudShare: number | null;
  readonly grid: Grid;
  readonly type: SampleType;
  readonly noData: number | null;
  readonly reflectance: boolean;
  readonly bands: readonly SceneBand[];
}

export interface Wanted {
  readonly method: CompositeMethod;
  readonly order: CompositeOrder;
  /** Degrees. */
  readonly box: Extent | null;
}

/** How numbers of a composite are stored: `value = scale × stored + offset`. */
export interface Storage {
  readonly type: SampleType;
  readonly scale: number;
  readonly offset: number;
  readonly noData: number;
}

export interface Composition<S extends Composable = Composable> {
  /** In the order in which they count. */
  readonly scenes: readonly S[];
  readonly grid: Grid;
  readonly gsd: number;
  readonly roles: readonly Role[];
  readonly storage: Storage;
  readonly reflectance: boolean;
  readonly from: number;
  readonly to: number;
  /** Bytes on disk at most, while it is made. */
  readonly room: number;
}

/**
 * How far cells of the scenes may differ in size. Cells of other zones and of photographs from another height differ by some per cent;
 * between two that differ by more, one would be finer than it was seen, and the seams would be seen too.
 */
export const MOST_CELL_RATIO = 1.25;
/** Cells of a composite: forty tiles of Sentinel-2 at 10 m, about 700 km of side. */
export const MOST_CELLS = 5e9;
/** Values that are read for it, cells × bands × scenes: some hours of work of two processors. */
export const MOST_VALUES = 6e10;
/** Reflectances of scenes that store them otherwise are joined as whole ten-thousandths. */
const COMMON: Storage = { type: 'int16', scale: 1e-4, offset: 0, noData: -32_768 };

/**
 * What a composite of scenes will be: their order, one grid for all (that of the finest, extended over all of them or cut to a box),
 * bands, storage. Decides only by what is known of the scenes, so that it can be told before anything is made.
 * @throws TarimError IMAGERY_COMPOSITE_NUMBER, IMAGERY_COMPOSITE_THEMATIC, IMAGERY_COMPOSITE_SENSORS, IMAGERY_COMPOSITE_NUMBERS,
 *   IMAGERY_COMPOSITE_BANDS, IMAGERY_COMPOSITE_NDVI, IMAGERY_TYPES_DIFFER, IMAGERY_COMPOSITE_CELLS, IMAGERY_COMPOSITE_APART,
 *   IMAGERY_COMPOSITE_BOX, IMAGERY_COMPOSITE_LARGE
 */
export function compose<S extends Composable>(all: readonly S[], wanted: Wanted): Composition<S> {
  if (!(all.length >= LEAST_INPUTS && all.length <= MOST_INPUTS))
    throw new TarimError(E.compositeNumber, { count: all.length, least: LEAST_INPUTS, most: MOST_INPUTS });
  const scenes = all.toSorted(ORDERS[wanted.order]);
  requireAlike(scenes, wanted.method);
  const roles = commonRoles(scenes, wanted.method);
  const reference = finestOf(scenes);
  const grid = extendedGrid(reference.grid, scenes, wanted.box);
  const storage = storageOf(scenes, roles);
  const cells = grid.width * grid.height;
  const values = roles.length * scenes.reduce((sum, one) => sum + Math.min(cells, cellsOf(one.grid)), 0);
  if (!(cells <= MOST_CELLS && values <= MOST_VALUES))
    throw new TarimError(E.compositeLarge, {
      width: grid.width,
      height: grid.height,
      scenes: scenes.length,
      cells: MOST_CELLS.toLocaleString('en'),
      values: MOST_VALUES.toLocaleString('en'),
    });
  return {
    scenes,
    grid,
    gsd: metresOf(grid),
    roles,
    storage,
    reflectance: reference.reflectance,
    from: Math.min(...scenes.map(({ from }) => from)),
    to: Math.max(...scenes.map(({ to }) => to)),
    // Twice, since what was composed is packed anew; overviews are a third; what cannot be packed counts whole.
    room: Math.ceil(cells * (roles.length * SAMPLE_TYPES[storage.type].bytes + 1) * 2 * (4 / 3)),
  };
}

const cellsOf = ({ width, height }: Grid): number => width * height;
const middleOf = ({ from, to }: Composable): number => (from + to) / 2;
const newest = (a: Composable, b: Composable): number => middleOf(b) - middleOf(a) || b.id - a.id;
const ORDERS: Readonly<Record<CompositeOrder, (a: Composable, b: Composable) => number>> = {
  newest,
  oldest: (a, b) => newest(b, a),
  // Of a scene that does not tell its clouds nobody knows how many there are.
  clearest: (a, b) => (a.cloudShare ?? 2) - (b.cloudShare ?? 2) || newest(a, b),
};

/** One kind of scenes, whose numbers may be compared where the method compares them. */
function requireAlike(scenes: readonly Composable[], method: CompositeMethod): void {
  const sensors = [...new Set(scenes.map(({ sensor }) => sensor))];
  const thematic = scenes.find(({ sensor }) => sensor === 'thematic');
  if (thematic) throw new TarimError(E.compositeThematic, { title: thematic.title });
  if (sensors.length > 1) throw new TarimError(E.compositeSensors, { sensors: sensors.join(', ') });
  const reflectance = scenes.every((one) => one.reflectance);
  // Of uncalibrated numbers the greatest or the middle one says what was exposed how, not what was there.
  if (!reflectance && method !== 'first') throw new TarimError(E.compositeNumbers, { method });
  const types = [...new Set(scenes.map(({ type }) => type))];
  if (!reflectance && types.length > 1) throw new TarimError(E.typesDiffer, { types: types.join(', ') });
}

function commonRoles(scenes: readonly Composable[], method: CompositeMethod): Role[] {
  const first = scenes[0]!;
  const roles = first.bands.flatMap(({ role }) =>
    SPECTRAL.includes(role as Role) && scenes.every(({ bands }) => bands.some((one) => one.role === role))
      ? [role as Role]
      : [],
  );
  if (roles.length === 0)
    throw new TarimError(E.compositeBands, {
      bands: scenes
        .map(({ title, bands }) => `${title}: ${bands.map(({ role }) => role).join(' ')}`)
        .join(' | ')
        .slice(0, 500),
    });
  if (method === 'best' && !(roles.includes('R') && roles.includes('N')))
    throw new TarimError(E.compositeNdvi, { bands: roles.join(' ') });
  return roles;
}

/** The finest scene; of those about as fine, the first. @throws TarimError IMAGERY_COMPOSITE_CELLS */
function finestOf<S extends Composable>(scenes: readonly S[]): S {
  const sized = scenes.map((scene) => ({ scene, metres: metresOf(scene.grid) }));
  const finest = sized.reduce((best, one) => (one.metres < best.metres * 0.99 ? one : best));
  const coarsest = sized.reduce((worst, one) => (one.metres > worst.metres ? one : worst));
  if (coarsest.metres > finest.metres * MOST_CELL_RATIO)
    throw new TarimError(E.compositeCells, {
      fine: finest.scene.title,
      least: Number(finest.metres.toPrecision(4)),
      coarse: coarsest.scene.title,
      most: Number(coarsest.metres.toPrecision(4)),
      ratio: MOST_CELL_RATIO,
    });
  return finest.scene;
}

/** As all of them store their numbers, so that a mosaic has them unchanged; otherwise reflectances in common steps. */
function storageOf(scenes: readonly Composable[], roles: readonly Role[]): Storage {
  const [first] = scenes as [Composable];
  const scaled = scenes.flatMap(({ bands }) => bands.filter(({ role }) => roles.includes(role as Role)));
  const { scale, offset } = scaled[0]!;
  const alike =
    scaled.every((one) => one.scale === scale && one.offset === offset) &&
    scenes.every(({ type }) => type === first.type);
  if (!alike) return COMMON;
  const told = first.noData;
  // Numbers of clear observations stand beside the bands while they are made: the number that means no data must be none of theirs.
  const usable = told !== null && !(told > 0 && told <= MOST_INPUTS);
  return { type: first.type, scale, offset, noData: usable ? told : isFloat(first.type) ? Number.NaN : 0 };
}
