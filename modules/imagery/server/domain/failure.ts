import { fillMessage, TarimError } from '@tarim/kernel';
import type { Failure } from '../../contract.ts';
import { imageryErrors } from '../errors.ts';

export type Tongue = 'zh' | 'en';

/** What is kept of a failure: its reason in both languages. */
export interface KeptFailure {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** Of what is no expected failure nothing but its code is told. */
export function keptFailure(error: unknown): KeptFailure {
  const { definition, params } =
    error instanceof TarimError ? error : { definition: imageryErrors.failed, params: {} };
  return {
    code: definition.code,
    zh: fillMessage(definition.zh, params),
    en: fillMessage(definition.en, params),
  };
}

export const failureIn = (tongue: Tongue, kept: KeptFailure | null): Failure | null =>
  kept && { code: kept.code, message: kept[tongue] };
