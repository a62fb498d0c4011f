import type { ErrorDefinition, ErrorParams } from '@tarim/kernel';
import { platformErrors } from '../errors.ts';
import type { XlsxTraits } from './xlsx-traits.ts';

/** Something that a workbook of figures must not have, with its place. */
export interface WorkbookDefect {
  readonly sheet: string;
  readonly row: number;
  readonly definition: ErrorDefinition;
  readonly params: ErrorParams;
}

/**
 * Macros, formulas and merged cells of the sheets that an importer reads: whoever answers for the figures cannot see what a
 * formula or a macro would say tomorrow, and a merged cell leaves rows empty in silence. Macros are of the whole book.
 */
export function workbookDefects(
  { macros, sheets }: XlsxTraits,
  reads: (sheet: string) => boolean,
): WorkbookDefect[] {
  const at = (sheet: string, cell: string, definition: ErrorDefinition, params: ErrorParams) => ({
    sheet,
    // `C5`, `A2:A9` → 5, 2
    row: Number(/\d+/.exec(cell)?.[0] ?? 1),
    definition,
    params,
  });
  const read = sheets.filter((one) => reads(one.name));
  return [
    ...(macros ? [at(read[0]?.name ?? '', 'A1', platformErrors.sheetMacros, {})] : []),
    ...read.flatMap(({ name, formulas, merged }) => [
      ...formulas.map((cell) => at(name, cell, platformErrors.sheetFormula, { cell })),
      ...merged.map((range) => at(name, range, platformErrors.sheetMerged, { range })),
    ]),
  ];
}
