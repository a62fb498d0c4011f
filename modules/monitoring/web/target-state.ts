import type { Target } from '../contract.ts';

export type TargetState = 'covered' | 'unplanned' | 'gap' | 'exempt';

export const TARGET_COLOURS: Readonly<Record<TargetState, string>> = {
  covered: '#2f8f7f',
  unplanned: '#c98a1b',
  gap: '#c2453b',
  exempt: '#8a979b',
};

/** What a page says of an object: nothing is asked of what is too small, whether it has a site or not. */
export function targetState({
  required,
  covered,
  planned,
}: Pick<Target, 'required' | 'covered' | 'planned'>): TargetState {
  if (!required) return 'exempt';
  if (!covered) return 'gap';
  return planned ? 'covered' : 'unplanned';
}
