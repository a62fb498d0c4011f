import { type Geometry, parseGeometry } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { ogcErrors } from '../errors.ts';
import { LIMITS, type Node } from './cql2/nodes.ts';
import { type ItemsQuery, invalid, itemsQueryOf, type RawQuery, textsOf } from './parameters.ts';

const KNOWN = new Set(['bbox', 'datetime', 'limit', 'cursor', 'collections', 'ids', 'intersects']);
const MOST_IDS = 1_000;
const MOST_COLLECTIONS = 50;
/** Characters of a shape; its positions are counted besides. */
const MOST_SHAPE = 200_000;

/** A STAC search (STAC API 1.0.0, item-search), whether it came as parameters or as a body. */
export interface StacSearch {
  readonly query: ItemsQuery;
  readonly ids: readonly string[] | null;
  /** As parameters, for the links to the next page. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * @param body of a POST: the same names, lists as JSON lists, `intersects` as GeoJSON
 * @throws TarimError OGC_PARAMETER_NOT_KNOWN, OGC_PARAMETER_INVALID, OGC_FILTER_*
 */
export function stacSearchOf(
  given: RawQuery | { readonly body: unknown },
  collectionsSet: string,
  within: string | null,
): StacSearch {
  const texts = 'body' in given ? textsOfBody(given.body) : textsOf(given);
  for (const name of texts.keys())
    if (!KNOWN.has(name)) throw new TarimError(ogcErrors.parameterUnknown, { name: name.slice(0, 60) });
  if (texts.has('bbox') && texts.has('intersects'))
    throw invalid('intersects', 'bbox and intersects exclude each other');
  const list = (name: string, most: number): string[] | null => {
    const text = texts.get(name);
    if (text === undefined) return null;
    const all = text.split(',').filter(Boolean);
    if (all.length > most) throw new TarimError(ogcErrors.filterTooLarge, { what: name, limit: most });
    return all;
  };
  const collections = within === null ? list('collections', MOST_COLLECTIONS) : [within];
  const plain = Object.fromEntries(
    ['bbox', 'datetime', 'limit', 'cursor'].flatMap((name) => {
      const text = texts.get(name);
      return text === undefined ? [] : [[name, text]];
    }),
  );
  const query = itemsQueryOf(plain, collectionsSet, 'integer');
  const filter = filterOf(collections, texts.get('intersects'));
  return { query: { ...query, filter }, ids: list('ids', MOST_IDS), texts };
}

const property = (name: string): Node => ({ kind: 'property', at: 1, name });

/** Nodes as CQL2 would read them; an outline may be longer than a filter, but has no more positions. */
function filterOf(collections: readonly string[] | null, intersects: string | undefined): Node | null {
  const parts: Node[] = [];
  if (collections) {
    const values = collections.map((value): Node => ({ kind: 'value', at: 1, value }));
    parts.push({ kind: 'call', at: 1, op: 'in', args: [property('collection'), ...values] });
  }
  if (intersects !== undefined) {
    const shape: Node = { kind: 'geometry', at: 1, geometry: shapeOf(intersects) };
    parts.push({ kind: 'call', at: 1, op: 's_intersects', args: [property('geometry'), shape] });
  }
  if (parts.length < 2) return parts[0] ?? null;
  return { kind: 'call', at: 1, op: 'and', args: parts };
}

/** @throws TarimError OGC_PARAMETER_INVALID, OGC_FILTER_TOO_LARGE */
function shapeOf(text: string): Geometry {
  if (text.length > MOST_SHAPE)
    throw new TarimError(ogcErrors.filterTooLarge, { what: 'intersects', limit: MOST_SHAPE });
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    throw invalid('intersects', 'a GeoJSON geometry is expected');
  }
  const { value, problems } = parseGeometry(input, LIMITS.positions);
  if (!value) throw invalid('intersects', problems[0]?.message ?? 'a GeoJSON geometry is expected');
  return value;
}

function textsOfBody(body: unknown): Map<string, string> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalid('body', 'a JSON object is expected');
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(body)) {
    if (value === null || value === undefined) continue;
    if (name === 'intersects') texts.set(name, JSON.stringify(value));
    else if (Array.isArray(value)) texts.set(name, value.map(listed).join(','));
    else texts.set(name, plainText(value));
  }
  return texts;
}

/** A comma within one would make it two. */
function listed(value: unknown): string {
  const text = plainText(value);
  if (text.includes(',')) throw invalid('body', 'a comma within a text of a list');
  return text;
}

function plainText(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number')
    throw invalid('body', 'texts and numbers are expected');
  const text = String(value);
  if (text.includes('\u0000')) throw invalid('body', 'a NUL character');
  return text;
}
