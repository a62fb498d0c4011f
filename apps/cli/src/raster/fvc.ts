import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  type BandSource,
  binSummary,
  FVC_BORDERS,
  type FvcModel,
  fvcExpression,
  fvcFromReference,
  fvcGiven,
  type Input,
  parseFvcModel,
  produceCog,
  rasterErrors,
  spreadOf,
} from '@tarim/raster';
import { BrokenCall, flag, number, text } from '../arguments.ts';
import { defineCommand, line } from '../command.ts';
import { lineOf, NO_INPUT, PROBLEMS } from '../schema.ts';
import { gridOf } from './cog.ts';
import { scalingOf } from './index.ts';
import {
  bandOf,
  inputFile,
  interruptible,
  MASK_HELP,
  MASK_OPTIONS,
  masksOf,
  OUTPUT_HELP,
  OUTPUT_OPTIONS,
  packing,
  progressTo,
  required,
} from './options.ts';
import { COUNT, NUMBER, TEXT, WRITTEN } from './schema.ts';
import { stackFrom } from './stack.ts';
import { problemOf, writtenOf } from './told.ts';

const HUNDREDTHS = { from: 0, to: 1, count: 1_000 } as const;

export const fvcCommand = defineCommand({
  name: 'raster fvc',
  help: `tarim raster fvc --ndvi FILE#B (--soil X --vegetation Y | --model FILE.json | --stack LIST.csv) [--out FILE] …
植被覆盖度（像元二分模型）：(NDVI − NDVIsoil) / (NDVIveg − NDVIsoil)，限于 0–1，结果为 COG。
Fractional vegetation cover by the dimidiate pixel model, as a COG.

界限有三种来源，不会按单景悄悄取分位数，因为那样各期不可比。
Bounds come in three ways, and never silently from one scene, because dates could not be compared then.
  --soil X --vegetation Y   给定   given
  --stack LIST.csv     参照期全部日期合并的累计分位数；每行 日期,文件#波段[,质量波段文件#波段]
                       cumulative shares over all dates of a reference; a line: DATE,FILE#BAND[,MASKFILE#BAND]
  --model FILE.json    此前保存的界限   bounds that were kept
  --classes FILE#B     按地类或生态区分别取界限；用按类的模型时也要给出   by class of cover or eco-zone
  --low 0.05 --high 0.95    累计分位   cumulative shares
  --save FILE.json     保存界限   keeps the bounds

  --scale X            NDVI 的比例，如 0.0001；缺省按文件   scale of the stored NDVI; default: the file's
  --ndvi FILE#B        要计算的 NDVI；不给则只求界限   the NDVI to compute from; without it bounds only
  ${MASK_HELP}
  ${OUTPUT_HELP}

输出含平均值与五级占比（<0.3、0.3–0.45、0.45–0.6、0.6–0.75、>0.75，通用分级，凭记忆）。
Mean and shares of the five grades in common use are told.
退出码 exit code: 0 完成 done; 1 不能处理 cannot be done; 2 调用有误 broken call.
`,
  schema: {
    input: NO_INPUT,
    output: lineOf(
      {
        model: {
          type: 'object',
          properties: {
            kind: TEXT,
            version: COUNT,
            low: { type: ['number', 'null'] },
            high: { type: ['number', 'null'] },
            zoned: { type: 'boolean' },
            reference: { type: 'array', items: TEXT },
            bounds: { type: 'array', items: { type: 'object' } },
            skipped: { type: 'array', items: NUMBER },
          },
        },
        fvc: {
          type: 'object',
          properties: {
            cells: COUNT,
            mean: { type: ['number', 'null'] },
            shares: { type: 'array', items: NUMBER },
          },
        },
        ...WRITTEN,
        problems: PROBLEMS,
      },
      ['fvc', ...Object.keys(WRITTEN)],
    ),
  },
  options: {
    ndvi: text(),
    soil: number({ from: -1, to: 1 }),
    vegetation: number({ from: -1, to: 1 }),
    model: text(),
    stack: text(),
    classes: text(),
    low: number({ from: 0, to: 1 }, 0.05),
    high: number({ from: 0, to: 1 }, 0.95),
    save: text(),
    scale: number({ from: 1e-9, to: 1e9 }),
    like: text(),
    snow: flag(),
    ...MASK_OPTIONS,
    ...OUTPUT_OPTIONS,
  },
  async run(options, { stdout, stderr }) {
    const began = performance.now();
    const given = options.soil !== null && options.vegetation !== null;
    if ([given, options.model !== null, options.stack !== null].filter(Boolean).length !== 1)
      throw new BrokenCall(
        '界限须有且只有一个来源 bounds need just one source: --soil --vegetation | --model | --stack',
      );
    const zones = options.classes === null ? null : bandOf(options.classes, 'classes');
    const ending = interruptible();
    const running = {
      threads: options.threads ?? undefined,
      signal: ending.signal,
      onProgress: progressTo(stderr),
    };
    try {
      const model = await modelFor(options, given, zones, running);
      if (options.save !== null) writeFileSync(options.save, `${JSON.stringify(model, null, 1)}\n`);
      const problems = [
        ...(options.stack !== null && model.reference.length === 1
          ? [problemOf(rasterErrors.referenceOne)]
          : []),
        ...(model.skipped.length > 0
          ? [problemOf(rasterErrors.zonesSkipped, { zones: model.skipped.join(', ') })]
          : []),
      ];
      if (options.ndvi === null) {
        if (options.save === null) throw new BrokenCall('需要 --ndvi 或 --save is needed');
        stdout.write(line({ model, problems }));
        return 0;
      }
      if (model.zoned && zones === null) throw new BrokenCall('模型按类 the model is of classes: --classes');
      const out = required(options.out, 'out');
      const ndvi = scaledBy(options.scale, scalingOf('file', bandOf(options.ndvi, 'ndvi'), 'v'));
      const grid = gridOf(options.like === null ? ndvi.source.path : inputFile(options.like, 'like'));
      const output = { type: 'int16', noData: -32_768, scale: 1e-4, offset: 0 } as const;
      const produced = await produceCog(
        out,
        {
          grid,
          type: 'int16',
          bands: [{ description: 'FVC', scale: 1e-4, offset: 0 }],
          noData: -32_768,
          overviews: 'average',
          items: {
            TARIM_METHOD: 'FVC dimidiate pixel model',
            TARIM_MODEL: JSON.stringify(model.bounds).slice(0, 4_000),
          },
          ...packing(options),
        },
        'expression',
        {
          grid,
          sources: [ndvi.source, ...(model.zoned ? [{ ...zones!, resampling: 'nearest' as const }] : [])],
          inputs: [ndvi.input, ...(model.zoned ? [{ name: 'z', scale: 1, offset: 0 }] : [])],
          masks: masksOf(options),
          expressions: [fvcExpression(model)],
          output,
        },
        running,
      );
      const spread = await spreadOf(
        {
          grid,
          sources: [{ path: out, band: 1 }],
          inputs: [{ name: 'f', scale: 1e-4, offset: 0 }],
          masks: [],
          expression: 'f',
          classes: null,
          bins: HUNDREDTHS,
        },
        running,
      );
      const fvc = binSummary(spread.classes.get(0) ?? new Float64Array(0), HUNDREDTHS, FVC_BORDERS);
      stdout.write(line({ model, fvc, ...writtenOf(produced, grid, began), problems }));
      return 0;
    } finally {
      ending.release();
    }
  },
});

