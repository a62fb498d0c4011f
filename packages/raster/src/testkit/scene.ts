import { join } from 'node:path';
import { writeCog } from '../cog/write.ts';
import { resized } from '../grid.ts';
import { allocate, type Samples } from '../samples.ts';
import { normalOf, randomOf } from './random.ts';
import { cloudSpectrum, groundOf, SCENE_BANDS, type World } from './world.ts';

export interface SceneOptions {
  /** Clouds over the scene, each with its shadow; 0 by default. */
  readonly clouds?: number;
  /** Deviation of the noise of each band, reflectance; 0.004 by default. */
  readonly noise?: number;
}

export interface ScenePaths {
  /** B, G, R, N, S1, S2 as digital numbers of Sentinel-2 L2A, baseline 05.09. */
  readonly bands: string;
  /** Scene classification of half the resolution, as Sentinel-2 has it. */
  readonly scl: string;
}

export interface SceneCells {
  /** Digital numbers of each band. */
  readonly bands: readonly Samples[];
  /** Scene classification at half the resolution. */
  readonly scl: Samples;
}

/** A simulated Sentinel-2 scene of a world at a time (decimal year). */
export function sceneCells(
  world: World,
  time: number,
  { clouds = 0, noise = 0.004 }: SceneOptions = {},
): SceneCells {
  const { width, height } = world.grid;
  const random = randomOf(world.seed * 7_919 + Math.round(time * 10_000));
  const normal = normalOf(random);
  const discs = Array.from({ length: clouds }, () => ({
    x: random() * width,
    y: random() * height,
    radius: 12 + 24 * random(),
  }));
  // 0 clear, 1 shadow, 2 cloud. Thin edges go a little beyond what the classification will tell.
  const over = (x: number, y: number, more: number): 0 | 1 | 2 => {
    let found: 0 | 1 | 2 = 0;
    for (const disc of discs) {
      const reach = (disc.radius + more) ** 2;
      if ((x - disc.x) ** 2 + (y - disc.y) ** 2 < reach) return 2;
      if ((x - disc.x - 14) ** 2 + (y - disc.y + 22) ** 2 < reach) found = 1;
    }
    return found;
  };
  const ground = groundOf(world, time);
  const bands = SCENE_BANDS.map(() => allocate('uint16', width * height));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const sky = over(x + 0.5, y + 0.5, 2);
      for (const [band, out] of bands.entries()) {
        const clear = ground(x, y, band);
        const seen = sky === 2 ? cloudSpectrum[band]! : sky === 1 ? 0.4 * clear : clear;
        out[y * width + x] = Math.max(1, Math.round((seen + noise * normal() + 0.1) * 10_000));
      }
    }
  const half = [Math.ceil(width / 2), Math.ceil(height / 2)] as const;
  const scl = allocate('uint8', half[0] * half[1]);
  for (let y = 0; y < half[1]; y++)
    for (let x = 0; x < half[0]; x++) scl[y * half[0] + x] = [5, 3, 9][over(2 * x + 1, 2 * y + 1, 0)]!;
  return { bands, scl };
}

/** Writes it as two COGs. */
export function writeScene(
  folder: string,
  name: string,
  world: World,
  time: number,
  options: SceneOptions = {},
): ScenePaths {
  const { bands, scl } = sceneCells(world, time, options);
  const { grid } = world;
  const paths = { bands: join(folder, `${name}.tif`), scl: join(folder, `${name}-scl.tif`) };
  const packing = { compression: 'deflate', level: 1, noData: 0, items: { TARIM_SIMULATED: 'yes' } } as const;
  writeCog(
    paths.bands,
    {
      grid,
      type: 'uint16',
      bands: SCENE_BANDS.map((description) => ({ description })),
      overviews: 'average',
      ...packing,
    },
    ({ x, y, width, height }) => bands.map((band) => cut(band, grid.width, x, y, width, height)),
  );
  const coarse = resized(grid, Math.ceil(grid.width / 2), Math.ceil(grid.height / 2));
  writeCog(
    paths.scl,
    { grid: coarse, type: 'uint8', bands: [{ description: 'SCL' }], overviews: 'nearest', ...packing },
    ({ x, y, width, height }) => [cut(scl, coarse.width, x, y, width, height)],
  );
  return paths;
}

function cut(cells: Samples, across: number, x: number, y: number, width: number, height: number): Samples {
  const out = cells.slice(0, width * height) as Samples;
  for (let row = 0; row < height; row++) {
    const from = (y + row) * across + x;
    out.set(cells.subarray(from, from + width) as never, row * width);
  }
  return out;
}
