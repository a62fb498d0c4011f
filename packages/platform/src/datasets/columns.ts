import type { Bilingual, DatasetField, DatasetFieldType } from './definition.ts';

type More = Pick<DatasetField, 'unit' | 'internal' | 'codes'>;

const columnOf =
  (type: DatasetFieldType) =>
  (name: string, zh: string, en: string, sql: string, more: More = {}): DatasetField => ({
    name,
    titles: { zh, en },
    type,
    sql,
    ...more,
  });

/** Fields of a data set in one line each: name, Chinese and English title, SQL. */
export const column = {
  text: columnOf('text'),
  integer: columnOf('integer'),
  number: columnOf('number'),
  boolean: columnOf('boolean'),
  date: columnOf('date'),
  instant: columnOf('instant'),
  json: columnOf('json'),
};

/** What coded values are called: value → `[Chinese, English]`. */
export function wordsOf(
  words: Readonly<Record<string, readonly [string, string]>>,
): Readonly<Record<string, Bilingual>> {
  return Object.fromEntries(Object.entries(words).map(([value, [zh, en]]) => [value, { zh, en }]));
}