async function modelFor(
  options: {
    readonly soil: number | null;
    readonly vegetation: number | null;
    readonly model: string | null;
    readonly stack: string | null;
    readonly 'mask-kind': Parameters<typeof stackFrom>[1]['mask-kind'];
    readonly dilate: number;
    readonly snow: boolean;
    readonly low: number;
    readonly high: number;
    readonly scale: number | null;
    readonly like: string | null;
  },
  given: boolean,
  zones: BandSource | null,
  running: Parameters<typeof fvcFromReference>[3],
): Promise<FvcModel> {
  if (given) return fvcGiven(options.soil!, options.vegetation!);
  if (options.model !== null) return parseFvcModel(jsonIn(inputFile(options.model, 'model')));
  const scenes = stackFrom(inputFile(options.stack, 'stack'), options).map(({ masks, ...one }) => {
    const { source, input } = scaledBy(options.scale, one);
    return { name: basename(source.path), ndvi: source, input, masks };
  });
  const grid = gridOf(options.like === null ? scenes[0]!.ndvi.path : inputFile(options.like, 'like'));
  return fvcFromReference(grid, scenes, zones, { ...running, low: options.low, high: options.high });
}

const scaledBy = <T extends { readonly input: Input }>(scale: number | null, one: T): T =>
  scale === null ? one : { ...one, input: { ...one.input, scale } };

/** What is no JSON is no model either: told by its own code. */
export function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
