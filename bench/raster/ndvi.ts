import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { tarim } from './peer.ts';
import { seconds, type TaskMaker, type Took } from './task.ts';

const CALC = 'where(A+B.astype(float32)>0,rint(10000*(B.astype(float32)-A)/(A+B.astype(float32))),-32768)';

/** Two uint16 COGs → NDVI × 10 000 as int16, compressed; and as float32, not compressed. */
export const ndviTask: TaskMaker = ({ folder, paths, peer }) => {
  const out = join(folder, 'ndvi.tif');
  const plain = join(folder, 'ndvi-plain.tif');
  const memory: Record<string, number[]> = {};
  const noted = (label: string, rss: number, took: Took): Took => {
    memory[label] ??= [];
    memory[label].push(rss);
    return took;
  };
  const ours = (label: string, more: string[]) => ({
    label,
    async run() {
      rmSync(out, { force: true });
      const {
        seconds: clock,
        cpu,
        rss,
      } = await tarim([
        ...['raster', 'index', '--index', 'ndvi', '--reflectance', 'none'],
        ...['--bands', `R=${paths.red1},N=${paths.nir1}`, '--out', out, ...more],
      ]);
      return noted(label, rss, { seconds: clock, cpu });
    },
    memory: () => memory[label] ?? [],
  });
  const calc = (
    label: string,
    calculation: string,
    type: string,
    options: string[],
    cog: string[] | null,
  ) => ({
    label,
    async run() {
      for (const path of [plain, out]) rmSync(path, { force: true });
      const argv = ['gdal_calc.py', '--quiet', '--overwrite', '-A', paths.red1, '-B', paths.nir1];
      const first = await peer.ask('run', {
        argv: [...argv, `--outfile=${plain}`, `--calc=${calculation}`, `--type=${type}`, ...options],
      });
      if (!cog) return noted(label, first.rss, first);
      const second = await peer.ask('run', {
        argv: ['gdal_translate', '-q', '-of', 'COG', ...cog, plain, out],
      });
      return noted(label, Math.max(first.rss, second.rss), {
        seconds: first.seconds + second.seconds,
        cpu: first.cpu + second.cpu,
      });
    },
    memory: () => memory[label] ?? [],
  });
  const creation = (...options: string[]) => options.flatMap((one) => ['--co', one]);
  const deflate = ['COMPRESS=DEFLATE', 'LEVEL=6', 'PREDICTOR=YES', 'NUM_THREADS=2', 'BLOCKSIZE=512'];
  const small = 'gdal_calc.py, DEFLATE';
  const cogOf = 'gdal_calc.py + COG, DEFLATE';
  const large = 'gdal_calc.py, no compression';
  return {
    title: 'NDVI',
    ...seconds,
    contenders: [
      { ...ours('ours: COG, int16, DEFLATE', []), against: cogOf, goal: '2.5 ×' },
      calc(
        small,
        CALC,
        'Int16',
        [
          '--NoDataValue=-32768',
          ...creation('TILED=YES', 'COMPRESS=DEFLATE', 'ZLEVEL=6', 'PREDICTOR=2', 'NUM_THREADS=2'),
        ],
        null,
      ),
      calc(
        cogOf,
        CALC,
        'Int16',
        ['--NoDataValue=-32768', ...creation('TILED=YES')],
        deflate.flatMap((one) => ['-co', one]),
      ),
      {
        ...ours('ours: COG, float32, no compression', ['--type', 'float32', '--compression', 'none']),
        against: large,
        goal: '2.5 ×',
      },
      calc(large, '(B.astype(float32)-A)/(A+B.astype(float32))', 'Float32', creation('TILED=YES'), null),
    ],
    close() {
      for (const path of [plain, out]) rmSync(path, { force: true });
      return [];
    },
  };
};
