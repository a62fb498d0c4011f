import { type MonitorFound, mosumCritical, produceCog } from '@tarim/raster';
import { choice, flag, number, text } from '../arguments.ts';
import { defineCommand, line } from '../command.ts';
import { lineOf, NO_INPUT } from '../schema.ts';
import { gridOf } from './cog.ts';
import {
  inputFile,
  interruptible,
  OUTPUT_HELP,
  OUTPUT_OPTIONS,
  packing,
  progressTo,
  required,
} from './options.ts';
import { COUNT, NUMBER, WRITTEN } from './schema.ts';
import { dayAsYear, stackFrom } from './stack.ts';
import { writtenOf } from './told.ts';

export const monitorCommand = defineCommand({
  name: 'raster monitor',
  help: `tarim raster monitor --stack LIST.csv --start YYYY-MM-DD --out BREAKS.tif …
时间序列监测（BFAST Monitor，MOSUM）：逐像元以历史拟合季节模型，监测期内残差移动和越界即为突变。
Breaks of a stack of index rasters: season of each cell's history, moving sums of residuals since the start.

  --stack LIST.csv     每行 日期,文件#波段[,质量波段文件#波段]；路径相对于清单
                       a line a date: DATE,FILE#BAND[,MASKFILE#BAND]; paths from the list's folder
  --start DATE         监测期开始   the first day of monitoring
  --order N --no-trend 谐波数（缺省 3），不含趋势   harmonics, no trend
  --history all|roc    历史全部（缺省）或各像元的稳定段（较慢）   all, or each cell's stable part (slower)
  --window 0.25|0.5|1 --period 2|10 --alpha 0.05|0.01   缺省 default 0.25, 10, 0.05
  --mask-kind … --dilate M --snow   清单中质量波段的含义   what the quality bands of the list are
  --like FILE          目标格网，缺省为第一期的   the grid; default that of the first date
  ${OUTPUT_HELP}

结果三个波段：突变时间（小数年，0 为未突变）、幅度、历史观测数；不能判断的像元为 NaN。
Three bands: decimal year of the break (0: none), magnitude, observations of the history; NaN: not judged.
退出码 exit code: 0 完成 done; 1 不能处理 cannot be done; 2 调用有误 broken call.
`,
  schema: {
    input: NO_INPUT,
    output: lineOf({
      dates: COUNT,
      criticalValue: NUMBER,
      judged: { ...COUNT, description: 'cells that could be judged' },
      breaks: COUNT,
      ...WRITTEN,
    }),
  },
  options: {
    stack: text(),
    start: text(),
    order: number({ from: 0, to: 6, whole: true }, 3),
    'no-trend': flag(),
    history: choice(['all', 'roc']),
    window: number({ from: 0, to: 1 }, 0.25),
    period: number({ from: 1, to: 10 }, 10),
    alpha: number({ from: 0, to: 1 }, 0.05),
    'mask-kind': choice(['scl', 'qa-pixel', 'hide-nonzero', 'keep-nonzero']),
    dilate: number({ from: 0, to: 5_000 }, 0),
    snow: flag(),
    like: text(),
    ...OUTPUT_OPTIONS,
  },
  async run(options, { stdout, stderr }) {
    const began = performance.now();
    const start = dayAsYear(required(options.start, 'start'), 'start');
    const out = required(options.out, 'out');
    const stack = stackFrom(inputFile(options.stack, 'stack'), options);
    const criticalValue = mosumCritical(options.window, options.period, options.alpha);
    const grid = gridOf(options.like === null ? stack[0]!.source.path : inputFile(options.like, 'like'));
    const ending = interruptible();
    let [judged, breaks] = [0, 0];
    try {
      const produced = await produceCog(
        out,
        {
          grid,
          type: 'float32',
          bands: [{ description: 'break' }, { description: 'magnitude' }, { description: 'history' }],
          noData: Number.NaN,
          // Times of breaks cannot be averaged with the zero of cells without.
          overviews: 'nearest',
          items: { TARIM_METHOD: 'BFAST Monitor', TARIM_START: options.start! },
          ...packing(options),
        },
        'monitor',
        {
          grid,
          stack,
          start,
          model: { order: options.order, trend: !options['no-trend'] },
          history: options.history ?? 'all',
          window: options.window,
          criticalValue,
          level: options.alpha,
        },
        { threads: options.threads ?? undefined, signal: ending.signal, onProgress: progressTo(stderr) },
        (_, found) => {
          const one = found as MonitorFound;
          judged += one.judged;
          breaks += one.breaks;
        },
      );
      stdout.write(
        line({ dates: stack.length, criticalValue, judged, breaks, ...writtenOf(produced, grid, began) }),
      );
      return 0;
    } finally {
      ending.release();
    }
  },
});
