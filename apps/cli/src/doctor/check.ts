import { type ErrorDefinition, type ErrorParams, fillMessage, type Problem, TarimError } from '@tarim/kernel';
import type { configOf } from '../config.ts';

export type DoctorConfig = ReturnType<typeof configOf>;

/** What a check looked at, and what is wrong with it. */
export interface Finding {
  readonly detail: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

export const fine = (detail: Finding['detail']): Finding => ({ detail, problems: [] });

export function wrong(definition: ErrorDefinition, params: ErrorParams, detail: Finding['detail']): Finding {
  return { detail, problems: [{ code: definition.code, message: fillMessage(definition.en, params) }] };
}

/** A check that fails altogether has found something, too. */
export function failed(error: unknown): Finding {
  const { code, message } = error as { code?: unknown; message?: string };
  const known = error instanceof TarimError || typeof code === 'string';
  return {
    detail: {},
    problems: [{ code: known ? String(code) : 'DOCTOR_CHECK_FAILED', message: message || String(error) }],
  };
}
