import { TarimError } from '@tarim/kernel';
import { formatErrors } from '../errors.ts';
import { chunksOf, type Input } from '../input.ts';
import { LIMITS, type Limits, within } from '../limits.ts';
import type { TableSource } from '../table.ts';
import { cellsSource } from './cells.ts';
import type { ReadOptions } from './options.ts';

const unreadable = (reason: string) => new TarimError(formatErrors.unreadable, { format: 'CSV', reason });

/**
 * CSV (RFC 4180) of any length, comma, semicolon or tab; UTF-8 with or without its mark, else GB 18030, in which office programs
 * in China still write. The whole file is looked through once for its encoding.
 * @throws TarimError FORMATS_UNREADABLE, FORMATS_TOO_LARGE
 */
export async function readCsv(input: Input, name: string, options: ReadOptions = {}): Promise<TableSource> {
  const encoding = await encodingOf(input);
  const source = await cellsSource(
    'CSV',
    name,
    () => csvRows(textOf(input, encoding), options.limits ?? LIMITS),
    options,
  );
  return { ...source, close: () => input.close() };
}

async function encodingOf(input: Input): Promise<'utf-8' | 'gb18030'> {
  const fits = async (encoding: string): Promise<boolean> => {
    const decoder = new TextDecoder(encoding, { fatal: true });
    try {
      for await (const chunk of chunksOf(input)) {
        if (chunk.includes(0)) throw unreadable('not a text file');
        decoder.decode(chunk, { stream: true });
      }
      decoder.decode();
      return true;
    } catch (error) {
      if (error instanceof TarimError) throw error;
      return false;
    }
  };
  if (await fits('utf-8')) return 'utf-8';
  if (await fits('gb18030')) return 'gb18030';
  throw unreadable('neither UTF-8 nor GB 18030');
}

async function* textOf(input: Input, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunksOf(input)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** The rows of CSV text that comes piece by piece. */
export async function* csvRows(text: AsyncIterable<string>, limits: Limits): AsyncGenerator<string[]> {
  let rest = '';
  let separator: string | null = null;
  let number = 0;
  for await (const piece of text) {
    rest += piece;
    separator ??= /[\r\n]/.test(rest) ? separatorOf(rest) : null;
    if (!separator) {
      within('record', rest.length, limits.maxRecordBytes);
      continue;
    }
    let at = 0;
    for (;;) {
      const row = rowAt(rest, at, separator, false);
      if (!row) break;
      number++;
      yield row.cells;
      at = row.next;
    }
    rest = rest.slice(at);
    within('record', rest.length, limits.maxRecordBytes);
  }
  separator ??= separatorOf(rest);
  for (let at = 0; at < rest.length; ) {
    const row = rowAt(rest, at, separator, true);
    if (!row) throw unreadable(`row ${number + 1}: a quotation mark is not closed`);
    number++;
    yield row.cells;
    at = row.next;
  }
}

/** What stands most often in the first line. */
function separatorOf(text: string): string {
  const line = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const count = (sign: string) => line.split(sign).length;
  return [',', '\t', ';'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** The row that begins at `at`, or null when the text ends before it does. */
function rowAt(
  text: string,
  start: number,
  separator: string,
  last: boolean,
): { cells: string[]; next: number } | null {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    let cell = '';
    if (text[at] === '"') {
      at++;
      for (;;) {
        const end = text.indexOf('"', at);
        // A mark at the very end may be the first half of a doubled one.
        if (end < 0 || (end + 1 === text.length && !last)) return null;
        cell += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at++;
      }
    }
    const from = at;
    while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
    cells.push(cell + text.slice(from, at));
    if (at >= text.length) return last ? { cells, next: at } : null;
    if (text[at] === separator) {
      at++;
      continue;
    }
    if (text[at] === '\r') {
      if (at + 1 >= text.length && !last) return null;
      if (text[at + 1] === '\n') at++;
    }
    return { cells, next: at + 1 };
  }
}
