import {
  type BandSource,
  bandsIn,
  INDICES,
  type IndexName,
  LANDSAT_REFLECTANCE,
  openRaster,
  parseExpression,
  produceCog,
  sentinel2Scaling,
} from '@tarim/raster';
import { BrokenCall, choice, flag, text } from '../arguments.ts';
import { defineCommand, line } from '../command.ts';
import { lineOf, NO_INPUT } from '../schema.ts';
import { gridOf } from './cog.ts';
import {
  inputFile,
  interruptible,
  MASK_HELP,
  MASK_OPTIONS,
  masksOf,
  namedBands,
  OUTPUT_HELP,
  OUTPUT_OPTIONS,
  packing,
  progressTo,
  required,
} from './options.ts';
import { WRITTEN } from './schema.ts';
import { writtenOf } from './told.ts';

const NAMES = Object.keys(INDICES) as IndexName[];

export const indexCommand = defineCommand({
  name: 'raster index',
  help: `tarim raster index --index NAME | --expression TEXT --bands R=FILE#BAND,N=FILE --out FILE …
波段指数或任意波段运算，结果为 COG。Band indices, or any band arithmetic, as a COG.

${NAMES.map((name) => `  --index ${name.padEnd(6)} ${INDICES[name].zh}  ${INDICES[name].expression}`).join('\n')}

  --bands …            波段：B、G、R、N、S1、S2，或运算式中的名称   bands by the names of the expression
  --reflectance …      sentinel-2:BASELINE、landsat、file（按文件的比例与偏移，缺省）、none
                       how stored numbers become reflectances; file: by the file's own scale and offset (default)
  --like FILE          目标格网，缺省为第一个波段的   the grid; default that of the first band
  --resampling nearest|bilinear   格网不同时   where grids differ; default nearest
  --type int16|float32 int16 存 10000 倍（缺省）   int16 keeps 10000 × the value (default)
  ${MASK_HELP}
  ${OUTPUT_HELP}

中断后以同样参数再次运行，从已完成的块继续。A stopped run goes on when it is called again.
退出码 exit code: 0 完成 done; 1 不能处理 cannot be done; 2 调用有误 broken call.
`,
  schema: { input: NO_INPUT, output: lineOf({ expression: { type: 'string' }, ...WRITTEN }) },
  options: {
    index: choice(NAMES),
    expression: text(),
    bands: text(),
    reflectance: text('file'),
    like: text(),
    resampling: choice(['nearest', 'bilinear']),
    type: choice(['int16', 'float32']),
    snow: flag(),
    ...MASK_OPTIONS,
    ...OUTPUT_OPTIONS,
  },
  async run(options, { stdout, stderr }) {
    const began = performance.now();
    if ((options.index === null) === (options.expression === null))
      throw new BrokenCall('--index 与 --expression 须有且只有一个 one of them is needed');
    const expression = options.index === null ? options.expression! : INDICES[options.index].expression;
    const bands = namedBands(options.bands, 'bands');
    const names = bandsIn(parseExpression(expression));
    const missing = names.filter((name) => !bands.has(name));
    if (missing.length > 0) throw new BrokenCall(`--bands 缺少 lacks ${missing.join(', ')}`);
    if (names.length === 0) throw new BrokenCall('运算式中没有波段 the expression names no band');
    const out = required(options.out, 'out');
    const masks = masksOf(options);
    const sources = names.map((name) => ({
      ...bands.get(name)!,
      ...(options.resampling ? { resampling: options.resampling } : {}),
    }));
    const grid = gridOf(options.like === null ? sources[0]!.path : inputFile(options.like, 'like'));
    const scaled = sources.map((source, i) => scalingOf(options.reflectance, source, names[i]!));
    const whole = options.type !== 'float32';
    const output = whole
      ? ({ type: 'int16', noData: -32_768, scale: 1e-4, offset: 0 } as const)
      : ({ type: 'float32', noData: Number.NaN, scale: 1, offset: 0 } as const);
    const ending = interruptible();
    try {
      const produced = await produceCog(
        out,
        {
          grid,
          type: output.type,
          bands: [
            {
              description: options.index ?? expression,
              ...(whole ? { scale: output.scale, offset: 0 } : {}),
            },
          ],
          noData: output.noData,
          overviews: 'average',
          items: { TARIM_EXPRESSION: expression },
          ...packing(options),
        },
        'expression',
        {
          grid,
          sources: scaled.map(({ source }) => source),
          inputs: scaled.map(({ input }) => input),
          masks,
          expressions: [expression],
          output,
        },
        { threads: options.threads ?? undefined, signal: ending.signal, onProgress: progressTo(stderr) },
      );
      stdout.write(line({ expression, ...writtenOf(produced, grid, began) }));
      return 0;
    } finally {
      ending.release();
    }
  },
});

/** How a band's stored numbers become those of the expression. */
export function scalingOf(reflectance: string, source: BandSource, name: string) {
  const [kind, baseline] = reflectance.split(':');
  if (kind === 'sentinel-2' && baseline) {
    const { scale, offset, noData } = sentinel2Scaling(baseline);
    return { source: { ...source, noData }, input: { name, scale, offset, clip: true } };
  }
  if (reflectance === 'landsat') {
    const { scale, offset, noData } = LANDSAT_REFLECTANCE;
    return { source: { ...source, noData }, input: { name, scale, offset, clip: true } };
  }
  if (reflectance === 'none') return { source, input: { name, scale: 1, offset: 0 } };
  if (reflectance !== 'file')
    throw new BrokenCall(`--reflectance: ${reflectance}（sentinel-2:05.09、landsat、file、none）`);
  const raster = openRaster(source.path);
  const band = raster.bands[source.band - 1];
  raster.close();
  return { source, input: { name, scale: band?.scale ?? 1, offset: band?.offset ?? 0 } };
}
