import { TarimError } from '@tarim/kernel';
import { platformErrors } from '../errors.ts';
import type { Cell } from './csv.ts';

const MAX_BYTES = 32 << 20;
const MAX_ROWS = 200_000;

const unreadable = (reason: string) => new TarimError(platformErrors.sheetUnreadable, { reason });

/**
 * The rows of a CSV file (RFC 4180), cells as text. UTF-8 with or without its mark; else GB 18030, in which office programs in China
 * still write.
 * @throws TarimError SHEET_UNREADABLE
 */
export function csvToRows(bytes: Uint8Array): Cell[][] {
  if (bytes.length > MAX_BYTES) throw unreadable(`> ${MAX_BYTES >> 20} MiB`);
  if (bytes.includes(0)) throw unreadable('not a text file');
  const rows = parse(decode(bytes));
  if (rows.length > MAX_ROWS) throw unreadable(`more than ${MAX_ROWS} rows`);
  return rows;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    try {
      return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    } catch {
      throw unreadable('neither UTF-8 nor GB 18030');
    }
  }
}

function parse(text: string): Cell[][] {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      at++;
      for (;;) {
        const end = text.indexOf('"', at);
        if (end < 0) throw unreadable(`row ${rows.length + 1}: a quotation mark is not closed`);
        cell += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at++;
      }
    }
    const start = at;
    while (at < text.length && text[at] !== ',' && text[at] !== '\n' && text[at] !== '\r') at++;
    row.push(cell + text.slice(start, at));
    if (text[at] === ',') {
      at++;
      // A comma at the very end opens one more cell.
      if (at === text.length) row.push('');
      continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    rows.push(row);
    row = [];
    if (rows.length > MAX_ROWS) return rows;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}
