import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createGeosPool } from '@tarim/geo';
import {
  type Crossed,
  disturbanceOf,
  fragmentationOf,
  maskWhere,
  patchesOf,
  rasterErrors,
  transitionOf,
} from '@tarim/raster';
import { BrokenCall, choice, flag, text } from '../arguments.ts';
import { defineCommand, line } from '../command.ts';
import { lineOf, NO_INPUT, PROBLEMS } from '../schema.ts';
import { gridOf } from './cog.ts';
import {
  bandOf,
  inputFile,
  interruptible,
  MASK_HELP,
  MASK_OPTIONS,
  masksOf,
  OUTPUT_OPTIONS,
  progressTo,
} from './options.ts';
import { PATCH_HELP, PATCH_OPTIONS, patchOptions, writePatches } from './patch-output.ts';
import { COUNT, NUMBER, TEXT } from './schema.ts';
import { problemOf } from './told.ts';

const ENDS = '退出码 exit code: 0 完成 done; 1 不能处理 cannot be done; 2 调用有误 broken call.';
const AREA = { ...NUMBER, description: 'square metres, on the ellipsoid' } as const;
const NAMED = { code: { type: 'integer' }, name: { type: ['string', 'null'] } } as const;

const COMMON = {
  names: text(),
  like: text(),
  snow: flag(),
  ...MASK_OPTIONS,
  threads: OUTPUT_OPTIONS.threads,
};

export const transitionCommand = defineCommand({
  name: 'raster transition',
  help: `tarim raster transition --before FILE#B --after FILE#B [--patches 1>2,3>2|all --out PATCHES.geojson] …
两期类别影像（土地覆盖、土地利用）的转移矩阵，面积按椭球面；可按“由何类到何类”勾绘图斑。
Transition matrix of two rasters of classes, areas on the ellipsoid; patches by from and to.

  --before, --after    类别为整数   classes are whole numbers
  --names FILE.csv     每行 代码,名称   a line: CODE,NAME
  --patches FROM>TO,…|all   勾绘的转移   the transitions to be traced; all: those of at least the least area
  --out FILE           图斑（GeoJSON），含 from、to   the patches, with from and to
  ${PATCH_HELP}
  --like FILE          目标格网，缺省为前一期的   the grid; default that of the first date
  ${MASK_HELP}
  --threads N

面积是图上计数，图的误差在其中；有样本时用 tarim raster accuracy 估计。Areas are counts of the maps.
${ENDS}
`,
  schema: {
    input: NO_INPUT,
    output: lineOf({
      pairs: {
        type: 'array',
        items: { type: 'object', properties: { from: COUNT, to: COUNT, cells: COUNT, area: AREA } },
      },
      classes: {
        type: 'array',
        items: {
          type: 'object',
          properties: { ...NAMED, before: AREA, after: AREA, gain: AREA, loss: AREA, kept: AREA, net: AREA },
        },
      },
      cells: COUNT,
      area: AREA,
      changedShare: NUMBER,
      unknownCells: COUNT,
      unknownArea: AREA,
      patches: { ...COUNT, description: 'traced' },
    }),
  },
  options: { before: text(), after: text(), patches: text(), out: text(), ...PATCH_OPTIONS, ...COMMON },
  async run(options, { stdout, stderr }) {
    const [first, second] = [bandOf(options.before ?? '', 'before'), bandOf(options.after ?? '', 'after')];
    if ((options.patches === null) !== (options.out === null))
      throw new BrokenCall('--patches 与 --out 须同时给出 go together');
    const names = namesIn(options.names);
    const grid = gridOf(options.like === null ? first.path : inputFile(options.like, 'like'));
    const masks = masksOf(options);
    const ending = interruptible();
    const running = {
      threads: options.threads ?? undefined,
      signal: ending.signal,
      onProgress: progressTo(stderr),
    };
    const pool = createGeosPool(1);
    try {
      const found = await transitionOf({ grid, first, second, masks }, running);
      let patches = 0;
      if (options.patches !== null && options.out !== null) {
        const groups = [];
        for (const [from, to] of wantedPairs(options.patches, found.pairs, options['min-area'])) {
          const { mask } = await maskWhere(
            grid,
            [first, second].map((source) => ({ ...source, resampling: 'nearest' as const })),
            [
              { name: 'a', scale: 1, offset: 0 },
              { name: 'b', scale: 1, offset: 0 },
            ],
            masks,
            `a == ${signed(from)} && b == ${signed(to)}`,
            running,
          );
          const { patches: own } = await patchesOf(mask, grid, patchOptions(options), pool);
          groups.push({ patches: own, properties: { from, to, ...namesOf(names, from, to) } });
          patches += own.length;
        }
        writePatches(options.out, groups);
      }
      stdout.write(
        line({
          pairs: found.pairs.map(({ first: from, second: to, cells, area }) => ({ from, to, cells, area })),
          classes: found.classes.map((one) => ({
            ...one,
            name: names.get(one.code) ?? null,
            net: one.after - one.before,
          })),
          cells: found.cells,
          area: found.area,
          changedShare: found.changedShare,
          unknownCells: found.unknownCells,
          unknownArea: found.unknownArea,
          patches,
        }),
      );
      return 0;
    } finally {
      ending.release();
      await pool.close();
    }
  },
});

