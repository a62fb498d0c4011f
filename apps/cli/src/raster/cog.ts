import { type Grid, openRaster, produceCog } from '@tarim/raster';
import { choice, flag, number, text } from '../arguments.ts';
import { defineCommand, line } from '../command.ts';
import { lineOf, NO_INPUT } from '../schema.ts';
import {
  crs,
  inputFile,
  interruptible,
  OUTPUT_HELP,
  OUTPUT_OPTIONS,
  packing,
  progressTo,
  required,
  sampleType,
} from './options.ts';
import { WRITTEN } from './schema.ts';
import { writtenOf } from './told.ts';

export const cogCommand = defineCommand({
  name: 'raster cog',
  help: `tarim raster cog --in FILE --out FILE [--like FILE] [--resampling nearest|bilinear] …
任何 GeoTIFF 转为云优化 GeoTIFF（512 瓦片、金字塔、统计值）；--like 重采样到另一影像的格网与坐标系。
Any GeoTIFF as a cloud-optimised one; --like resamples it to the grid and system of another raster.

  --in FILE            源影像   the source
  --crs EPSG:n         源影像未声明坐标系时   when the source names none
  --like FILE          目标格网   a raster with the grid wanted
  --resampling …       缺省 nearest   default nearest
  --overviews average|nearest|mode   金字塔，类别数据用 mode   of classes: mode
  --type uint8|…|float64             缺省同源   default: the source's
  --nodata N           缺省同源   default: the source's
  --rgb                前三个波段为红绿蓝   the first three bands are a photograph
  ${OUTPUT_HELP}

中断后以同样参数再次运行，从已完成的块继续。A stopped run goes on when it is called again.
退出码 exit code: 0 完成 done; 1 不能处理 cannot be done; 2 调用有误 broken call.
`,
  schema: { input: NO_INPUT, output: lineOf(WRITTEN) },
  options: {
    in: text(),
    crs: crs(),
    like: text(),
    resampling: choice(['nearest', 'bilinear']),
    overviews: choice(['average', 'nearest', 'mode']),
    type: sampleType(),
    nodata: number({ from: -Number.MAX_VALUE, to: Number.MAX_VALUE }),
    rgb: flag(),
    ...OUTPUT_OPTIONS,
  },
  async run(options, { stdout, stderr }) {
    const began = performance.now();
    const path = inputFile(options.in, 'in');
    const out = required(options.out, 'out');
    const raster = openRaster(path, { crs: options.crs });
    const { type: own, noData: ownNoData, bands } = raster;
    const grid: Grid = options.like === null ? raster.grid() : gridOf(inputFile(options.like, 'like'));
    raster.close();
    const resampling = options.resampling ?? 'nearest';
    const type = options.type ?? own;
    const noData = options.nodata ?? ownNoData;
    const ending = interruptible();
    try {
      const produced = await produceCog(
        out,
        {
          grid,
          type,
          bands: bands.map(({ description, scale, offset }) => ({
            ...(description === null ? {} : { description }),
            ...(scale === 1 && offset === 0 ? {} : { scale, offset }),
          })),
          noData,
          overviews: options.overviews ?? 'average',
          rgb: options.rgb,
          ...packing(options),
        },
        'copy',
        {
          grid,
          sources: bands.map(({ number: band }) => ({
            path,
            band,
            resampling,
            ...(options.crs ? { crs: options.crs } : {}),
          })),
          type,
          noData,
        },
        { threads: options.threads ?? undefined, signal: ending.signal, onProgress: progressTo(stderr) },
      );
      stdout.write(line(writtenOf(produced, grid, began)));
      return 0;
    } finally {
      ending.release();
    }
  },
});

export function gridOf(path: string): Grid {
  const raster = openRaster(path);
  try {
    return raster.grid();
  } finally {
    raster.close();
  }
}
