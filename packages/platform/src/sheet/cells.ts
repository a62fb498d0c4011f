import { beijingDate } from '@tarim/kernel';
import { sheetErrors as E } from './errors.ts';
import { type Column, type Found, type RawRow, wrong } from './read-sheet.ts';

const FIGURE = /^[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i;
const TIME = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(?:\+08:00)?)?$/;

/** Units that rows may name by their codes, and whether the bringer is competent for them. */
export interface Units {
  readonly pathOf: (code: string) => string | null;
  readonly mayWrite: (unitPath: string) => boolean;
}

/**
 * Reads the cells of one row; every defect is told, not only the first. Messages never repeat a cell: it may hold what is nobody's
 * business.
 */
export class Cells<F extends string> {
  readonly found: Found[] = [];
  readonly #row: RawRow<F>;
  readonly #columns: readonly Column<F>[];

  constructor(row: RawRow<F>, columns: readonly Column<F>[]) {
    this.#row = row;
    this.#columns = columns;
    for (const { field, title, required } of columns)
      if (required && row[field] === '') this.found.push(wrong(row.row, title, E.cellMissing));
  }

  tell(field: F, definition: Parameters<typeof wrong>[2], params = {}): null {
    const title = this.#columns.find((one) => one.field === field)?.title ?? null;
    this.found.push(wrong(this.#row.row, title, definition, params));
    return null;
  }

  text(field: F, most = 120): string {
    const text = this.#row[field];
    if (text.length > most) this.tell(field, E.cellLong, { most });
    return text;
  }

  /** Null where the cell is empty, or no number within the bounds. */
  number(field: F, low: number, high: number): number | null {
    const text = this.#row[field];
    if (text === '') return null;
    if (!FIGURE.test(text)) return this.tell(field, E.notNumber);
    const value = Number(text);
    return value >= low && value <= high ? value : this.tell(field, E.outOfRange, { low, high });
  }

  word<W>(field: F, words: Readonly<Record<string, W>>): W | null {
    const text = this.#row[field];
    if (text === '') return null;
    return Object.hasOwn(words, text)
      ? words[text]!
      : this.tell(field, E.notWord, { words: Object.keys(words).join('、') });
  }

  /** A day, not after `now`. */
  date(field: F, now: number): string | null {
    const at = this.#instant(field, E.notDate);
    if (at === null) return null;
    const day = beijingDate(at);
    return day <= beijingDate(now) ? day : this.tell(field, E.future);
  }

  time(field: F, now: number): number | null {
    const at = this.#instant(field, E.notTime);
    return at === null || at <= now ? at : this.tell(field, E.future);
  }

  #instant(field: F, definition: Parameters<typeof wrong>[2]): number | null {
    const text = this.#row[field];
    if (text === '') return null;
    const match = TIME.exec(text);
    const [, year, month, day, hour = '00', minute = '00', second = '00'] = match ?? [];
    const at = match ? Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`) : Number.NaN;
    // 31 April parses as 1 May: the calendar has to give the day back.
    const good = Number.isFinite(at) && beijingDate(at) === `${year}-${month}-${day}` && year! >= '1990';
    return good ? at : this.tell(field, definition);
  }

  unit(field: F, units: Units): string | null {
    const code = this.#row[field];
    if (code === '') return null;
    const path = units.pathOf(code);
    if (path === null) return this.tell(field, E.unitUnknown);
    return units.mayWrite(path) ? path : this.tell(field, E.unitForeign);
  }
}