const signed = (code: number): string => (code < 0 ? `(${code})` : `${code}`);

function wantedPairs(
  given: string,
  pairs: readonly Crossed[],
  leastArea: number,
): Array<readonly [number, number]> {
  if (given === 'all')
    return pairs
      .filter(({ first, second, area }) => first !== second && area >= leastArea)
      .map(({ first, second }) => [first, second]);
  return given.split(',').map((part) => {
    const [, from, to] = /^\s*(-?\d+)\s*>\s*(-?\d+)\s*$/.exec(part) ?? [];
    if (from === undefined || to === undefined)
      throw new BrokenCall(`--patches 应为 代码>代码,… 或 all is FROM>TO,… or all: ${part}`);
    return [Number(from), Number(to)];
  });
}

const namesOf = (names: ReadonlyMap<number, string>, from: number, to: number) => ({
  ...(names.has(from) ? { fromName: names.get(from) } : {}),
  ...(names.has(to) ? { toName: names.get(to) } : {}),
});

const METRICS = {
  cells: COUNT,
  area: AREA,
  share: NUMBER,
  patches: COUNT,
  patchDensity: { ...NUMBER, description: 'PD, patches per square kilometre (100 ha)' },
  edge: { ...NUMBER, description: 'metres' },
  edgeDensity: { ...NUMBER, description: 'ED, metres per hectare' },
  largestPatch: { ...NUMBER, description: 'LPI, per cent' },
  meanPatch: { ...NUMBER, description: 'MPS, square metres' },
  meshSize: { ...NUMBER, description: 'effective mesh size (Jaeger 2000), square metres' },
} as const;

export const fragmentationCommand = defineCommand({
  name: 'raster fragmentation',
  help: `tarim raster fragmentation --classes FILE#B …
景观破碎化：各类与全景观的斑块数、斑块密度 PD、边缘密度 ED、最大斑块指数 LPI、平均斑块面积 MPS、有效网格大小 MESH。
Fragmentation of a raster of classes: patch density, edge density, largest patch, mean patch, effective mesh size.

  --classes FILE#B     类别为整数   classes are whole numbers
  --neighbours 4|8     斑块的邻接，缺省 8   what makes cells one patch; default 8
  --names FILE.csv     每行 代码,名称   a line: CODE,NAME
  ${MASK_HELP}
  --threads N

已知范围的外缘不算边缘。The border of what is known is no edge.
${ENDS}
`,
  schema: {
    input: NO_INPUT,
    output: lineOf({
      landscape: { type: 'object', properties: { ...METRICS, shannon: NUMBER } },
      classes: { type: 'array', items: { type: 'object', properties: { ...NAMED, ...METRICS } } },
    }),
  },
  options: { classes: text(), neighbours: choice(['4', '8']), ...COMMON },
  async run(options, { stdout, stderr }) {
    const source = bandOf(options.classes ?? '', 'classes');
    const names = namesIn(options.names);
    const grid = gridOf(options.like === null ? source.path : inputFile(options.like, 'like'));
    const ending = interruptible();
    try {
      const { landscape, classes } = await fragmentationOf(grid, source, masksOf(options), {
        neighbours: options.neighbours === '4' ? 4 : 8,
        threads: options.threads ?? undefined,
        signal: ending.signal,
        onProgress: progressTo(stderr),
      });
      const named = classes.map((one) => ({ ...one, name: names.get(one.code!) ?? null }));
      stdout.write(line({ landscape, classes: named }));
      return 0;
    } finally {
      ending.release();
    }
  },
});

