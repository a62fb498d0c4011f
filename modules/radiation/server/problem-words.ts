import { type ErrorDefinition, fillMessage, type Problem } from '@tarim/kernel';
import { RADIATION_PROBLEMS } from '@tarim/science';
import type { Tongue } from './words.ts';

const KNOWN: ReadonlyMap<string, ErrorDefinition> = new Map(
  Object.values(RADIATION_PROBLEMS as Readonly<Record<string, ErrorDefinition>>).map((one) => [
    one.code,
    one,
  ]),
);

/** What a computation has to tell, in the reader's language. */
export function problemText({ code, message, params = {} }: Problem, tongue: Tongue): string {
  const definition = KNOWN.get(code);
  return definition ? fillMessage(definition[tongue], params) : message;
}
