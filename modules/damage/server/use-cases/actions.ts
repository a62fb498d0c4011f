import type { ActName } from '../../contract.ts';

export const HANDLE = 'damage.handle';
export const DECIDE = 'damage.decide';

/** What a step asks of a post. Who may take it in this case is `domain/life.ts`. */
const DECIDED: ReadonlySet<ActName> = new Set([
  'start',
  'not-start',
  'agree',
  'fail',
  'sue',
  'waive-effect',
  'close',
]);

export const actionOf = (act: ActName): string => (DECIDED.has(act) ? DECIDE : HANDLE);
