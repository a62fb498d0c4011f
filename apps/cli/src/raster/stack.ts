import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Acquisition, decimalYear, type MaskKind } from '@tarim/raster';
import { BrokenCall } from '../arguments.ts';
import { scalingOf } from './index.ts';
import { bandOf } from './options.ts';

/** A day as a decimal year. */
export function dayAsYear(text: string, name: string): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  if (day === null || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text)
    throw new BrokenCall(`--${name} 应为 YYYY-MM-DD is a day: ${text}`);
  return decimalYear(text);
}

/** A list of dates: `DATE,FILE#BAND[,MASKFILE#BAND]`, empty lines and `#` comments aside; in the order of time. */
export function stackFrom(
  path: string,
  options: { readonly 'mask-kind': MaskKind | null; readonly dilate: number; readonly snow: boolean },
): Acquisition[] {
  const folder = dirname(path);
  const rows = readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .map((row) => row.trim())
    .filter((row) => row !== '' && !row.startsWith('#'));
  if (rows.length === 0) throw new BrokenCall(`--stack: ${path} 没有行 has no lines`);
  const stack = rows.map((row): Acquisition => {
    const [day = '', file = '', mask = ''] = row.split(',').map((part) => part.trim());
    if (file === '') throw new BrokenCall(`--stack 应为 日期,文件#波段 is DATE,FILE#BAND: ${row}`);
    const kind = options['mask-kind'];
    if (mask !== '' && kind === null) throw new BrokenCall('--stack 有质量波段，需要 --mask-kind is needed');
    const source = bandOf(resolve(folder, file), 'stack');
    return {
      time: dayAsYear(day, 'stack'),
      ...scalingOf('file', source, 'x'),
      masks:
        mask === '' || kind === null
          ? []
          : [{ ...bandOf(resolve(folder, mask), 'stack'), kind, dilate: options.dilate, snow: options.snow }],
    };
  });
  return stack.sort((a, b) => a.time - b.time);
}
