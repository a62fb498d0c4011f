/**
 * PostgreSQL array literals, made by hand: rows of different width cannot travel as one two-dimensional parameter, and the
 * driver's way of quoting each element costs more than the rest of a batch.
 */

/** `{1,2.5,NULL}` for float8[]. */
export function floatArray(values: ReadonlyArray<number | null>): string {
  let text = '{';
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (i > 0) text += ',';
    text += value === null || value === undefined || Number.isNaN(value) ? 'NULL' : String(value);
  }
  return `${text}}`;
}

const FLOAT8_OID = 701;
/** Dimensions, whether there are nulls, type, length, first index; each element has its length before it. */
const [HEADER, ELEMENT] = [20, 12];

/**
 * All values of many records as one float8[] in PostgreSQL's binary form, for a parameter that the statement cuts into slices:
 * a number need not become text and a number again. Null when one is missing: slices of an array with gaps are dear.
 */
export function floatsOfAll(
  records: readonly { readonly values: ReadonlyArray<number | null> }[],
): Buffer | null {
  let count = 0;
  for (const { values } of records) count += values.length;
  const buffer = Buffer.allocUnsafe(HEADER + count * ELEMENT);
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
  view.setInt32(0, 1);
  view.setInt32(4, 0);
  view.setInt32(8, FLOAT8_OID);
  view.setInt32(12, count);
  view.setInt32(16, 1);
  let at = HEADER;
  for (const { values } of records)
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value === null || value === undefined || Number.isNaN(value)) return null;
      view.setInt32(at, 8);
      view.setFloat64(at + 4, value);
      at += ELEMENT;
    }
  return buffer;
}

/** `{"{1,2.5}","{3}"}`: a column of float8[] literals, as text[]. */
export const floatArrayColumn = (literals: readonly string[]): string =>
  literals.length === 0 ? '{}' : `{"${literals.join('","')}"}`;

/** `{"N",NULL}` for text[]; null for an array without any entry. */
export function textArray(values: ReadonlyArray<string | null> | null): string | null {
  if (values?.every((value) => value === null) ?? true) return null;
  return `{${values!.map((value) => (value === null ? 'NULL' : PLAIN.test(value) ? value : quoted(value))).join(',')}}`;
}

/** A mark of one letter needs no quotes, and its literal none within the column: nearly all are such. */
const PLAIN = /^[0-9A-Za-z]$/;

const quoted = (value: string): string =>
  value.includes('"') || value.includes('\\') ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`;

/** `{"a",NULL}`: a column of texts. */
export function textColumn(values: ReadonlyArray<string | null>): string {
  let text = '{';
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? null;
    if (i > 0) text += ',';
    text += value === null ? 'NULL' : quoted(value);
  }
  return `${text}}`;
}

/**
 * Marks of a record as they are stored: one mark that holds for every slot is stored once. Most records say N throughout, and
 * spelled out that would be as many bytes as the values.
 */
export function flagArray(flags: ReadonlyArray<string | null> | null): string | null {
  const [first] = flags ?? [];
  if (flags && flags.length > 1 && first && flags.every((flag) => flag === first)) return textArray([first]);
  return textArray(flags);
}

/** Stored marks, one a slot again. */
export function spreadFlags(
  stored: readonly (string | null)[] | null,
  slots: number,
): readonly (string | null)[] | null {
  if (stored?.length !== 1 || slots < 2) return stored;
  return new Array<string | null>(slots).fill(stored[0]!);
}

/** `{…}` of plain scalars, for `unnest` parameters that the driver would otherwise build from objects. */
export function scalarArray(values: ReadonlyArray<number | string>): string {
  return `{${values.join(',')}}`;
}
