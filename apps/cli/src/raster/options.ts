import { existsSync } from 'node:fs';
import {
  type BandSource,
  type CogSpec,
  isSampleType,
  type MaskKind,
  type MaskSource,
  parseCrs,
} from '@tarim/raster';
import { BrokenCall, choice, number, type Option, text } from '../arguments.ts';

/** Options that the commands of `tarim raster` share. */

/** A file that must be there. */
export function required(value: string | null, name: string): string {
  if (value === null) throw new BrokenCall(`需要 --${name} is needed`);
  return value;
}

export function inputFile(value: string | null, name: string): string {
  const path = required(value, name);
  if (!existsSync(path)) throw new BrokenCall(`--${name}: ${path} 不存在 is not there`);
  return path;
}

const place = /^(.*?)(?:#(\d+))?$/s;

/** `file.tif` or `file.tif#2`. */
export function bandOf(value: string, name: string): BandSource {
  const [, path = '', band] = place.exec(value) ?? [];
  return { path: inputFile(path || null, name), band: band === undefined ? 1 : Number(band) };
}

/** `R=red.tif,N=nir.tif#2`: bands by the names that expressions give them. */
export function namedBands(value: string | null, name: string): Map<string, BandSource> {
  const bands = new Map<string, BandSource>();
  for (const part of required(value, name).split(',')) {
    const [, key, rest] = /^\s*([A-Za-z_]\w*)=(.+)$/s.exec(part) ?? [];
    if (!key || !rest) throw new BrokenCall(`--${name} 应为 名称=文件#波段,… is NAME=FILE#BAND,…: ${part}`);
    bands.set(key, bandOf(rest.trim(), name));
  }
  return bands;
}

/** `a.tif,b.tif#2` */
export const bandList = (value: string | null, name: string): BandSource[] =>
  required(value, name)
    .split(',')
    .map((part) => bandOf(part.trim(), name));

const MASK_KINDS = ['scl', 'qa-pixel', 'hide-nonzero', 'keep-nonzero'] as const satisfies readonly MaskKind[];

export const MASK_OPTIONS = {
  mask: text(),
  'mask-kind': choice(MASK_KINDS),
  dilate: number({ from: 0, to: 5_000 }, 0),
};

export const MASK_HELP = `--mask FILE#BAND --mask-kind scl|qa-pixel|hide-nonzero|keep-nonzero
                       云、阴影等的质量波段   quality band of clouds and shadows
  --dilate M           云与阴影外扩，米，缺省 0   metres by which clouds and shadows are grown
  --snow               积雪也掩去   hides snow too`;

export function masksOf(options: {
  readonly mask: string | null;
  readonly 'mask-kind': MaskKind | null;
  readonly dilate: number;
  readonly snow: boolean;
}): MaskSource[] {
  if (options.mask === null) return [];
  const kind = options['mask-kind'];
  if (kind === null) throw new BrokenCall('--mask 需要 --mask-kind is needed');
  return [{ ...bandOf(options.mask, 'mask'), kind, dilate: options.dilate, snow: options.snow }];
}

export const OUTPUT_OPTIONS = {
  out: text(),
  compression: choice(['deflate', 'zstd', 'none']),
  level: number({ from: 1, to: 22, whole: true }),
  threads: number({ from: 0, to: 256, whole: true }),
};

export const OUTPUT_HELP = `--out FILE           结果（COG）   the result
  --compression deflate|zstd|none   缺省 deflate   default deflate
  --level N            压缩级别，缺省 6   default 6
  --threads N          工作线程数，缺省为处理器数，0 为不用   workers; default: one a processor`;

export const packing = (options: {
  readonly compression: CogSpec['compression'] | null;
  readonly level: number | null;
}): Pick<CogSpec, 'compression' | 'level'> => ({
  compression: options.compression ?? 'deflate',
  level: options.level ?? 6,
});

export const crs = (): Option<string | undefined> => ({
  takesValue: true,
  absent: undefined,
  read: (value) => parseCrs(value),
});

export const sampleType = () => ({
  takesValue: true,
  absent: null,
  read: (value: string, name: string) => {
    if (!isSampleType(value)) throw new BrokenCall(`--${name}: ${value}`);
    return value;
  },
});

/** Ends a long computation at Ctrl-C so that it can be continued. */
export function interruptible(): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return {
    signal: controller.signal,
    release() {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}

/** Tells on standard error, a line for each tenth of the work. */
export function progressTo(stderr: NodeJS.WritableStream): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    const tenth = Math.floor((10 * done) / total);
    if (tenth <= told || total < 20) return;
    told = tenth;
    stderr.write(`${JSON.stringify({ done, total })}\n`);
  };
}