export const disturbanceCommand = defineCommand({
  name: 'raster disturbance',
  help: `tarim raster disturbance --classes FILE#B --weights FILE.csv [--zones FILE#B] …
人类干扰指数：各类面积乘以权重之和除以总面积，可按分区。权重因作者而异，由人给出，并随结果注明其摘要。
Index of human disturbance: areas of classes by weight over the area, by zone. The table of weights is given, and its hash is told.

  --classes FILE#B     类别为整数   classes are whole numbers
  --weights FILE.csv   每行 代码,权重[,名称]   a line: CODE,WEIGHT[,NAME]
  --zones FILE#B       分区，整数；不给则为全域   zones, whole numbers; without it the whole raster
  ${MASK_HELP}
  --threads N

没有权重的类别不计入并列出。Classes without a weight do not count and are told.
${ENDS}
`,
  schema: {
    input: NO_INPUT,
    output: lineOf({
      weights: { type: 'object', properties: { sha256: TEXT, count: COUNT } },
      zones: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            zone: { type: ['integer', 'null'] },
            index: { type: ['number', 'null'] },
            area: AREA,
            weightedShare: NUMBER,
            classes: { type: 'array', items: { type: 'object' } },
          },
        },
      },
      problems: PROBLEMS,
    }),
  },
  options: { classes: text(), weights: text(), zones: text(), ...COMMON },
  async run(options, { stdout, stderr }) {
    const second = bandOf(options.classes ?? '', 'classes');
    const zones = options.zones === null ? null : bandOf(options.zones, 'zones');
    const table = readFileSync(inputFile(options.weights, 'weights'), 'utf8');
    const rows = rowsOf(table).map((row) => row.split(',').map((cell) => cell.trim()));
    // A head is a row whose first cell is no number.
    const weights = new Map(
      rows
        .filter(([code]) => /^-?\d+$/.test(code!))
        .map(([code, weight]) => [Number(code), Number(weight || Number.NaN)]),
    );
    if (weights.size === 0) throw new BrokenCall('--weights 没有“代码,权重”行 has no lines CODE,WEIGHT');
    const grid = gridOf(options.like === null ? second.path : inputFile(options.like, 'like'));
    const ending = interruptible();
    try {
      const { pairs } = await transitionOf(
        { grid, first: zones ?? second, second, masks: masksOf(options) },
        { threads: options.threads ?? undefined, signal: ending.signal, onProgress: progressTo(stderr) },
      );
      // Without zones the raster was crossed with itself: all of it is one zone.
      const found = disturbanceOf(zones ? pairs : pairs.map((one) => ({ ...one, first: 0 })), weights);
      const missing = [
        ...new Set(
          found.flatMap(({ classes }) =>
            classes.flatMap(({ code, weight }) => (weight === null ? [code] : [])),
          ),
        ),
      ];
      stdout.write(
        line({
          weights: { sha256: createHash('sha256').update(table).digest('hex'), count: weights.size },
          zones: found.map((one) => ({ ...one, zone: zones ? one.zone : null })),
          problems:
            missing.length > 0
              ? [problemOf(rasterErrors.weightMissing, { classes: missing.sort((a, b) => a - b).join(', ') })]
              : [],
        }),
      );
      return 0;
    } finally {
      ending.release();
    }
  },
});

const rowsOf = (content: string): string[] =>
  content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((row) => row.trim())
    .filter((row) => row !== '' && !row.startsWith('#'));

function namesIn(path: string | null): Map<number, string> {
  if (path === null) return new Map();
  return new Map(
    rowsOf(readFileSync(inputFile(path, 'names'), 'utf8')).flatMap((row) => {
      const [, code, name] = /^(-?\d+)\s*[,;\t]\s*(.+)$/.exec(row) ?? [];
      return code === undefined ? [] : [[Number(code), name!.trim()] as const];
    }),
  );
}
