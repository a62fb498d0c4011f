import { TarimError } from '@tarim/kernel';
import { BASE_PATH } from '../../contract.ts';
import { sensorthingsErrors } from '../errors.ts';

/** One request of a batch. */
export interface Part {
  /** By which later parts name what it makes, and by which its answer is known; empty: it has none. */
  readonly id: string;
  readonly method: string;
  /** Below the root, or beginning with the id of an earlier part: `$1/Datastreams`. */
  readonly url: string;
  readonly body: unknown;
  /** Earlier parts that have to succeed. */
  readonly dependsOn: readonly string[];
}
/** Parts that are kept together or not at all, or one that stands by itself. */
export interface Group {
  readonly atomic: boolean;
  readonly name: string;
  readonly parts: readonly Part[];
}

export const MOST_PARTS = 200;
const METHODS = new Set(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']);

export const wrongBatch = (reason: string): TarimError =>
  new TarimError(sensorthingsErrors.batch, { reason: reason.slice(0, 120) });

export function checked(part: Part): Part {
  if (!METHODS.has(part.method)) throw wrongBatch(`method ${part.method}`);
  if (part.id !== '' && !/^[\w.~-]{1,64}$/.test(part.id)) throw wrongBatch(`id ${part.id}`);
  return part;
}

/** What stands below the root, of an address in any of the forms that OData allows: whole, from the host on, or relative. */
export function belowRoot(url: string): string {
  const path = url.replace(/^https?:\/\/[^/]*/i, '');
  if (path.startsWith(`${BASE_PATH}/`)) return path.slice(BASE_PATH.length);
  const short = path.replace(/^\/?(?:sensorthings\/)?v1\.1\//, '/');
  return short.startsWith('/') || short.startsWith('$') ? short : `/${short}`;
}

/** What earlier parts made, by their ids. */
export type Made = ReadonlyMap<string, { readonly address: string; readonly id: number | string }>;

/** An address that begins with the id of an earlier part: `$1/Datastreams` or `Things($1)`. */
export function resolveUrl(url: string, made: Made): string {
  const head = /^\/?\$([\w.~-]+)(?=\/|\?|$)/.exec(url);
  if (head) {
    const found = made.get(head[1]!);
    if (!found) throw wrongBatch(`$${head[1]} is not made by an earlier request`);
    return found.address + url.slice(head[0].length);
  }
  return url.replace(/\(\$([\w.~-]+)\)/g, (_, name: string) => {
    const found = made.get(name);
    if (!found) throw wrongBatch(`$${name} is not made by an earlier request`);
    return typeof found.id === 'string' ? `('${found.id}')` : `(${found.id})`;
  });
}

const DEEPEST = 20;

/** A body whose links name earlier parts: `{"Thing": {"@iot.id": "$1"}}`. */
export function resolveBody(body: unknown, made: Made, depth = 0): unknown {
  if (depth > DEEPEST || typeof body !== 'object' || body === null) return body;
  if (Array.isArray(body)) return body.map((one) => resolveBody(one, made, depth + 1));
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const reference =
        name === '@iot.id' && typeof value === 'string' ? /^\$([\w.~-]+)$/.exec(value)?.[1] : undefined;
      if (reference === undefined) return [name, resolveBody(value, made, depth + 1)];
      const found = made.get(reference);
      if (!found) throw wrongBatch(`$${reference} is not made by an earlier request`);
      return [name, found.id];
    }),
  );
}
