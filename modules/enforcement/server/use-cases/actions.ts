import type { ActName } from '../../contract.ts';

export const HANDLE = 'enforcement.handle';
export const REVIEW = 'enforcement.review';
export const DECIDE = 'enforcement.decide';

/** What a step asks of a post. Who may take it in this case (not who investigated it) is `domain/life.ts`. */
export const ACTION_OF: Readonly<Record<ActName, string>> = {
  'add-evidence': HANDLE,
  'order-correction': HANDLE,
  recheck: HANDLE,
  'finish-investigation': HANDLE,
  review: REVIEW,
  assess: HANDLE,
  'give-notice': HANDLE,
  'record-waiver': HANDLE,
  'record-statement': HANDLE,
  'request-hearing': HANDLE,
  'hold-hearing': REVIEW,
  'legal-review': REVIEW,
  discuss: DECIDE,
  decide: DECIDE,
  deliver: HANDLE,
  defer: DECIDE,
  'screen-crime': HANDLE,
  pay: HANDLE,
  'pay-late': HANDLE,
  'remit-late': DECIDE,
  demand: HANDLE,
  'apply-court': HANDLE,
  pause: HANDLE,
  extend: DECIDE,
  seal: DECIDE,
  'extend-seal': DECIDE,
  'release-seal': DECIDE,
  'limit-production': DECIDE,
  'file-plan': HANDLE,
  'lift-limit': HANDLE,
  'daily-notice': HANDLE,
  'daily-decide': DECIDE,
  'decide-transfer': DECIDE,
  'hand-over': HANDLE,
  'record-answer': HANDLE,
  publish: HANDLE,
  'apply-repair': HANDLE,
  'decide-repair': DECIDE,
  close: HANDLE,
  void: HANDLE,
};
