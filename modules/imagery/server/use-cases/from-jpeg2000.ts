import { execFile, spawnSync } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TarimError } from '@tarim/kernel';
import { HEAD_BYTES, type Jpeg2000Head, jpeg2000Head } from '../domain/jpeg2000.ts';
import { imageryErrors as E } from '../errors.ts';
import type { BroughtFile } from '../threaded/brought.ts';

const TOOL = 'gdal_translate';
const run = promisify(execFile);
let there: boolean | null = null;

/** Whether GDAL is on this machine: products of Sentinel-2 come as JPEG 2000, which we do not read ourselves. */
export function gdalHelps(): boolean {
  there ??= spawnSync(TOOL, ['--version'], { stdio: 'ignore' }).status === 0;
  return there;
}

/** Null where a file is no JPEG 2000. */
export async function jpeg2000In(path: string): Promise<Jpeg2000Head | null> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    return jpeg2000Head(head.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/**
 * Files that are JPEG 2000 become GeoTIFF in a folder of the work, lossless, with the place that they have; others stay as they are.
 * @throws TarimError IMAGERY_JPEG2000 without GDAL, IMAGERY_JPEG2000_BROKEN
 */
export async function withoutJpeg2000(
  files: readonly BroughtFile[],
  folder: string,
  signal: AbortSignal,
): Promise<BroughtFile[]> {
  const plain: BroughtFile[] = [];
  for (const [i, file] of files.entries()) {
    if (!(await jpeg2000In(file.path))) {
      plain.push(file);
      continue;
    }
    if (!gdalHelps()) throw new TarimError(E.jpeg2000, { name: file.name });
    const path = join(folder, `plain-${i}.tif`);
    try {
      // Its own driver only: whatever else a file may look like, nothing else opens it.
      const how = ['-if', 'JP2OpenJPEG', '-of', 'GTiff', '-co', 'TILED=YES', '-co', 'BIGTIFF=IF_SAFER'];
      const packed = ['-co', 'COMPRESS=DEFLATE', '-co', 'ZLEVEL=1', '-co', 'PREDICTOR=2'];
      await run(TOOL, ['-q', ...how, ...packed, file.path, path], { signal });
    } catch (error) {
      if (signal.aborted) throw error;
      throw new TarimError(E.jpeg2000Broken, { name: file.name });
    }
    plain.push({ ...file, path });
  }
  return plain;
}
