import { basename } from 'node:path';
import { TarimError } from '@tarim/kernel';
import { formatErrors } from './errors.ts';
import { fileInput } from './input.ts';
import { readCsv } from './read/csv.ts';
import { readGeoJson } from './read/geojson.ts';
import { readGeoPackage } from './read/geopackage.ts';
import type { ReadOptions } from './read/options.ts';
import { readShapefile } from './read/shapefile.ts';
import type { TableSource } from './table.ts';

/**
 * Opens a file on disk by its first bytes and the ending of `name` (what its owner calls it). Workbooks (XLSX) are read by the
 * platform and come in through `cellsSource`.
 * @throws TarimError FORMATS_UNKNOWN and what the readers throw
 */
export async function openTable(path: string, name: string, options: ReadOptions = {}): Promise<TableSource> {
  const input = await fileInput(path);
  const title = basename(name).replace(/\.[^.]+$/, '');
  const ending = /\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? '';
  try {
    const head = await input.read(0, Math.min(16, input.size));
    if (head.toString('latin1', 0, 15) === 'SQLite format 3') {
      await input.close();
      return await readGeoPackage(path, options);
    }
    if (head[0] === 0x50 && head[1] === 0x4b && ending !== 'xlsx') return await readShapefile(input, options);
    if (['geojsonl', 'geojsons', 'ndjson', 'jsonl', 'geojsonseq'].includes(ending))
      return await readGeoJson(input, title, { ...options, lines: true });
    if (ending === 'geojson' || ending === 'json') return await readGeoJson(input, title, options);
    if (['csv', 'tsv', 'txt'].includes(ending)) return await readCsv(input, title, options);
    throw new TarimError(formatErrors.unknown, { name: basename(name).slice(0, 100) });
  } catch (error) {
    await input.close();
    throw error;
  }
}
