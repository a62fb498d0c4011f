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

/**
 * What the contract says against a row, one issue a field. Where only some words are allowed they are listed; the
 * branch "or empty" of an optional field is not spoken of.
 */
export function schemaIssues(errors: readonly TLocalizedValidationError[]): Issue[] {
  const byField = Map.groupBy(errors, (one) => one.instancePath.slice(1));
  return [...byField].flatMap(([field, all]) => {
    const told = all.filter((one) => !SUMMARIES.has(one.keyword) && !isOrNull(one));
    const first = told[0];
    if (!first) return [];
    const words = told.flatMap((one) => (one.keyword === 'const' ? [String(one.params.allowedValue)] : []));
    const code = words.length > 1 ? 'ENUM' : first.keyword.toUpperCase();
    const list = words.join(', ');
    return [
      {
        ...issue(platformErrors.validation, {}, field),
        code,
        zh: words.length > 1 ? `应为以下之一：${list}` : Locale.zh_Hans(first),
        en: words.length > 1 ? `must be one of ${list}` : Locale.en_US(first),
      },
    ];
  });
}

const isOrNull = (one: TLocalizedValidationError) => one.keyword === 'type' && one.params.type === 'null';
