import { platformErrors } from '@tarim/platform';
import type { TLocalizedValidationError } from 'typebox/error';
import { Locale } from 'typebox/system';
import type { RowProblem } from '../../contract.ts';
import { type Issue, issue, type Tongue } from '../domain/issue.ts';

/** An issue with its place in a workbook. */
export interface Placed {
  readonly sheet: string;
  readonly row: number;
  readonly column: string | null;
  readonly issue: Issue;
}

export function told({ sheet, row, column, issue: one }: Placed, tongue: Tongue): RowProblem {
  return { sheet, row, column, code: one.code, message: one[tongue] };
}

/** Keywords that only say that none of several alternatives fits. */
const SUMMARIES: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'allOf']);

/** The branch "or empty" of an optional field: not worth speaking of. */
const isOrNull = (one: TLocalizedValidationError) => one.keyword === 'type' && one.params.type === 'null';

/** What the contract says against the value of a field; where only some words are allowed, which they are. */
export function schemaIssue(field: string, errors: readonly TLocalizedValidationError[]): Issue | null {
  const told = errors.filter((one) => !SUMMARIES.has(one.keyword) && !isOrNull(one));
  const [first] = told;
  if (!first) return null;
  const base = { ...issue(platformErrors.validation, {}, field), code: first.keyword.toUpperCase() };
  const words = told.flatMap((one) =>
    one.keyword === 'enum'
      ? one.params.allowedValues.map(String)
      : one.keyword === 'const'
        ? [String(one.params.allowedValue)]
        : [],
  );
  if (words.length === 0) return { ...base, zh: Locale.zh_Hans(first), en: Locale.en_US(first) };
  const list = words.join(', ');
  return { ...base, code: 'ENUM', zh: `应为以下之一：${list}`, en: `must be one of ${list}` };
}
