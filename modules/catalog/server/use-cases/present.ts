import { beijingIso, DAY_MS } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { type RequestRow, type ReviewRow, WARN_DAYS } from '../../contract.ts';
import { readToday } from '../meter.ts';
import type { RequestRecord } from '../sql/requests.ts';

export const APPROVE = 'catalog.approve';
const iso = (date: Date) => beijingIso(date.getTime());

/** A request as its applicant sees it; the key itself is never kept. */
export async function presentRequest(ctx: Context, one: RequestRecord): Promise<RequestRow> {
  const now = ctx.clock.now();
  const ends = one.expiresAt?.getTime() ?? null;
  const holds = one.state === 'approved' && ends !== null && ends > now;
  return {
    id: one.id,
    body: one.body,
    applicantName: one.applicantName,
    contact: one.contact,
    purpose: one.purpose,
    legalBasis: one.legalBasis,
    datasets: one.datasets,
    unitPath: one.unitPath,
    validTo: one.validTo,
    dailyRows: one.dailyRows,
    state: one.state,
    submittedAt: iso(one.submittedAt),
    granted:
      one.grantedDatasets && one.expiresAt
        ? {
            datasets: one.grantedDatasets,
            unitPath: one.grantedUnit!,
            dailyRows: one.grantedDailyRows!,
            perMinute: one.grantedPerMinute!,
            expiresAt: iso(one.expiresAt),
          }
        : null,
    decidedName: one.decidedName,
    decidedAt: one.decidedAt && iso(one.decidedAt),
    reason: one.reason,
    key: one.keyPrefix && one.keyIssuedAt ? { prefix: one.keyPrefix, issuedAt: iso(one.keyIssuedAt) } : null,
    expired: one.state === 'approved' && !holds,
    expiring: holds && ends - now <= WARN_DAYS * DAY_MS,
    readToday: one.grantedDatasets ? await readToday(ctx, one.id) : 0,
    simulated: one.simulated,
  };
}

/** Whose unit meets that of a request, from above or from below: from below only a part can be granted. */
export function mayApprove(ctx: Pick<Context, 'policy'>, actor: Actor, unitPath: string): boolean {
  const { unitPaths } = ctx.policy.scope(actor, APPROVE);
  return unitPaths.some((path) => path.startsWith(unitPath) || unitPath.startsWith(path));
}

export async function presentReview(ctx: Context, actor: Actor, one: RequestRecord): Promise<ReviewRow> {
  const own = one.applicantUser === actor.userId;
  return {
    ...(await presentRequest(ctx, one)),
    own,
    mayApprove: !own && mayApprove(ctx, actor, one.unitPath),
    mayRefuse: !own && ctx.policy.can(actor, APPROVE, { unitPath: one.grantedUnit ?? one.unitPath }),
  };
}
