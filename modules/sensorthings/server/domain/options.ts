import { TarimError } from '@tarim/kernel';
import { sensorthingsErrors } from '../errors.ts';
import type { Expression } from './odata/ast.ts';
import { type Order, parseFilter, parseOrder } from './odata/parse.ts';

export interface Options {
  readonly filter: Expression | null;
  readonly order: readonly Order[];
  readonly top: number;
  readonly skip: number;
  readonly count: boolean;
  readonly select: readonly string[] | null;
  readonly expand: readonly Expand[];
  readonly format: Format;
  /** Where the page before ended, in the terms of its order. */
  readonly after: readonly After[] | null;
  /** As they were written, to write the address of the next page. */
  readonly given: ReadonlyMap<string, string>;
}

export interface Expand {
  readonly path: readonly string[];
  readonly options: Options;
}

export type Format = 'json' | 'dataArray' | 'CSV';
/** A value of the last row of a page, as PostgreSQL writes it. */
export type After = string | null;

const DEFAULT_TOP = 100;
export const MAX_TOP = 1_000;
const MAX_EXPAND_DEPTH = 4;
const MAX_EXPANDS = 8;
const KNOWN = new Set([
  '$filter',
  '$orderby',
  '$top',
  '$skip',
  '$count',
  '$select',
  '$expand',
  '$resultFormat',
  '$skiptoken',
]);

export const wrong = (name: string, reason: string): TarimError =>
  new TarimError(sensorthingsErrors.option, { name: name.slice(0, 40), reason: reason.slice(0, 100) });

/** Parts of a text at a separator that lies in no bracket and no quote. */
export function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === "'") quoted = !quoted;
    else if (quoted) continue;
    else if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (char === separator && depth === 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts.map((one) => one.trim()).filter((one) => one !== '');
}

function integer(name: string, text: string, most: number): number {
  if (!/^\d{1,9}$/.test(text)) throw wrong(name, 'a whole number is needed');
  return Math.min(Number(text), most);
}

function expands(text: string, depth: number): Expand[] {
  if (depth >= MAX_EXPAND_DEPTH) throw wrong('$expand', `deeper than ${MAX_EXPAND_DEPTH}`);
  if (text.length > 4_000) throw wrong('$expand', 'too long');
  const parts = split(text, ',');
  if (parts.length > MAX_EXPANDS) throw wrong('$expand', `more than ${MAX_EXPANDS}`);
  return parts.map((part) => {
    const match = /^([A-Za-z/]{1,120})(?:\((.*)\))?$/s.exec(part);
    if (!match) throw wrong('$expand', part);
    const path = match[1]!.split('/').filter((one) => one !== '');
    if (path.length === 0 || depth + path.length > MAX_EXPAND_DEPTH) throw wrong('$expand', part);
    const inner = new Map<string, string>();
    for (const option of split(match[2] ?? '', ';')) {
      const at = option.indexOf('=');
      if (at < 0) throw wrong('$expand', option);
      inner.set(option.slice(0, at).trim(), option.slice(at + 1));
    }
    return { path, options: readOptions(inner, depth + path.length) };
  });
}

/** @throws TarimError SENSORTHINGS_OPTION_INVALID, SENSORTHINGS_FILTER_INVALID */
export function readOptions(given: ReadonlyMap<string, string>, depth = 0): Options {
  for (const name of given.keys()) if (!KNOWN.has(name)) throw wrong(name, 'unknown');
  const text = (name: string) => given.get(name)?.trim() || null;
  const filter = text('$filter');
  const order = text('$orderby');
  const top = text('$top');
  const skip = text('$skip');
  const count = text('$count');
  if (count !== null && count !== 'true' && count !== 'false') throw wrong('$count', 'true or false');
  const format = text('$resultFormat');
  const after = text('$skiptoken');
  const select = text('$select');
  const expand = text('$expand');
  return {
    filter: filter === null ? null : parseFilter(filter),
    order: order === null ? [] : parseOrder(order),
    top: top === null ? DEFAULT_TOP : integer('$top', top, MAX_TOP),
    skip: skip === null ? 0 : integer('$skip', skip, 999_999_999),
    count: count === 'true',
    select: select === null ? null : split(select, ','),
    expand: expand === null ? [] : expands(expand, depth),
    format: format === null ? 'json' : formatOf(format),
    after: after === null ? null : tokenOf(after),
    given,
  };
}

/** Clients write the names of formats as they like. */
function formatOf(text: string): Format {
  const found = (['json', 'dataArray', 'CSV'] as const).find(
    (one) => one.toLowerCase() === text.toLowerCase(),
  );
  if (!found) throw wrong('$resultFormat', text);
  return found;
}

const MOST_IN_TOKEN = 12;

/** The end of a page as clients carry it to the next one; they are not to read it. */
export const writeToken = (after: readonly After[]): string =>
  Buffer.from(JSON.stringify(after)).toString('base64url');

function tokenOf(text: string): After[] {
  try {
    const found: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (
      Array.isArray(found) &&
      found.length <= MOST_IN_TOKEN &&
      found.every((one) => one === null || (typeof one === 'string' && !one.includes('\0')))
    )
      return found;
  } catch {
    // Told below.
  }
  throw wrong('$skiptoken', text);
}

/**
 * Options as they stand in the address. A plus is a space, but in the offset of a time (`+08:00`), which many clients
 * leave unescaped. @throws TarimError SENSORTHINGS_OPTION_INVALID for an option named twice
 */
export function optionsOfUrl(url: string): Map<string, string> {
  const result = new Map<string, string>();
  const at = url.indexOf('?');
  if (at < 0) return result;
  for (const part of url.slice(at + 1).split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const decode = (text: string) => {
      try {
        return decodeURIComponent(text.replace(/(?<!\d)\+|\+(?!\d\d(?::|%3A)?\d\d)/gi, ' '));
      } catch {
        throw wrong('?', 'not well encoded');
      }
    };
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    if (result.has(name)) throw wrong(name, 'given twice');
    result.set(name, decode(equals < 0 ? '' : part.slice(equals + 1)));
  }
  return result;
}
