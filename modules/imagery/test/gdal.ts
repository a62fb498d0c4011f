import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/** GDAL, an independent implementation, writes what we take and reads what we serve. */
export const gdalIsThere = spawnSync('gdalinfo', ['--version']).status === 0;
if (!gdalIsThere) {
  const message = 'gdalinfo is not on this machine: imagery is not tested against GDAL';
  if (process.env.CI === 'true') throw new Error(message);
  console.warn(`!! SKIPPED: ${message}`);
}

const run = promisify(execFile);

/** Not synchronous: what it reads over HTTP is served by this process. */
export async function gdal(tool: string, ...args: string[]): Promise<string> {
  const { stdout } = await run(tool, args, {
    maxBuffer: 64 << 20,
    env: {
      ...process.env,
      GDAL_HTTP_TIMEOUT: '30',
      no_proxy: '127.0.0.1',
    },
  });
  return stdout;
}

/** Cells of a band as GDAL reads them, through its plainest format. */
export async function cellsByGdal(
  path: string,
  out: string,
  band = 1,
  ...more: string[]
): Promise<Float64Array> {
  await gdal('gdal_translate', '-q', '-of', 'ENVI', '-ot', 'Float64', '-b', String(band), ...more, path, out);
  const bytes = readFileSync(out);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}
