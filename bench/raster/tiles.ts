import { INDICES, openTiles, RAMPS, toLonLat, toPlace } from '../../packages/raster/src/index.ts';
import { randomOf } from '../../packages/raster/src/testkit/index.ts';
import { median } from '../lib.ts';
import { GRID, SIDE } from './scene.ts';
import { milliseconds, type TaskMaker, type Took } from './task.ts';

const COUNT = 200;
const input = (name: string) => ({ name, scale: 1, offset: 0 });

/** NDVI tiles over the scene, zooms 9 to 15; the time of a round is that of its middle tile. */
export const tileTask: TaskMaker = ({ paths: { red1, nir1 }, peer }) => {
  const random = randomOf(5);
  const convert = toLonLat(GRID.crs);
  const at = Array.from({ length: COUNT }, (_, i) => {
    const z = 9 + (i % 7);
    const [lon, lat] = convert(...toPlace(GRID.affine, random() * SIDE, random() * SIDE));
    const radians = (lat * Math.PI) / 180;
    return [
      z,
      Math.floor(((lon + 180) / 360) * 2 ** z),
      Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * 2 ** z),
    ] as const;
  });
  const last: Record<string, number> = {};
  const p50 = (label: string, took: readonly number[], spent: readonly number[]): Took => {
    last[label] = [...took].sort((a, b) => a - b)[Math.floor(took.length * 0.95)]!;
    return { seconds: median(took), cpu: median(spent) };
  };
  return {
    title: 'map tile, p50',
    ...milliseconds,
    contenders: [
      {
        label: 'ours',
        against: 'rasterio WarpedVRT',
        goal: '2 ×',
        async run() {
          const tiles = openTiles(
            [
              { source: { path: red1, band: 1, noData: 0 }, input: input('R') },
              { source: { path: nir1, band: 1, noData: 0 }, input: input('N') },
            ],
            {
              kind: 'ramp',
              expression: INDICES.ndvi.expression,
              range: [-0.2, 0.9],
              stops: RAMPS.vegetation,
            },
          );
          const took = at.map(([z, x, y]) => {
            const [began, used] = [performance.now(), process.cpuUsage()];
            tiles.tile({ z, x, y });
            const { user, system } = process.cpuUsage(used);
            return { seconds: (performance.now() - began) / 1_000, cpu: (user + system) / 1e6 };
          });
          tiles.close();
          return p50(
            'ours',
            took.map((one) => one.seconds),
            took.map((one) => one.cpu),
          );
        },
      },
      {
        label: 'rasterio WarpedVRT',
        async run() {
          const { took, spent } = await peer.ask('tiles', { paths: [red1, nir1], at, bilinear: true });
          return p50('rasterio', took as number[], spent as number[]);
        },
      },
    ],
    close: () => [
      `p95 of the last round: ours ${(1_000 * last.ours!).toFixed(1)} ms, rasterio ${(1_000 * last.rasterio!).toFixed(1)} ms`,
    ],
  };
};
