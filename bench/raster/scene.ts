import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Grid, writeCog } from '../../packages/raster/src/index.ts';
import { randomOf } from '../../packages/raster/src/testkit/index.ts';

/** Side of a Sentinel-2 tile at 10 m. */
export const SIDE = 10_980;
export const GRID: Grid = {
  crs: 'EPSG:32645',
  width: SIDE,
  height: SIDE,
  affine: [499_980, 10, 0, 4_800_000, 0, -10],
};
const CHANGES = 1_500;
/** Deviation of the noise of a date, in ten-thousandths of reflectance: some 10⁵ specks pass the threshold of change. */
const NOISE = 27;
const TEXTURE = 300;

/** `{red,nir}-{1,2}.tif`: two dates of one simulated place, uint16 COGs as their own benches read them. */
export function scenePaths(folder: string): Record<'red1' | 'nir1' | 'red2' | 'nir2', string> {
  mkdirSync(folder, { recursive: true });
  const at = (name: string) => join(folder, `${name}.tif`);
  const paths = { red1: at('red1'), nir1: at('nir1'), red2: at('red2'), nir2: at('nir2') };
  if (Object.values(paths).every(existsSync)) return paths;
  const changed = changesOf();
  write(paths.red1, 1, 1_500, 101, null);
  write(paths.nir1, 2, 3_000, 102, null);
  write(paths.red2, 1, 1_500, 103, { cells: changed, value: 2_600 });
  write(paths.nir2, 2, 3_000, 104, { cells: changed, value: 2_800 });
  return paths;
}

/** Rectangles of new bare ground, 2 × 2 to 60 × 60 cells, as a bit a cell. */
function changesOf(): Uint8Array {
  const random = randomOf(7);
  const bits = new Uint8Array(Math.ceil((SIDE * SIDE) / 8));
  for (let i = 0; i < CHANGES; i++) {
    const [w, h] = [2 + Math.floor(58 * random() ** 2), 2 + Math.floor(58 * random() ** 2)];
    const [x, y] = [Math.floor(random() * (SIDE - w)), Math.floor(random() * (SIDE - h))];
    for (let row = y; row < y + h; row++)
      for (let column = x; column < x + w; column++) {
        const at = row * SIDE + column;
        bits[at >> 3] = bits[at >> 3]! | (1 << (at & 7));
      }
  }
  return bits;
}

/** The ground's texture is that of both dates (its seed is the band's); noise is the date's own. */
function write(
  path: string,
  band: number,
  level: number,
  seed: number,
  change: { cells: Uint8Array; value: number } | null,
): void {
  writeCog(
    path,
    {
      grid: GRID,
      type: 'uint16',
      bands: [{ description: 'simulated' }],
      noData: 0,
      compression: 'deflate',
      level: 6,
      overviews: 'average',
      items: { TARIM_SIMULATED: 'yes' },
    },
    ({ x, y, width, height }) => {
      const out = new Uint16Array(width * height);
      const ground = normals(band * 7_919 + y * 31 + x);
      const noise = normals(seed * 104_729 + y * 31 + x);
      for (let row = 0; row < height; row++)
        for (let column = 0; column < width; column++) {
          const at = (y + row) * SIDE + x + column;
          const wide = 200 * Math.sin((x + column) / 700) * Math.cos((y + row) / 900);
          const own = ground();
          const isNew = change !== null && (change.cells[at >> 3]! >> (at & 7)) & 1;
          const value = (isNew ? change.value : level + wide + TEXTURE * own) + NOISE * noise();
          out[row * width + column] = Math.max(1, Math.round(value));
        }
      return [out];
    },
  );
}

/** Nearly normal numbers (the sum of four bytes), fast enough for half a thousand million of them. */
function normals(seed: number): () => number {
  let state = (seed | 0) === 0 ? 1 : seed | 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const s = state;
    return ((s & 255) + ((s >>> 8) & 255) + ((s >>> 16) & 255) + (s >>> 24) - 510) / 147.8;
  };
}
