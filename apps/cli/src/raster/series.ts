import { readFileSync } from 'node:fs';
import { text as readAll } from 'node:stream/consumers';
import { assessSeries, type Calendar, momentOf, readSeries, regularSeries } from '@tarim/raster';
import { BrokenCall, choice, flag, number, text } from '../arguments.ts';
import { defineCommand, line, write } from '../command.ts';
import { DRAFT, lineOf, nullable, PROBLEMS } from '../schema.ts';
import { inputFile } from './options.ts';
import { COUNT, NUMBER, TEXT } from './schema.ts';

const MOMENT = {
  type: 'object',
  properties: { time: { ...NUMBER, description: 'decimal year' }, day: TEXT },
} as const;
const OR_MOMENT = { ...MOMENT, type: ['object', 'null'] } as const;
const PLACED = {
  ...MOMENT,
  properties: { ...MOMENT.properties, mosum: NUMBER, boundary: NUMBER },
} as const;

export const seriesCommand = defineCommand({
  name: 'raster series',
  help: `tarim raster series [--in FILE.csv] --start YYYY-MM-DD …
一条或多条指数时间序列：BFAST Monitor（与 R 的 bfastmonitor 同一定义）、谐波突变、报警状态；每条序列输出一行。
One or several series of an index: BFAST Monitor by R's definition, harmonic breaks, states of alerts; a line for each.

  --in FILE            CSV（逗号、分号、制表符；有无表头均可）；缺省读标准输入
                       columns by commas, semicolons or tabs, with a head or without; default: standard input
  --time NAME --value NAME   列名，缺省第一列、第二列；日期或小数年   columns; days or decimal years
  --series NAME        区分多条序列的列   the column that tells series apart
  --nodata N           表示缺值的数；空、NA、NaN 总是缺值   a number for no data, besides nothing, NA, NaN
  --duplicates mean|first|last|max|min   同一时段的多个值，缺省 mean   values of one period; default mean
  --calendar 365|16-day|exact|N   日期如何成为小数年，缺省自动：16-day（MODIS 合成期）或 365（同 bfastts），小数年按其步长
                       how days become decimal years; default by what the file has; N: periods a year
  --start DATE         监测开始：日期、小数年或“年,期”；不给则只做谐波突变
                       start of monitoring: a day, a decimal year, or YEAR,PERIOD; without it harmonic breaks only
  --order N --no-trend 谐波数（缺省 3），不含趋势   harmonics, no trend
  --history roc|all|DATE     历史：稳定段（缺省）、全部、自某时起   stable part (default), all, or from a moment
  --window H --period P --alpha A   缺省 default 0.25, 10, 0.05；表外的组合由模拟给出临界值
                       cases that are not tabulated get a simulated critical value
  --critical C         直接给出临界值   the critical value itself
  --hit K --direction loss|gain|both   偏离历史 K 倍 σ 的观测为一次命中，缺省 3、both
                       an observation off by K σ is a hit for the states of alerts
  --consecutive N --change P   谐波突变：连续次数（缺省 6）、χ² 概率（缺省 0.99）   of harmonic breaks
  --process            另列出监测期的移动和与边界   also the moving sums and their boundary

读不出的行略去并在 problems 中列出。Rows that cannot be read are left out and told in problems.
退出码 exit code: 0 完成 done; 1 不能处理 cannot be done; 2 调用有误 broken call.
`,
  schema: {
    input: { $schema: DRAFT, description: 'CSV, when --in is not given', type: 'string' },
    output: lineOf(
      {
        series: TEXT,
        calendar: { type: ['string', 'number'] },
        frequency: NUMBER,
        observed: COUNT,
        missing: COUNT,
        merged: COUNT,
        first: MOMENT,
        last: MOMENT,
        monitor: {
          type: ['object', 'null'],
          properties: {
            start: MOMENT,
            status: { enum: ['stable', 'break', 'short'] },
            history: { enum: ['all', 'roc', 'given'] },
            historyStart: OR_MOMENT,
            n: COUNT,
            monitored: COUNT,
            sigma: nullable('number'),
            coefficients: { type: ['object', 'null'] },
            criticalValue: NUMBER,
            criticalSource: { enum: ['tabulated', 'simulated', 'given'] },
            break: { ...PLACED, type: ['object', 'null'] },
            magnitude: nullable('number'),
            alerts: { type: 'array', items: { type: 'object' } },
            process: { type: 'array', items: PLACED },
          },
        },
        segments: {
          type: ['array', 'null'],
          description: 'of the harmonic model',
          items: { type: 'object' },
        },
        problems: PROBLEMS,
      },
      ['calendar', 'frequency', 'observed', 'missing', 'merged', 'first', 'last', 'monitor', 'segments'],
    ),
  },
  options: {
    in: text(),
    time: text(),
    value: text(),
    series: text(),
    nodata: number({ from: -1e12, to: 1e12 }),
    duplicates: choice(['mean', 'first', 'last', 'max', 'min']),
    calendar: text(),
    start: text(),
    order: number({ from: 0, to: 6, whole: true }, 3),
    'no-trend': flag(),
    history: text('roc'),
    window: number({ from: 0, to: 1 }, 0.25),
    period: number({ from: 1, to: 10 }, 10),
    alpha: number({ from: 0, to: 1 }, 0.05),
    critical: number({ from: 0, to: 1e6 }),
    hit: number({ from: 0, to: 100 }, 3),
    direction: choice(['loss', 'gain', 'both']),
    consecutive: number({ from: 2, to: 50, whole: true }, 6),
    change: number({ from: 0.5, to: 0.999999 }, 0.99),
    process: flag(),
  },
  async run(options, { stdin, stdout }) {
    const calendar = calendarFrom(options.calendar);
    const content =
      options.in === null ? await readAll(stdin) : readFileSync(inputFile(options.in, 'in'), 'utf8');
    const tables = readSeries(content, { ...options, noData: options.nodata });
    for (const table of tables) {
      // A series of which no row can be read is a finding as well.
      if (table.observations.length === 0) {
        await write(stdout, line({ series: table.name, problems: table.problems }));
        continue;
      }
      const series = regularSeries(table.observations, calendar, options.duplicates ?? 'mean');
      const start = options.start === null ? null : moment(options.start, 'start', series.calendar);
      const { monitor, segments, problems } = assessSeries(series, {
        start,
        model: { order: options.order, trend: !options['no-trend'] },
        history: historyOf(options.history, series.calendar),
        window: options.window,
        period: options.period,
        level: options.alpha,
        criticalValue: options.critical,
        harmonic: { consecutive: options.consecutive, change: options.change },
        hitSigma: options.hit,
        hitDirection: options.direction ?? 'both',
      });
      const { process, ...told } = monitor ?? { process: [] };
      await write(
        stdout,
        line({
          series: table.name,
          calendar: series.calendar,
          frequency: series.frequency,
          observed: series.observed,
          missing: series.missing,
          merged: series.merged,
          first: { time: series.times[0], day: series.labels[0] },
          last: { time: series.times.at(-1), day: series.labels.at(-1) },
          monitor:
            monitor === null
              ? null
              : {
                  start: { time: start, day: options.start },
                  ...told,
                  ...(options.process ? { process } : {}),
                },
          segments,
          problems: [...table.problems, ...problems],
        }),
      );
    }
    return 0;
  },
});

function calendarFrom(given: string | null): Calendar | null {
  if (given === null || given === '365' || given === '16-day' || given === 'exact') return given;
  const frequency = Number(given);
  if (!(Number.isInteger(frequency) && frequency >= 1 && frequency <= 366))
    throw new BrokenCall(`--calendar: ${given}（365、16-day、exact、1–366）`);
  return frequency;
}

function moment(given: string, name: string, calendar: Calendar): number {
  const found = momentOf(given, calendar);
  if (found === null)
    throw new BrokenCall(
      `--${name} 应为日期、小数年或“年,期” is a day, a decimal year or YEAR,PERIOD: ${given}`,
    );
  return found;
}

const historyOf = (given: string, calendar: Calendar): 'all' | 'roc' | number =>
  given === 'all' || given === 'roc' ? given : moment(given, 'history', calendar);
