import { join } from 'node:path';
import { type Samples, writeCog } from '@tarim/raster';
import { S2, type World } from './world.ts';

/** Cells with a cloud (or its shadow), by the classification that says so. */
export interface Planted {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly scl: number;
}

/** A scene on a ground that is known everywhere; columns and rows are those of the ground. */
export interface PlantedScene {
  readonly name: string;
  readonly takenAt: string;
  readonly x: number;
  readonly y: number;
  readonly clouds: readonly Planted[];
}

export const ROLES = ['B', 'G', 'R', 'N'] as const;
export const [WIDTH, HEIGHT] = [240, 180];
const ORIGIN = [500_000, 4_800_000] as const;
const CLEAR = 5;

const mixed = (...parts: number[]): number => {
  let hash = 2_166_136_261;
  for (const part of parts) hash = Math.imul(hash ^ (part + 0x9e37), 16_777_619) >>> 0;
  return hash;
};

/** Ten-thousandths of reflectance that a scene shows of the ground where it is clear: the ground, and a little of the day. */
export const reflectance = (scene: number, x: number, y: number, band: number): number =>
  600 + (mixed(x, y, band) % 3_000) + (mixed(scene, x, y, band) % 81) - 40;

export const within = ({ x, y }: PlantedScene, column: number, row: number): boolean =>
  column >= x && row >= y && column < x + WIDTH && row < y + HEIGHT;

/** 1 where clouds that are grown by a disc of so many cells hide the ground; cell by cell, by distance. */
export function hiddenIn({ x, y, clouds }: PlantedScene, radius: number): Uint8Array {
  const hidden = new Uint8Array(WIDTH * HEIGHT);
  for (const cloud of clouds)
    for (let row = 0; row < HEIGHT; row++)
      for (let column = 0; column < WIDTH; column++) {
        const [cx, cy] = [column + x, row + y];
        const dx = Math.max(cloud.x - cx, 0, cx - (cloud.x + cloud.width - 1));
        const dy = Math.max(cloud.y - cy, 0, cy - (cloud.y + cloud.height - 1));
        if (dx * dx + dy * dy <= radius * radius) hidden[row * WIDTH + column] = 1;
      }
  return hidden;
}

export interface PlantedOptions {
  /** Numbers are shifted by 1000 (baselines from 04.00 on). */
  readonly shifted?: boolean;
  readonly quality?: boolean;
  readonly more?: object;
  /** Metres of a cell. */
  readonly cell?: number;
  readonly crs?: string;
  readonly origin?: readonly [number, number];
}

/** Brings the `index`-th scene in. @returns its id */
export async function bringPlanted(
  w: World,
  scene: PlantedScene,
  index: number,
  {
    shifted = true,
    quality = true,
    more = {},
    cell = 10,
    crs = 'EPSG:32645',
    origin = ORIGIN,
  }: PlantedOptions = {},
): Promise<number> {
  const grid = {
    crs,
    width: WIDTH,
    height: HEIGHT,
    affine: [origin[0] + cell * scene.x, cell, 0, origin[1] - cell * scene.y, 0, -cell] as const,
  };
  const packing = { compression: 'deflate', level: 1, noData: 0 } as const;
  const cloudAt = (x: number, y: number) =>
    scene.clouds.find((one) => x >= one.x && y >= one.y && x < one.x + one.width && y < one.y + one.height);
  const filled = (
    window: { x: number; y: number; width: number; height: number },
    of: (x: number, y: number) => number,
    samples: Samples,
  ) => {
    for (let i = 0; i < samples.length; i++)
      samples[i] = of(
        scene.x + window.x + (i % window.width),
        scene.y + window.y + Math.floor(i / window.width),
      );
    return samples;
  };
  const path = join(w.folder, `${scene.name}.tif`);
  writeCog(
    path,
    { grid, type: 'uint16', bands: ROLES.map(() => ({})), overviews: 'average', ...packing },
    (window) =>
      ROLES.map((_, band) =>
        filled(
          window,
          (x, y) => {
            const cloud = cloudAt(x, y);
            const seen = cloud ? (cloud.scl === 3 ? 120 : 7_000) : reflectance(index, x, y, band);
            return seen + (shifted ? 1_000 : 0);
          },
          new Uint16Array(window.width * window.height),
        ),
      ),
  );
  const scl = join(w.folder, `${scene.name}-scl.tif`);
  writeCog(scl, { grid, type: 'uint8', bands: [{}], overviews: 'nearest', ...packing }, (window) => [
    filled(window, (x, y) => cloudAt(x, y)?.scl ?? CLEAR, new Uint8Array(window.width * window.height)),
  ]);
  const { scene: brought } = await w.ingest(
    {
      ...S2,
      collection: 'planted',
      title: scene.name,
      takenAt: scene.takenAt,
      baseline: shifted ? '05.09' : '02.14',
      public: true,
      ...more,
    },
    [{ path }, ...(quality ? [{ path: scl, field: 'quality' }] : [])],
  );
  if (brought.failure) throw new Error(`${brought.failure.code} ${brought.failure.message}`);
  return brought.id;
}
