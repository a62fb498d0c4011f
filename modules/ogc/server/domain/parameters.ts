import type { Box } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { ogcErrors } from '../errors.ts';
import { boxesOf, boxToStored } from './boxes.ts';
import type { Node } from './cql2/nodes.ts';
import { parseCql2Json } from './cql2/parse-json.ts';
import { parseCql2Text } from './cql2/parse-text.ts';
import { type CrsChoice, crsOf } from './crs.ts';
import { decodeCursor } from './cursor.ts';
import { type Span, spanOf } from './times.ts';

/** What a client may ask of items beside property names. */
const KNOWN = new Set([
  'f',
  'bbox',
  'bbox-crs',
  'datetime',
  'limit',
  'crs',
  'filter',
  'filter-lang',
  'filter-crs',
  'properties',
  'count',
  'cursor',
]);
export const MOST_ITEMS = 10_000;
const USUAL_ITEMS = 100;

export interface ItemsQuery {
  readonly boxes: readonly Box[] | null;
  readonly span: Span;
  readonly limit: number;
  readonly after: number | string | null;
  readonly crs: CrsChoice;
  readonly filter: Node | null;
  readonly filterCrs: CrsChoice;
  /** Names and texts of `kind=air`. */
  readonly equal: readonly (readonly [name: string, text: string])[];
  readonly properties: readonly string[] | null;
  readonly count: boolean;
}

export type RawQuery = Readonly<Record<string, unknown>>;

export function invalid(name: string, reason: string): TarimError {
  return new TarimError(ogcErrors.parameterInvalid, { name, reason });
}

/** One text for each parameter. @throws TarimError OGC_PARAMETER_INVALID when one is given twice */
export function textsOf(query: RawQuery): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(query)) {
    if (typeof value !== 'string') throw invalid(name.slice(0, 60), 'it is given more than once');
    if (value.includes('\u0000')) throw invalid(name.slice(0, 60), 'it holds a NUL character');
    texts.set(name, value);
  }
  return texts;
}

/** @throws TarimError OGC_PARAMETER_INVALID, OGC_CURSOR_INVALID, OGC_FILTER_* */
export function itemsQueryOf(query: RawQuery, collection: string, idType: 'integer' | 'text'): ItemsQuery {
  const texts = textsOf(query);
  const cursor = texts.get('cursor');
  const datetime = texts.get('datetime');
  const span = datetime === undefined ? {} : spanOf(datetime);
  if (!span) throw invalid('datetime', 'an instant, a day or an interval of RFC 3339 is expected');
  return {
    boxes: boxes(texts),
    span,
    limit: limitOf(texts.get('limit')),
    after: cursor === undefined ? null : decodeCursor(cursor, collection, idType),
    crs: crsOf('crs', texts.get('crs')),
    filter: filterOf(texts),
    filterCrs: crsOf('filter-crs', texts.get('filter-crs')),
    equal: [...texts].filter(([name]) => !KNOWN.has(name)),
    properties: texts.get('properties')?.split(',').filter(Boolean) ?? null,
    count: texts.get('count') === 'true',
  };
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return USUAL_ITEMS;
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1) throw invalid('limit', `1 … ${MOST_ITEMS} is expected`);
  // A client may ask for more than there is on a page (7.15.2): it gets a full page and the link to the next.
  return Math.min(Number(text), MOST_ITEMS);
}

function boxes(texts: ReadonlyMap<string, string>): Box[] | null {
  const text = texts.get('bbox');
  if (text === undefined) return null;
  const crs = crsOf('bbox-crs', texts.get('bbox-crs'));
  const numbers = text.split(',').map((one) => (/^\s*[-+.\deE]+\s*$/.test(one) ? Number(one) : Number.NaN));
  if ((numbers.length !== 4 && numbers.length !== 6) || !numbers.every(Number.isFinite))
    throw invalid('bbox', '4 or 6 numbers are expected');
  // Heights are not kept: of six numbers the third and the sixth say nothing here.
  const flat = numbers.length === 4 ? numbers : [numbers[0]!, numbers[1]!, numbers[3]!, numbers[4]!];
  const found = boxesOf(boxToStored(flat as unknown as Box, crs));
  if (!found) throw invalid('bbox', 'it is no box on the earth: minima first, degrees or metres by bbox-crs');
  return found;
}

function filterOf(texts: ReadonlyMap<string, string>): Node | null {
  const text = texts.get('filter');
  const language =
    texts.get('filter-lang') ?? (text?.trimStart().startsWith('{') ? 'cql2-json' : 'cql2-text');
  if (language !== 'cql2-text' && language !== 'cql2-json')
    throw invalid('filter-lang', 'cql2-text or cql2-json is expected');
  if (text === undefined || text.trim() === '') return null;
  return language === 'cql2-json' ? parseCql2Json(text) : parseCql2Text(text);
}
