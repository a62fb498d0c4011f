import { formatErrors } from '@tarim/formats';
import { type ErrorDefinition, type ErrorParams, fillMessage } from '@tarim/kernel';
import { platformErrors } from '@tarim/platform';
import { exchangeErrors, rowErrors } from '../errors.ts';

export type Tongue = 'zh' | 'en';

const BY_CODE: ReadonlyMap<string, ErrorDefinition> = new Map(
  [exchangeErrors, rowErrors, formatErrors, platformErrors].flatMap((group) =>
    Object.values(group as Readonly<Record<string, ErrorDefinition>>).map((one) => [one.code, one] as const),
  ),
);

/** What a coded defect says in a reader's language (pure). */
export function messageOf({ code, params }: { code: string; params: ErrorParams }, tongue: Tongue): string {
  const definition = BY_CODE.get(code);
  return definition ? fillMessage(definition[tongue], params) : code;
}
