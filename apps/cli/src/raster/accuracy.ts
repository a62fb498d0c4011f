import { readFileSync } from 'node:fs';
import { assessAccuracy, assessStratified } from '@tarim/raster';
import { BrokenCall, flag, text } from '../arguments.ts';
import { defineCommand, line } from '../command.ts';
import { lineOf, NO_INPUT } from '../schema.ts';
import { inputFile } from './options.ts';
import { COUNT, NUMBER } from './schema.ts';

const ESTIMATE = {
  type: 'object',
  description: 'an estimate, its standard error, half the 95 % interval; null where the sample says nothing',
  properties: {
    value: { type: ['number', 'null'] },
    error: { type: ['number', 'null'] },
    margin: { type: ['number', 'null'] },
  },
} as const;

export const accuracyCommand = defineCommand({
  name: 'raster accuracy',
  help: `tarim raster accuracy --matrix FILE.csv | --sample FILE.csv --strata FILE.csv
按图上类别分层抽样的精度评价与面积估计（Olofsson 等 2014）：总体、用户、制图精度，误差调整后的面积及 95 % 置信区间。
Accuracy and area by a sample stratified by the map's classes (Olofsson et al. 2014), with 95 % intervals.

  --matrix FILE.csv    首行 class,area,类别…；每行一个图上类别：名称、图上面积、按参考类别的样本数
                       first line class,area,CLASS…; then a line for each map class:
                       its name, its area on the map, sample units by reference class

分层与图上类别不同时（Stehman 2014）：Where strata are not the map's classes:
  --sample FILE.csv    首行 stratum,map,reference[,count]；每行一个（或 count 个）样本   a line a unit, or count of them
  --strata FILE.csv    首行 stratum,size；每行一个分层的面积或像元数   size of each stratum, area or cells
  --finite             size 是像元数，作有限总体校正   sizes are numbers of units: finite population correction

图上像元计数的面积有偏，只作 mapArea 列出。Areas counted on the map are biased and told as mapArea only.
退出码 exit code: 0 完成 done; 1 不能处理 cannot be done; 2 调用有误 broken call.
`,
  schema: {
    input: NO_INPUT,
    output: lineOf(
      {
        overall: ESTIMATE,
        classes: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              name: { type: 'string' },
              user: ESTIMATE,
              producer: ESTIMATE,
              area: ESTIMATE,
              mapArea: { description: 'a number; with --sample an estimate' },
            },
          },
        },
        shares: {
          type: 'array',
          description: 'error matrix of shares of the area',
          items: { type: 'array' },
        },
        totalArea: NUMBER,
        sampled: COUNT,
        names: {
          type: 'array',
          description: 'of rows and columns, with --sample',
          items: { type: 'string' },
        },
      },
      ['names'],
    ),
  },
  options: { matrix: text(), sample: text(), strata: text(), finite: flag() },
  async run(options, { stdout }) {
    if (options.sample !== null) {
      if (options.matrix !== null) throw new BrokenCall('--matrix 与 --sample 只取其一 exclude each other');
      const { total, ...told } = assessStratified({
        units: unitsIn(inputFile(options.sample, 'sample')),
        strata: strataIn(inputFile(options.strata, 'strata')),
        finite: options.finite,
      });
      stdout.write(line({ ...told, totalArea: total }));
      return 0;
    }
    const rows = rowsIn(inputFile(options.matrix, 'matrix'));
    const [heads = [], ...body] = rows;
    const classes = heads.slice(2);
    const names = body.map(([name]) => name);
    if (heads[0] !== 'class' || heads[1] !== 'area' || names.join() !== classes.join())
      throw new BrokenCall('--matrix 行列的类别须相同 rows and columns name the same classes');
    const numbers = body.map((row) => row.slice(1).map((cell) => (cell === '' ? Number.NaN : Number(cell))));
    const result = assessAccuracy({
      classes,
      areas: numbers.map(([area]) => area!),
      counts: numbers.map((row) => row.slice(1)),
    });
    stdout.write(line(result));
    return 0;
  },
});

const rowsIn = (path: string): string[][] =>
  readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((row) => row.trim() !== '')
    .map((row) => row.split(',').map((cell) => cell.trim()));

function unitsIn(path: string) {
  const [heads = [], ...rows] = rowsIn(path);
  if (heads.slice(0, 3).join() !== 'stratum,map,reference')
    throw new BrokenCall('--sample 首行应为 the first line is: stratum,map,reference[,count]');
  return rows.map(([stratum = '', map = '', reference = '', count]) => {
    if (map === '' || reference === '') throw new BrokenCall(`--sample: ${stratum},${map},${reference}`);
    return { stratum, map, reference, count: count === undefined || count === '' ? 1 : Number(count) };
  });
}

function strataIn(path: string): Map<string, number> {
  const [heads = [], ...rows] = rowsIn(path);
  if (heads.join() !== 'stratum,size')
    throw new BrokenCall('--strata 首行应为 the first line is: stratum,size');
  return new Map(rows.map(([name = '', size = '']) => [name, size === '' ? Number.NaN : Number(size)]));
}
