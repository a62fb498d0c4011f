import { createGeosPool } from '@tarim/geo';
import {
  type BandSource,
  detectChange,
  type Grid,
  patchesOf,
  type Scene,
  type ThresholdMethod,
} from '@tarim/raster';
import { BrokenCall, choice, flag, number, text } from '../arguments.ts';
import { defineCommand, line } from '../command.ts';
import { lineOf, NO_INPUT } from '../schema.ts';
import { gridOf } from './cog.ts';
import { scalingOf } from './index.ts';
import {
  bandList,
  bandOf,
  inputFile,
  interruptible,
  OUTPUT_OPTIONS,
  packing,
  progressTo,
  required,
} from './options.ts';
import { PATCH_COUNTS, PATCH_HELP, PATCH_OPTIONS, patchOptions, writePatches } from './patch-output.ts';
import { NUMBER, TEXT } from './schema.ts';

export const changeCommand = defineCommand({
  name: 'raster change',
  help: `tarim raster change --before F#B,F#B --after F#B,F#B --out PATCHES.geojson [--method cva|ir-mad] …
两期变化检测：变化强度、自动阈值、清理、图斑。图斑是“检测图斑”，只是线索。
Two-date change: magnitude, threshold, clean-up, patches. A patch is a lead, never proof.

  --before, --after …  两期的波段，次序相同   bands of both dates in the same order
  --method cva|ir-mad  变化向量（缺省）或迭代加权多元变化检测
                       change vectors (default) or iteratively reweighted MAD
  --threshold otsu|kapur|mad|NUMBER   缺省 otsu   default otsu
  --k N                --threshold mad 的倍数，缺省 3   deviations for mad
  --ridge X            ir-mad 协方差的岭，缺省 0   ridge of the covariances
  --max-iterations N   缺省 20   default 20
  --reflectance …      sentinel-2:BASELINE、landsat、file（缺省）、none，两期基线不同时用 --reflectance-after
  --reflectance-after …   of the second date, when its baseline is another one
  --mask-before, --mask-after FILE#BAND --mask-kind scl|qa-pixel|hide-nonzero|keep-nonzero
                       两期的质量波段   quality bands of both dates
  --dilate M --snow    云影外扩（米），积雪也掩去   grow clouds by metres; hide snow too
  --like FILE          目标格网，缺省为前一期第一波段   the grid; default that of the first band
  --magnitude FILE     另存变化强度（COG）   keeps the magnitude
  --out FILE           图斑（GeoJSON）   the patches
  ${PATCH_HELP}
  --compression … --level N --threads N

退出码 exit code: 0 完成 done; 1 不能处理 cannot be done; 2 调用有误 broken call.
`,
  schema: {
    input: NO_INPUT,
    output: lineOf({
      method: TEXT,
      threshold: NUMBER,
      changed: { type: 'integer' },
      transform: { type: ['object', 'null'], description: 'of ir-mad: correlations, weight, how it ended' },
      ...PATCH_COUNTS,
    }),
  },
  options: {
    before: text(),
    after: text(),
    method: choice(['cva', 'ir-mad']),
    threshold: text('otsu'),
    k: number({ from: 0, to: 1_000 }, 3),
    ridge: number({ from: 0, to: 1 }, 0),
    'max-iterations': number({ from: 1, to: 100, whole: true }, 20),
    reflectance: text('file'),
    'reflectance-after': text(),
    'mask-before': text(),
    'mask-after': text(),
    'mask-kind': choice(['scl', 'qa-pixel', 'hide-nonzero', 'keep-nonzero']),
    dilate: number({ from: 0, to: 5_000 }, 0),
    snow: flag(),
    like: text(),
    magnitude: text(),
    ...PATCH_OPTIONS,
    ...OUTPUT_OPTIONS,
  },
  async run(options, { stdout, stderr }) {
    const began = performance.now();
    const out = required(options.out, 'out');
    const kind = options['mask-kind'];
    const scene = (list: BandSource[], reflectance: string, mask: string | null): Scene => {
      if (mask !== null && kind === null) throw new BrokenCall('--mask-kind');
      const scaled = list.map((source, i) => scalingOf(reflectance, source, `x${i}`));
      return {
        sources: scaled.map(({ source }) => source),
        inputs: scaled.map(({ input }) => input),
        masks:
          mask === null || kind === null
            ? []
            : [{ ...bandOf(mask, 'mask'), kind, dilate: options.dilate, snow: options.snow }],
      };
    };
    const before = scene(bandList(options.before, 'before'), options.reflectance, options['mask-before']);
    const after = scene(
      bandList(options.after, 'after'),
      options['reflectance-after'] ?? options.reflectance,
      options['mask-after'],
    );
    const grid = gridOf(options.like === null ? before.sources[0]!.path : inputFile(options.like, 'like'));
    const ending = interruptible();
    const pool = createGeosPool(1);
    const magnitude = options.magnitude ?? `${out}.magnitude.tif`;
    try {
      const { mask, threshold, observed, changed, transform, kept } = await detectChange(
        grid,
        before,
        after,
        {
          method: options.method ?? 'cva',
          threshold: thresholdFrom(options.threshold),
          k: options.k,
          mad: { ridge: options.ridge, maxIterations: options['max-iterations'] },
          magnitude,
          // Means over patches are read out of it.
          keepMagnitude: true,
          packing: options.magnitude === null ? { compression: 'zstd', level: 1 } : packing(options),
          threads: options.threads ?? undefined,
          signal: ending.signal,
          onProgress: progressTo(stderr),
        },
      );
      const values = [
        {
          name: 'magnitude',
          source: { path: magnitude, band: 1 },
          input: { name: 'm', scale: 1, offset: 0 },
        },
      ];
      const { patches, counts } = await patchesOf(
        mask,
        grid,
        { ...patchOptions(options), values, kept },
        pool,
      );
      const method = options.method ?? 'cva';
      writePatches(out, [{ patches, properties: { method, threshold } }]);
      stdout.write(
        line({
          method,
          threshold,
          changed,
          transform: transform && {
            correlations: transform.correlations,
            iterations: transform.iterations,
            end: transform.end,
            weight: transform.weight,
          },
          ...countsOf(patches, counts.components, observed, grid, began),
        }),
      );
      return 0;
    } finally {
      ending.release();
      await pool.close();
      if (options.magnitude === null) await remove(magnitude);
    }
  },
});

async function remove(path: string): Promise<void> {
  const { rm } = await import('node:fs/promises');
  await rm(path, { force: true });
}

export function countsOf(
  patches: ReadonlyArray<{ readonly area: number }>,
  components: number,
  observed: number,
  grid: Grid,
  began: number,
) {
  return {
    patches: patches.length,
    components,
    observed,
    observedShare: observed / (grid.width * grid.height),
    area: Number(patches.reduce((sum, { area }) => sum + area, 0).toFixed(1)),
    seconds: Number(((performance.now() - began) / 1_000).toFixed(3)),
  };
}

function thresholdFrom(value: string): ThresholdMethod | number {
  if (value === 'otsu' || value === 'kapur' || value === 'mad') return value;
  const given = Number(value);
  if (!Number.isFinite(given)) throw new BrokenCall(`--threshold: ${value}（otsu、kapur、mad、数 a number）`);
  return given;
}
