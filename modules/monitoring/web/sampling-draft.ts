import type { SamplingInput } from '../contract.ts';

/**
 * Field forms that were not sent yet, kept in the browser: a telephone has no network at most sections. `waiting` ones were
 * finished by the person and go out as soon as there is a network; their `clientId` makes a second sending harmless.
 */
export interface Draft {
  readonly input: SamplingInput;
  readonly waiting: boolean;
}

const PREFIX = 'tarim.sampling.';

export function readDraft(taskId: number): Draft | null {
  try {
    const kept = localStorage.getItem(`${PREFIX}${taskId}`);
    return kept ? (JSON.parse(kept) as Draft) : null;
  } catch {
    return null;
  }
}

export function keepDraft(taskId: number, draft: Draft): void {
  localStorage.setItem(`${PREFIX}${taskId}`, JSON.stringify(draft));
}

export function forgetDraft(taskId: number): void {
  localStorage.removeItem(`${PREFIX}${taskId}`);
}

/** Tasks whose form waits for a network. */
export function waitingTasks(): number[] {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => Number(key.slice(PREFIX.length)))
    .filter((id) => readDraft(id)?.waiting);
}

/** Local wall clock as `datetime-local` inputs have it, in Beijing time whatever zone the telephone is in. */
export function beijingLocal(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16);
}

export const beijingInstant = (local: string): string => `${local}:00+08:00`;
