import { createGeosPool } from '@tarim/geo';
import { bandsIn, maskWhere, parseExpression, patchesOf } from '@tarim/raster';
import { BrokenCall, choice, flag, text } from '../arguments.ts';
import { defineCommand, line } from '../command.ts';
import { lineOf, NO_INPUT } from '../schema.ts';
import { countsOf } from './change.ts';
import { gridOf } from './cog.ts';
import { scalingOf } from './index.ts';
import {
  inputFile,
  interruptible,
  MASK_HELP,
  MASK_OPTIONS,
  masksOf,
  namedBands,
  OUTPUT_OPTIONS,
  progressTo,
  required,
} from './options.ts';
import { PATCH_COUNTS, PATCH_HELP, PATCH_OPTIONS, patchOptions, writePatches } from './patch-output.ts';

export const patchesCommand = defineCommand({
  name: 'raster patches',
  help: `tarim raster patches --where "A > 0.2 && B < 0.1" --bands A=FILE,B=FILE --out PATCHES.geojson …
满足条件的像元成为图斑：清理、最小面积、勾绘、化简、属性（面积按椭球面）。
Cells that satisfy a condition become patches: clean-up, least area, outlines, attributes; areas on the ellipsoid.

  --where TEXT         条件（波段运算）   the condition, band arithmetic
  --bands …            波段：名称=文件#波段   bands by name
  --reflectance …      sentinel-2:BASELINE、landsat、file（缺省）、none
  --like FILE          目标格网，缺省为第一个波段的   the grid; default that of the first band
  --resampling nearest|bilinear
  ${MASK_HELP}
  --out FILE           图斑（GeoJSON），带各波段的均值   patches with the mean of each band
  ${PATCH_HELP}
  --threads N

退出码 exit code: 0 完成 done; 1 不能处理 cannot be done; 2 调用有误 broken call.
`,
  schema: { input: NO_INPUT, output: lineOf(PATCH_COUNTS) },
  options: {
    where: text(),
    bands: text(),
    reflectance: text('file'),
    like: text(),
    resampling: choice(['nearest', 'bilinear']),
    snow: flag(),
    ...MASK_OPTIONS,
    ...PATCH_OPTIONS,
    out: OUTPUT_OPTIONS.out,
    threads: OUTPUT_OPTIONS.threads,
  },
  async run(options, { stdout, stderr }) {
    const began = performance.now();
    const where = required(options.where, 'where');
    const bands = namedBands(options.bands, 'bands');
    const out = required(options.out, 'out');
    const names = bandsIn(parseExpression(where));
    const missing = names.filter((name) => !bands.has(name));
    if (missing.length > 0 || names.length === 0)
      throw new BrokenCall(`--bands 缺少 lacks ${missing.join(', ')}`);
    const scaled = names.map((name) => ({
      name,
      ...scalingOf(
        options.reflectance,
        { ...bands.get(name)!, ...(options.resampling ? { resampling: options.resampling } : {}) },
        name,
      ),
    }));
    const grid = gridOf(options.like === null ? scaled[0]!.source.path : inputFile(options.like, 'like'));
    const ending = interruptible();
    const pool = createGeosPool(1);
    try {
      const { mask, observed, kept } = await maskWhere(
        grid,
        scaled.map(({ source }) => source),
        scaled.map(({ input }) => input),
        masksOf(options),
        where,
        { threads: options.threads ?? undefined, signal: ending.signal, onProgress: progressTo(stderr) },
      );
      const { patches, counts } = await patchesOf(
        mask,
        grid,
        { ...patchOptions(options), values: scaled, kept },
        pool,
      );
      writePatches(out, [{ patches, properties: { where } }]);
      stdout.write(line(countsOf(patches, counts.components, observed, grid, began)));
      return 0;
    } finally {
      ending.release();
      await pool.close();
    }
  },
});
