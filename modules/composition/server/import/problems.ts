import { type ErrorDefinition, type ErrorParams, fillMessage } from '@tarim/kernel';
import type { FileProblem } from '../../contract.ts';

/** What is wrong, with its place in the file; in both languages, because the rules do not know who reads them. */
export interface Placed {
  readonly sheet: string;
  /** As the office program numbers it: the heading is row 1. */
  readonly row: number;
  readonly column: string | null;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

export function placed(
  sheet: string,
  row: number,
  column: string | null,
  { code, zh, en }: ErrorDefinition,
  params: ErrorParams = {},
): Placed {
  return { sheet, row, column, code, zh: fillMessage(zh, params), en: fillMessage(en, params) };
}

export function told({ sheet, row, column, code, ...words }: Placed, language: 'zh' | 'en'): FileProblem {
  return { sheet, row, column, code, message: words[language] };
}
