import { beijingDate, beijingIso, DAY_MS, TarimError } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import type { getRequest, listRequests, listUse } from '../../contract.ts';
import { catalogErrors as E } from '../errors.ts';
import { keysOf, type RequestRecord, requestById, requests } from '../sql/requests.ts';
import { daysOfUse, linesOfUse } from '../sql/use.ts';
import { APPROVE, mayApprove, presentReview } from './present.ts';

const PAGE = 100;
const USE_DAYS = 30;
type Query = Static<NonNullable<typeof listRequests.query>>;

/** Requests of one's own, and those on which one may decide, the newest first. */
export async function readRequests(
  ctx: Context,
  actor: Actor,
  { view, state, before, limit = PAGE }: Query,
): Promise<Static<NonNullable<typeof listRequests.response>>> {
  const rows = await requests(ctx.db, {
    ...(view === 'review' ? {} : { applicant: actor.userId }),
    ...(view === 'mine' ? {} : { units: ctx.policy.scope(actor, APPROVE).unitPaths }),
    state,
    before,
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  return {
    requests: await Promise.all(shown.map((one) => presentReview(ctx, actor, one))),
    next: rows.length > limit ? shown.at(-1)!.id : null,
  };
}

/** The applicant's own, or one on which the reader may decide. @throws TarimError CATALOG_REQUEST_UNKNOWN */
async function seen(ctx: Context, actor: Actor, id: number): Promise<RequestRecord> {
  const found = await requestById(ctx.db, id);
  if (!found || (found.applicantUser !== actor.userId && !mayApprove(ctx, actor, found.unitPath)))
    throw new TarimError(E.requestUnknown, { id });
  return found;
}

export async function readRequest(
  ctx: Context,
  actor: Actor,
  id: number,
): Promise<Static<NonNullable<typeof getRequest.response>>> {
  const found = await seen(ctx, actor, id);
  const [days, keys] = await Promise.all([
    daysOfUse(ctx.db, { requestId: id }, beijingDate(ctx.clock.now() - (USE_DAYS - 1) * DAY_MS)),
    keysOf(ctx.db, id),
  ]);
  return {
    request: await presentReview(ctx, actor, found),
    days,
    keys: keys.map((one) => ({
      id: one.id,
      prefix: one.prefix,
      issuedAt: beijingIso(one.issuedAt.getTime()),
      revokedAt: one.revokedAt && beijingIso(one.revokedAt.getTime()),
    })),
  };
}

export async function readUse(
  ctx: Context,
  actor: Actor,
  id: number,
  { before, limit = PAGE }: Static<NonNullable<typeof listUse.query>>,
): Promise<Static<NonNullable<typeof listUse.response>>> {
  await seen(ctx, actor, id);
  const rows = await linesOfUse(ctx.db, id, before, limit + 1);
  const lines = rows.slice(0, limit);
  return {
    lines: lines.map((one) => ({ ...one, at: beijingIso(one.at.getTime()) })),
    next: rows.length > limit ? lines.at(-1)!.id : null,
  };
}
