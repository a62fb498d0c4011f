import { beijingIso, DAY_MS } from '@tarim/kernel';
import type { Context, JobResult } from '@tarim/platform';
import { WARN_DAYS } from '../../contract.ts';
import { takeEnding } from '../sql/requests.ts';

export const WARN_JOB = 'catalog.warn-expiry';

/**
 * 到期提醒: once for each grant that ends within a fortnight, in the audit log. Applicants read it by their receipt and with
 * each answer (`x-share-expires`), approvers in the list.
 */
export async function warnOfExpiry(ctx: Context): Promise<JobResult> {
  const now = ctx.clock.now();
  return ctx.db.transaction().execute(async (tx) => {
    const ending = await takeEnding(tx, new Date(now), new Date(now + WARN_DAYS * DAY_MS));
    for (const one of ending)
      await ctx.audit.record(tx, {
        actor: null,
        action: 'catalog.grant.expiring',
        subject: `request/${one.id}`,
        unitPath: one.unitPath,
        detail: { body: one.body, expiresAt: beijingIso(one.expiresAt.getTime()) },
      });
    return { warned: ending.length };
  });
}
