/** PostgreSQL array literals, made by hand: rows of different width cannot travel as one two-dimensional parameter. */

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

/** `{"N",NULL}` for text[]; null for an array without any entry. */
export function textArray(values: ReadonlyArray<string | null> | null): string | null {
  if (values?.every((value) => value === null) ?? true) return null;
  return `{${values!.map((value) => (value === null ? 'NULL' : `"${value.replace(/["\\]/g, '\\$&')}"`)).join(',')}}`;
}

/** `{…}` of plain scalars, for `unnest` parameters that the driver would otherwise build from objects. */
export function scalarArray(values: ReadonlyArray<number | string>): string {
  return `{${values.join(',')}}`;
}
