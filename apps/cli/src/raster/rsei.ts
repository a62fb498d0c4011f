import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import {
  type BandSource,
  binSummary,
  fitRsei,
  parseRseiModel,
  produceCog,
  RSEI_BORDERS,
  RSEI_LEAST_SHARE,
  RSEI_ROLES,
  type RseiModel,
  type RseiScene,
  rasterErrors,
  rseiExpression,
  rseiInputs,
  spreadOf,
  WETNESS,
  type WetnessSensor,
} from '@tarim/raster';
import { BrokenCall, choice, flag, number, text } from '../arguments.ts';
import { defineCommand, line } from '../command.ts';
import { lineOf, NO_INPUT, PROBLEMS } from '../schema.ts';
import { gridOf } from './cog.ts';
import { jsonIn } from './fvc.ts';
import { scalingOf } from './index.ts';
import {
  bandOf,
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
import { COUNT, NUMBER, TEXT, WRITTEN } from './schema.ts';
import { problemOf, writtenOf } from './told.ts';

const SENSORS = Object.keys(WETNESS) as WetnessSensor[];
const HUNDREDTHS = { from: 0, to: 1, count: 1_000 } as const;

export const rseiCommand = defineCommand({
  name: 'raster rsei',
  help: `tarim raster rsei --bands B=F#1,G=F#2,R=F#3,N=F#4,S1=F#5,S2=F#6 [--lst FILE#B] --sensor NAME [--save FILE.json] --out FILE …
遥感生态指数（徐涵秋 2013）：绿度 NDVI、湿度、干度 NDBSI、热度 LST 归一化后的第一主成分，0–1，水体除外，结果为 COG。
Remote Sensing Ecological Index (Xu 2013): first component of NDVI, wetness, NDBSI and LST, as a COG.

  --bands …            六个波段的反射率   six bands of reflectance
  --sensor ${SENSORS.join('|')}   湿度系数   coefficients of wetness
${SENSORS.map((name) => `                       ${name}: ${WETNESS[name].source}${WETNESS[name].confidence === 'memory' ? '，凭记忆 from memory' : ''}`).join('\n')}
  --lst FILE#B         地表温度，各期同一单位；不给则为三分量   temperature, one unit; without it three components
  --lst-reading file|landsat|none   缺省 file   landsat: Collection 2 surface temperature
  --reflectance …      sentinel-2:BASELINE、landsat、file（缺省）、none
  --water X            MNDWI 大于此值为水，缺省 0   above this MNDWI a cell is water; default 0
  --keep-water         不掩水体   does not mask water

  --reference LIST.csv 参照期：每行 文件[,质量波段文件#波段[,基线[,温度文件#波段]]]，波段号同 --bands
                       reference period, a line: FILE[,MASKFILE#BAND[,BASELINE[,LSTFILE#BAND]]]
  --trim 0.005         归一化两端各略去的份额，0 为最小最大值   share left out at both ends; 0: least and greatest
  --save FILE.json     保存界限与载荷   keeps bounds and loadings
  --model FILE.json    沿用此前保存的界限与载荷（各期可比）   the kept ones, so that dates are comparable
  --accept-signs       载荷符号不合仍给出结果（缺省拒绝）   gives a result in spite of wrong signs
  ${MASK_HELP}
  ${OUTPUT_HELP}

载荷须为 NDVI+、湿度+、干度−、热度−，否则拒绝；第一主成分低于 ${RSEI_LEAST_SHARE * 100}% 时警告。
Loadings have to be NDVI+, wetness+, dryness−, heat−; a first component below ${RSEI_LEAST_SHARE * 100} % is warned of.
退出码 exit code: 0 完成 done; 1 不能处理 cannot be done; 2 调用有误 broken call.
`,
  schema: {
    input: NO_INPUT,
    output: lineOf({
      model: {
        type: 'object',
        properties: {
          kind: TEXT,
          version: COUNT,
          sensor: TEXT,
          wetness: { type: 'object' },
          components: { type: 'array', items: { type: 'object' } },
          eigenvalues: { type: 'array', items: NUMBER },
          share: NUMBER,
          range: { type: 'object' },
          trim: NUMBER,
          water: { type: ['number', 'null'] },
          cells: COUNT,
          reference: { type: 'array', items: TEXT },
          contrary: { type: 'array', items: TEXT },
        },
      },
      rsei: {
        type: 'object',
        properties: {
          cells: COUNT,
          mean: { type: ['number', 'null'] },
          shares: { type: 'array', items: NUMBER },
        },
      },
      ...WRITTEN,
      problems: PROBLEMS,
    }),
  },
  options: {
    bands: text(),
    sensor: choice(SENSORS),
    lst: text(),
    'lst-reading': choice(['file', 'landsat', 'none']),
    reflectance: text('file'),
    water: number({ from: -1, to: 1 }, 0),
    'keep-water': flag(),
    reference: text(),
    trim: number({ from: 0, to: 0.2 }, 0.005),
    save: text(),
    model: text(),
    'accept-signs': flag(),
    like: text(),
    snow: flag(),
    ...MASK_OPTIONS,
    ...OUTPUT_OPTIONS,
  },
  async run(options, { stdout, stderr }) {
    const began = performance.now();
    const named = namedBands(options.bands, 'bands');
    const missing = RSEI_ROLES.filter((role) => !named.has(role));
    if (missing.length > 0) throw new BrokenCall(`--bands 缺少 lacks ${missing.join(', ')}`);
    if (options.model !== null && (options.reference !== null || options.save !== null))
      throw new BrokenCall('--model 不能与 --reference、--save 同用 excludes --reference and --save');
    const out = required(options.out, 'out');
    const reading = options['lst-reading'] ?? 'file';
    const heatOf = (source: BandSource) =>
      reading === 'landsat'
        ? { source: { ...source, noData: 0 }, input: { name: 'T', scale: 0.00341802, offset: 149 } }
        : scalingOf(reading, source, 'T');
    const bandsOf = (reflectance: string, sourceOf: (role: string) => BandSource) =>
      Object.fromEntries(
        RSEI_ROLES.map((role) => [role, scalingOf(reflectance, sourceOf(role), role)]),
      ) as unknown as RseiScene['bands'];
    const first = named.get(RSEI_ROLES[0]!)!.path;
    const grid = gridOf(options.like === null ? first : inputFile(options.like, 'like'));
    const scene: RseiScene = {
      name: basename(first),
      grid,
      bands: bandsOf(options.reflectance, (role) => named.get(role)!),
      heat: options.lst === null ? null : heatOf(bandOf(options.lst, 'lst')),
      masks: masksOf(options),
    };
    const referenceScenes = (path: string): RseiScene[] =>
      rowsIn(path).map((row) => {
        const [file = '', mask = '', baseline = '', lst = ''] = row.split(',').map((part) => part.trim());
        const at = (name: string) => resolve(dirname(path), name);
        const own = inputFile(at(file), 'reference');
        return {
          name: basename(own),
          grid: gridOf(own),
          bands: bandsOf(baseline === '' ? options.reflectance : `sentinel-2:${baseline}`, (role) => ({
            path: own,
            band: named.get(role)!.band,
          })),
          heat: lst === '' ? null : heatOf(bandOf(at(lst), 'reference')),
          masks: masksOf({ ...options, mask: mask === '' ? null : at(mask) }),
        };
      });
    const fitted = (): RseiModel => {
      const { sensor } = options;
      if (sensor === null) throw new BrokenCall(`需要 --sensor is needed: ${SENSORS.join(', ')}`);
      const scenes =
        options.reference === null ? [scene] : referenceScenes(inputFile(options.reference, 'reference'));
      return fitRsei(scenes, sensor, {
        trim: options.trim,
        water: options['keep-water'] ? null : options.water,
        acceptSigns: options['accept-signs'],
      });
    };
    const model =
      options.model === null ? fitted() : parseRseiModel(jsonIn(inputFile(options.model, 'model')));
    if (model.components.length === 4 && scene.heat === null)
      throw new BrokenCall('模型含热度 the model has heat: --lst');
    if (options.save !== null) writeFileSync(options.save, `${JSON.stringify(model, null, 1)}\n`);
    const ending = interruptible();
    const running = {
      threads: options.threads ?? undefined,
      signal: ending.signal,
      onProgress: progressTo(stderr),
    };
    try {
      const { sources, inputs } = rseiInputs({
        bands: scene.bands,
        heat: model.components.length === 4 ? scene.heat : null,
      });
      const produced = await produceCog(
        out,
        {
          grid,
          type: 'int16',
          bands: [{ description: 'RSEI', scale: 1e-4, offset: 0 }],
          noData: -32_768,
          overviews: 'average',
          items: { TARIM_METHOD: 'RSEI', TARIM_SHARE: model.share.toFixed(4) },
          ...packing(options),
        },
        'expression',
        {
          grid,
          sources,
          inputs,
          masks: scene.masks,
          expressions: [rseiExpression(model)],
          output: { type: 'int16', noData: -32_768, scale: 1e-4, offset: 0 },
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
      const rsei = binSummary(spread.classes.get(0) ?? new Float64Array(0), HUNDREDTHS, RSEI_BORDERS);
      stdout.write(
        line({
          model,
          rsei,
          ...writtenOf(produced, grid, began),
          problems: problemsOf(model, options.model !== null),
        }),
      );
      return 0;
    } finally {
      ending.release();
    }
  },
});

function problemsOf(model: RseiModel, kept: boolean) {
  const loadings = model.components.map(({ name, loading }) => `${name} ${loading.toFixed(3)}`).join(', ');
  return [
    ...(model.contrary.length > 0 ? [problemOf(rasterErrors.signsAccepted, { loadings })] : []),
    ...(model.share < RSEI_LEAST_SHARE
      ? [
          problemOf(rasterErrors.share, {
            share: `${(100 * model.share).toFixed(1)} %`,
            least: `${100 * RSEI_LEAST_SHARE} %`,
          }),
        ]
      : []),
    ...(!kept && model.reference.length === 1 ? [problemOf(rasterErrors.referenceOne)] : []),
  ];
}

const rowsIn = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .map((row) => row.trim())
    .filter((row) => row !== '' && !row.startsWith('#'));
