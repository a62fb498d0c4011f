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

/** `{"{1,2.5}","{3}"}`: a column of float8[] literals, as text[]. */
export const floatArrayColumn = (literals: readonly string[]): string =>
  literals.length === 0 ? '{}' : `{"${literals.join('","')}"}`;

/** `{"N",NULL}` for text[]; null for an array without any entry. */
export function textArray(values: ReadonlyArray<string | null> | null): string | null {
  if (values?.every((value) => value === null) ?? true) return null;
  return `{${values!.map((value) => (value === null ? 'NULL' : quoted(value))).join(',')}}`;
}

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
