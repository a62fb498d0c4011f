import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  type CompositeFound,
  type CompositeRule,
  type CompositeScene,
  INDICES,
  produceCog,
} from '@tarim/raster';
import { BrokenCall, choice, flag, number, text } from '../arguments.ts';
import { defineCommand, line } from '../command.ts';
import { lineOf, NO_INPUT } from '../schema.ts';
import { gridOf } from './cog.ts';
import { scalingOf } from './index.ts';
import {
  bandOf,
  inputFile,
  interruptible,
  OUTPUT_HELP,
  OUTPUT_OPTIONS,
  packing,
  progressTo,
  required,
} from './options.ts';
import { COUNT, WRITTEN } from './schema.ts';
import { writtenOf } from './told.ts';

const DEFAULT_BEST = INDICES.ndvi.expression;

export const compositeCommand = defineCommand({
  name: 'raster composite',
  help: `tarim raster composite --scenes LIST.csv --bands R=3,N=4,… --out FILE …
多景影像的无云合成或镶嵌，逐窗口进行，结果为 COG；最后一个波段为各像元的晴空观测数。
Cloud-free composite or mosaic of scenes, window by window, as a COG; its last band counts clear observations.

  --scenes LIST.csv    每行 文件[,质量波段文件#波段[,基线]]；路径相对于清单
                       a line a scene: FILE[,MASKFILE#BAND[,BASELINE]]; paths from the list's folder
  --bands NAME=N,…     取用的波段   the bands to take, by name and number
  --rule median|first|best   中位数（缺省）、清单中先者、指数最大者
                       median of each band (default), the first of the list, the largest index
  --best TEXT          best 的指数，缺省 NDVI   the index for best; default NDVI
  --reflectance …      sentinel-2:BASELINE（清单可逐景另给基线）、landsat、file（缺省）、none
  --mask-kind scl|qa-pixel|hide-nonzero|keep-nonzero --dilate M --snow
  --like FILE          目标格网，缺省为第一景的   the grid; default that of the first scene
  --resampling nearest|bilinear
  ${OUTPUT_HELP}

结果以反射率的 10000 倍（int16）存储。Kept as ten thousand times the reflectance, int16.
退出码 exit code: 0 完成 done; 1 不能处理 cannot be done; 2 调用有误 broken call.
`,
  schema: {
    input: NO_INPUT,
    output: lineOf({
      scenes: COUNT,
      seen: { ...COUNT, description: 'cells that a scene shows' },
      ...WRITTEN,
    }),
  },
  options: {
    scenes: text(),
    bands: text(),
    rule: choice(['median', 'first', 'best']),
    best: text(DEFAULT_BEST),
    reflectance: text('file'),
    'mask-kind': choice(['scl', 'qa-pixel', 'hide-nonzero', 'keep-nonzero']),
    dilate: number({ from: 0, to: 5_000 }, 0),
    snow: flag(),
    like: text(),
    resampling: choice(['nearest', 'bilinear']),
    ...OUTPUT_OPTIONS,
  },
  async run(options, { stdout, stderr }) {
    const began = performance.now();
    const out = required(options.out, 'out');
    const bands = numberedBands(required(options.bands, 'bands'));
    const scenes = scenesFrom(inputFile(options.scenes, 'scenes'), bands, options);
    const rule: CompositeRule =
      options.rule === 'best'
        ? { kind: 'best', expression: options.best }
        : { kind: options.rule ?? 'median' };
    const grid = gridOf(
      options.like === null ? scenes[0]!.sources[0]!.path : inputFile(options.like, 'like'),
    );
    const ending = interruptible();
    let seen = 0;
    try {
      const produced = await produceCog(
        out,
        {
          grid,
          type: 'int16',
          bands: [
            ...bands.map(([description]) => ({ description, scale: 1e-4, offset: 0 })),
            { description: 'clear' },
          ],
          noData: -32_768,
          overviews: 'average',
          items: { TARIM_METHOD: `composite ${rule.kind}` },
          ...packing(options),
        },
        'composite',
        { grid, scenes, rule, type: 'int16', scale: 1e-4, offset: 0, noData: -32_768 },
        { threads: options.threads ?? undefined, signal: ending.signal, onProgress: progressTo(stderr) },
        (_, found) => {
          seen += (found as CompositeFound).seen;
        },
      );
      stdout.write(line({ scenes: scenes.length, seen, ...writtenOf(produced, grid, began) }));
      return 0;
    } finally {
      ending.release();
    }
  },
});

function numberedBands(value: string): Array<[name: string, band: number]> {
  return value.split(',').map((part) => {
    const [, name, band] = /^\s*([A-Za-z_]\w*)=(\d+)\s*$/.exec(part) ?? [];
    if (!name || !band) throw new BrokenCall(`--bands 应为 名称=波段号,… is NAME=NUMBER,…: ${part}`);
    return [name, Number(band)];
  });
}

function scenesFrom(
  path: string,
  bands: ReadonlyArray<readonly [string, number]>,
  options: {
    readonly reflectance: string;
    readonly 'mask-kind': 'scl' | 'qa-pixel' | 'hide-nonzero' | 'keep-nonzero' | null;
    readonly dilate: number;
    readonly snow: boolean;
    readonly resampling: 'nearest' | 'bilinear' | null;
  },
): CompositeScene[] {
  const folder = dirname(path);
  const rows = readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .map((row) => row.trim())
    .filter((row) => row !== '' && !row.startsWith('#'));
  if (rows.length === 0) throw new BrokenCall(`--scenes: ${path} 没有行 has no lines`);
  return rows.map((row) => {
    const [file = '', mask = '', baseline = ''] = row.split(',').map((part) => part.trim());
    const kind = options['mask-kind'];
    if (mask !== '' && kind === null) throw new BrokenCall('--scenes 有质量波段，需要 --mask-kind is needed');
    const reflectance = baseline === '' ? options.reflectance : `sentinel-2:${baseline}`;
    const scaled = bands.map(([name, band]) =>
      scalingOf(
        reflectance,
        {
          ...bandOf(resolve(folder, file), 'scenes'),
          band,
          ...(options.resampling ? { resampling: options.resampling } : {}),
        },
        name,
      ),
    );
    return {
      sources: scaled.map(({ source }) => source),
      inputs: scaled.map(({ input }) => input),
      masks:
        mask === '' || kind === null
          ? []
          : [
              {
                ...bandOf(resolve(folder, mask), 'scenes'),
                kind,
                dilate: options.dilate,
                snow: options.snow,
              },
            ],
    };
  });
}
