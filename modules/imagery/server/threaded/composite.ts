import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { TarimError } from '@tarim/kernel';
import {
  type CogSpec,
  type CompositeFound,
  type CompositeRule,
  type CompositeScene,
  type Grid,
  INDICES,
  metresOf,
  produceCog,
  type Role,
} from '@tarim/raster';
import type { CompositeMethod, Sensor } from '../../contract.ts';
import { COMMON_NAMES } from '../domain/bands.ts';
import type { Storage } from '../domain/compose.ts';
import { imageryErrors as E } from '../errors.ts';
import { sceneBandsOf } from './bands.ts';
import type { Bench } from './bench.ts';
import { type Converted, PACKING } from './convert.ts';
import { type ComparedScene, sceneOf } from './detect.ts';
import { surveyOf } from './survey.ts';

export interface ComposeParams {
  /** In the order in which they count. */
  readonly scenes: readonly ComparedScene[];
  readonly method: CompositeMethod;
  readonly grid: Grid;
  readonly roles: readonly Role[];
  readonly storage: Storage;
  readonly sensor: Sensor;
  /** Metres. */
  readonly dilate: number;
  readonly hideSnow: boolean;
  /** Each of the scenes tells its clouds. */
  readonly masked: boolean;
  /** Kept in the file: method, scenes, period. */
  readonly items: Readonly<Record<string, string>>;
  /** Where the results are written. */
  readonly folder: string;
}

export interface Composed {
  readonly converted: Converted;
  /** Cells in which some scene has data; of these, cells that some scene shows clearly. */
  readonly covered: number;
  readonly seen: number;
  readonly counts: readonly number[];
}

/** Shares of the work: to compose, to pack the bands. */
const [COMPOSE, PACK] = [0.7, 0.95];
/** Kept for minutes only. */
const ROUGH = { compression: 'zstd', level: 1, overviews: 'nearest' } as const;
const NO_COUNT = 0;

/**
 * Scenes joined to one, by windows: of all of them only the cells in work are in memory. The bands become a COG, and how many clear
 * observations each cell has another one beside it, since a count is no light and must not be drawn, averaged or compared as one.
 * @throws TarimError IMAGERY_COMPOSITE_HIDDEN, IMAGERY_CANCELLED, of reading
 */
export async function composeScenes(params: ComposeParams, bench: Bench): Promise<Composed> {
  const { grid, roles, storage, sensor, folder } = params;
  const { type, scale, offset, noData } = storage;
  const rough = join(folder, 'rough.tif');
  const counts = new Array<number>(params.scenes.length + 1).fill(0);
  const running = (from: number, to: number) => ({
    threads: bench.threads,
    signal: bench.signal,
    onProgress: (done: number, total: number) => bench.progress(from + ((to - from) * done) / total),
  });
  await produceCog(
    rough,
    { grid, type, bands: [...roles, 'count'].map((description) => ({ description })), noData, ...ROUGH },
    'composite',
    { grid, scenes: params.scenes.map((one) => inputOf(one, params)), rule: ruleOf(params), ...storage },
    running(0, COMPOSE),
    (_, found) => {
      for (const [clear, cells] of (found as CompositeFound).counts.entries()) counts[clear]! += cells;
    },
  );
  const covered = counts.reduce((sum, one) => sum + one, 0);
  const seen = covered - counts[0]!;
  if (seen === 0) throw new TarimError(E.compositeHidden);
  const cog = join(folder, 'scene.tif');
  const produced = await produceCog(
    cog,
    {
      grid,
      type,
      bands: roles.map((role) => ({
        description: COMMON_NAMES[role],
        ...(scale === 1 && offset === 0 ? {} : { scale, offset }),
      })),
      noData,
      overviews: 'average',
      rgb: sensor === 'drone',
      items: { TARIM_SENSOR: sensor, ...params.items },
      ...PACKING,
    },
    'copy',
    { grid, sources: roles.map((_, i) => ({ path: rough, band: i + 1 })), type, noData },
    running(COMPOSE, PACK),
  );
  const quality = join(folder, 'count.tif');
  await produceCog(
    quality,
    countSpec(grid),
    'copy',
    countParams(grid, rough, roles.length),
    running(PACK, 1),
  );
  rmSync(rough);
  const survey = surveyOf(cog, roles);
  if (survey === null) throw new TarimError(E.compositeHidden);
  return {
    converted: {
      cog,
      quality: { path: quality, kind: 'count' },
      grid,
      type,
      noData: Number.isNaN(noData) ? 'nan' : noData,
      reflectance: params.scenes[0]!.reflectance,
      bands: sceneBandsOf(roles, storage, produced.summaries, survey),
      gsd: metresOf(grid),
      footprint: survey.footprint,
      validShare: seen / (grid.width * grid.height),
      // What clouds hid in all scenes.
      cloudShare: params.masked ? counts[0]! / covered : null,
      classes: null,
      classTable: null,
      palette: null,
    },
    covered,
    seen,
    counts,
  };
}

/** Numbers as they are: what is below nothing by noise is kept, so that a mosaic has what its scenes have. */
function inputOf(scene: ComparedScene, { roles, dilate, hideSnow }: ComposeParams): CompositeScene {
  const { sources, inputs, masks } = sceneOf(scene, roles, { dilate, hideSnow });
  return { sources, masks, inputs: inputs.map((one) => ({ ...one, clip: false })) };
}

const ruleOf = ({ method }: ComposeParams): CompositeRule =>
  method === 'best' ? { kind: 'best', expression: INDICES.ndvi.expression } : { kind: method };

const countSpec = (grid: Grid): CogSpec => ({
  grid,
  type: 'uint8',
  bands: [{ description: 'count' }],
  noData: NO_COUNT,
  overviews: 'nearest',
  ...PACKING,
});

const countParams = (grid: Grid, path: string, bands: number) => ({
  grid,
  sources: [{ path, band: bands + 1 }],
  type: 'uint8' as const,
  noData: NO_COUNT,
});
