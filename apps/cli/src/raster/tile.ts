import { writeFileSync } from 'node:fs';
import {
  blankTile,
  INDICES,
  type IndexName,
  openTiles,
  RAMPS,
  type RampName,
  type Range,
  type TileStyle,
} from '@tarim/raster';
import { BrokenCall, choice, number, text } from '../arguments.ts';
import { defineCommand, line } from '../command.ts';
import { lineOf, NO_INPUT } from '../schema.ts';
import { scalingOf } from './index.ts';
import { namedBands, required } from './options.ts';
import { COUNT, NUMBER, TEXT } from './schema.ts';

const RAMP_NAMES = Object.keys(RAMPS) as RampName[];
const INDEX_NAMES = Object.keys(INDICES) as IndexName[];

export const tileCommand = defineCommand({
  name: 'raster tile',
  help: `tarim raster tile --z N --x N --y N --bands R=FILE#3,N=FILE#4 --index NAME | --expression TEXT | --rgb "R,G,B" --out FILE.png
由 COG 制作一张网络墨卡托（EPSG:3857）瓦片 PNG；无数据处透明，只读所需的块与金字塔。
One Web Mercator tile out of COGs as a PNG; no data is transparent; only the blocks beneath it are read.

  --z --x --y          瓦片编号，行号自北向南   the tile, rows from the north
  --bands …            波段：名称=文件#波段   bands by name
  --index ${INDEX_NAMES.join('|')}
  --expression TEXT    任意波段运算   any band arithmetic
  --rgb E,E,E          三个运算式为红、绿、蓝   three expressions as red, green, blue
  --range FROM,TO      拉伸范围（rgb 三个波段共用）   the stretch
  --ramp ${RAMP_NAMES.join('|')}   缺省 vegetation   default vegetation
  --reflectance …      sentinel-2:BASELINE、landsat、file（缺省）、none
  --size 256|512       缺省 256   default 256
  --out FILE           PNG

影像之外的瓦片为全透明，empty 为 true。A tile beside the raster is transparent, and "empty" is true.
退出码 exit code: 0 完成 done; 1 不能处理 cannot be done; 2 调用有误 broken call.
`,
  schema: {
    input: NO_INPUT,
    output: lineOf({ path: TEXT, bytes: COUNT, empty: { type: 'boolean' }, seconds: NUMBER }),
  },
  options: {
    z: number({ from: 0, to: 24, whole: true }),
    x: number({ from: 0, to: 2 ** 24, whole: true }),
    y: number({ from: 0, to: 2 ** 24, whole: true }),
    bands: text(),
    index: choice(INDEX_NAMES),
    expression: text(),
    rgb: text(),
    range: text(),
    ramp: choice(RAMP_NAMES),
    reflectance: text('file'),
    size: choice(['256', '512']),
    out: text(),
  },
  async run(options, { stdout }) {
    const began = performance.now();
    const { x, y, z } = options;
    if (x === null || y === null || z === null) throw new BrokenCall('需要 --z、--x、--y are needed');
    const out = required(options.out, 'out');
    const bands = [...namedBands(options.bands, 'bands')].map(([name, source]) =>
      scalingOf(options.reflectance, source, name),
    );
    const size = options.size === '512' ? 512 : 256;
    const tiles = openTiles(bands, styleOf(options), { size });
    try {
      const found = tiles.tile({ z, x, y });
      const bytes = found ?? blankTile(size);
      writeFileSync(out, bytes);
      const seconds = Number(((performance.now() - began) / 1_000).toFixed(3));
      stdout.write(line({ path: out, bytes: bytes.length, empty: found === null, seconds }));
      return 0;
    } finally {
      tiles.close();
    }
  },
});

function styleOf(options: {
  readonly index: IndexName | null;
  readonly expression: string | null;
  readonly rgb: string | null;
  readonly range: string | null;
  readonly ramp: RampName | null;
}): TileStyle {
  const given = [options.index, options.expression, options.rgb].filter((one) => one !== null);
  if (given.length !== 1)
    throw new BrokenCall('--index、--expression、--rgb 须有且只有一个 one of them is needed');
  if (options.rgb !== null) {
    const parts = splitOutside(options.rgb);
    if (parts.length !== 3) throw new BrokenCall(`--rgb 应为三个运算式 is three expressions: ${options.rgb}`);
    const range = rangeOf(options.range ?? '0,0.35');
    return { kind: 'rgb', expressions: parts as [string, string, string], ranges: [range, range, range] };
  }
  return {
    kind: 'ramp',
    expression: options.index === null ? options.expression! : INDICES[options.index].expression,
    range: rangeOf(options.range ?? '-0.2,0.9'),
    stops: RAMPS[options.ramp ?? 'vegetation'],
  };
}

function rangeOf(value: string): Range {
  const [from, to, ...more] = value.split(',').map(Number);
  if (!Number.isFinite(from) || !Number.isFinite(to) || from === to || more.length > 0)
    throw new BrokenCall(`--range 应为 起,止 is FROM,TO: ${value}`);
  return [from!, to!];
}

/** At the commas that are in no brackets. */
function splitOutside(value: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of value) {
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (sign === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}
