import type { SiteParameterRow } from '@tarim/standards';

/** One parameter that can be asked of an outlet. */
export interface Asked {
  readonly item: string;
  readonly row: SiteParameterRow;
}

const covers = (pattern: string, code: string): boolean =>
  pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : pattern === code;

/** What is compared at an outlet that measures these factors, in their order, then in that of the table. */
export function askedOf(rows: readonly SiteParameterRow[], codes: readonly string[]): Asked[] {
  return codes.flatMap((item) =>
    rows
      .filter((row) => row.items.split(',').some((pattern) => covers(pattern, item)))
      .map((row) => ({ item, row })),
  );
}

export const infoIdOf = (row: SiteParameterRow, place: 'device' | 'logger'): string | null =>
  row[place] === '-' ? null : row[place];

const NUMBER = /^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?$/;
/** The figure in what a device told; null where it is none. */
export const figureOf = (text: string): number | null => (NUMBER.test(text.trim()) ? Number(text) : null);
