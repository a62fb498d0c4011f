import { caseFiled } from '@tarim/enforcement/contract';
import { subscribe } from '@tarim/platform';
import { takeLead } from '../sql/notices.ts';

/** A lead whose case was filed (立案) is taken. */
export const takeCases = subscribe(caseFiled, 'supervision.take-cases', async ({ leadId }, tx) => {
  if (leadId !== null) await takeLead(tx, leadId);
});
