import { EMPTY, join, openRaster, type Raster, summarise, unitsOf, validateCog } from '@tarim/raster';
import { flag, text } from '../arguments.ts';
import { defineCommand, line } from '../command.ts';
import { lineOf, NO_INPUT, nullable } from '../schema.ts';
import { crs, inputFile } from './options.ts';
import { COUNT, NUMBER, REPORT, SUMMARIES, TEXT } from './schema.ts';
import { summaryOf } from './told.ts';

export const infoCommand = defineCommand({
  name: 'raster info',
  help: `tarim raster info --in FILE [--crs EPSG:n] [--statistics]
影像的大小、波段、坐标参考系、位置与金字塔；--statistics 逐窗口统计各波段。
Size, bands, reference system, place and overviews of a GeoTIFF; --statistics goes through all cells window by window.

退出码 exit code: 0 已读 read; 1 读不了 not readable; 2 调用有误 broken call.
`,
  schema: {
    input: NO_INPUT,
    output: lineOf(
      {
        path: TEXT,
        width: COUNT,
        height: COUNT,
        type: TEXT,
        bands: { type: 'array', items: { type: 'object' } },
        noData: { type: ['number', 'string', 'null'] },
        crs: nullable('string'),
        affine: { type: ['array', 'null'], items: NUMBER },
        levels: { type: 'array', items: { type: 'array', items: COUNT } },
        mask: { type: 'boolean' },
        cog: { type: 'boolean' },
        statistics: SUMMARIES,
      },
      ['statistics'],
    ),
  },
  options: { in: text(), crs: crs(), statistics: flag() },
  async run(options, { stdout }) {
    const path = inputFile(options.in, 'in');
    const raster = openRaster(path, { crs: options.crs });
    try {
      stdout.write(
        line({
          path,
          width: raster.width,
          height: raster.height,
          type: raster.type,
          bands: raster.bands.map(({ number, description, scale, offset }) => ({
            number,
            description,
            scale,
            offset,
          })),
          // JSON has no NaN.
          noData: Number.isNaN(raster.noData) ? 'nan' : raster.noData,
          crs: raster.crs,
          affine: raster.affine,
          levels: raster.levels.map(({ width, height }) => [width, height]),
          mask: raster.levels[0]!.mask !== null,
          cog: validateCog(path).valid,
          ...(options.statistics ? { statistics: statisticsOf(raster).map(summaryOf) } : {}),
        }),
      );
    } finally {
      raster.close();
    }
    return 0;
  },
});

const statisticsOf = (raster: Raster) =>
  raster.bands.map(({ number }) =>
    unitsOf(raster).reduce(
      (sum, window) => join(sum, summarise(raster.read(number, window), raster.noData)),
      EMPTY,
    ),
  );

export const validateCommand = defineCommand({
  name: 'raster validate',
  help: `tarim raster validate --in FILE
是否为云优化 GeoTIFF（COG）：分块、金字塔、目录与数据的次序。
Whether a file is a cloud-optimised GeoTIFF: tiles, overviews, order of directories and data.

退出码 exit code: 0 是 it is; 1 不是或读不了 it is not, or cannot be read; 2 调用有误 broken call.
`,
  schema: { input: NO_INPUT, output: lineOf({ path: TEXT, ...REPORT }) },
  options: { in: text() },
  async run(options, { stdout }) {
    const path = inputFile(options.in, 'in');
    const report = validateCog(path);
    stdout.write(line({ path, ...report }));
    return report.valid ? 0 : 1;
  },
});
