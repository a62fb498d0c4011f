import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { formatErrors, isNote, openTable, type Value } from '@tarim/formats';
import { type Areal, polygonalPart, readWkb } from '@tarim/geo';
import { type ErrorDefinition, fillMessage, type Problem, TarimError } from '@tarim/kernel';
import type { FileProblem } from '../../contract.ts';
import { redlineErrors as E } from '../errors.ts';
import { geos, type Tongue } from '../frame.ts';

/** Far above any list of a region; a file with more is no ledger. */
const MOST_FEATURES = 20_000;

export interface Feature {
  /** Place in the file, from 1. */
  readonly row: number;
  readonly properties: Readonly<Record<string, Value>>;
  /** Null: the row has no usable area. */
  readonly geometry: Areal | null;
}

export interface FileRead {
  readonly features: readonly Feature[];
  readonly problems: readonly FileProblem[];
  readonly notes: readonly FileProblem[];
}

/**
 * The areas of an uploaded file (GeoJSON, GeoPackage, Shapefile as ZIP) in degrees of CGCS2000: converted from the system that the
 * file or the person names, rings that cross themselves repaired, both told as notes. What cannot be used is told by row.
 * @throws TarimError FORMATS_…, REDLINE_FILE_EMPTY, REDLINE_FILE_LARGE
 */
export async function readAreasFile(
  file: { readonly bytes: Uint8Array; readonly name: string },
  options: { readonly crs?: string | undefined; readonly layer?: string | undefined },
  tongue: Tongue,
): Promise<FileRead> {
  const folder = await mkdtemp(join(tmpdir(), 'tarim-redline-'));
  try {
    const path = join(folder, `upload${extname(file.name).slice(0, 12)}`);
    await writeFile(path, file.bytes);
    const source = await openTable(path, file.name, {
      ...(options.crs ? { crs: options.crs } : {}),
      ...(options.layer ? { layer: options.layer } : {}),
      pool: geos(),
    });
    try {
      const say = (row: number, one: Problem): FileProblem => ({
        row,
        code: one.code,
        message: textOf(one, tongue),
      });
      const features: Feature[] = [];
      const problems: FileProblem[] = [];
      const notes = source.notes.map((one) => say(0, one));
      for await (const batch of source.rows())
        for (const one of batch) {
          const row = features.length + 1;
          if (row > MOST_FEATURES) throw new TarimError(E.fileLarge, { limit: MOST_FEATURES });
          for (const problem of one.problems ?? [])
            (isNote(problem) ? notes : problems).push(say(row, problem));
          const geometry = one.geometry ? polygonalPart(readWkb(one.geometry)) : null;
          features.push({ row, properties: one.properties, geometry });
        }
      if (features.length === 0) throw new TarimError(E.fileEmpty);
      return { features, problems, notes };
    } finally {
      await source.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const BY_CODE = new Map<string, ErrorDefinition>(Object.values(formatErrors).map((one) => [one.code, one]));

const textOf = ({ code, message, params }: Problem, tongue: Tongue): string => {
  const known = BY_CODE.get(code);
  return known ? fillMessage(known[tongue], params ?? {}) : message;
};

/** The first property that is there under one of several names, as text; upper and lower case are the same. */
export function textIn(properties: Feature['properties'], names: readonly string[]): string {
  const wanted = new Set(names.map((one) => one.toLowerCase()));
  for (const [key, value] of Object.entries(properties))
    if (wanted.has(key.toLowerCase()) && value !== null && value !== '' && typeof value !== 'object')
      return String(value).trim();
  return '';
}
