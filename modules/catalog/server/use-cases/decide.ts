import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, platformErrors, type Static, type Tx } from '@tarim/platform';
import { type ApproveBody, DEFAULT_PER_MINUTE, type ReviewRow } from '../../contract.ts';
import { beyond, endOfDay } from '../domain/grant.ts';
import { catalogErrors as E } from '../errors.ts';
import { decide, grant, lockRequest, type RequestRecord, requestById, revokeKeys } from '../sql/requests.ts';
import { checkPeriod, checkSets, checkUnit } from './ask.ts';
import { APPROVE, mayApprove, presentReview } from './present.ts';

/** A request of units that one's own do not meet is as if it did not exist. @throws TarimError CATALOG_REQUEST_UNKNOWN, CATALOG_OWN_REQUEST */
async function reviewed(ctx: Context, actor: Actor, id: number): Promise<RequestRecord> {
  const found = await requestById(ctx.db, id);
  if (!found || !mayApprove(ctx, actor, found.unitPath)) throw new TarimError(E.requestUnknown, { id });
  if (found.applicantUser === actor.userId) throw new TarimError(E.ownRequest);
  return found;
}

/**
 * 批准: what was asked for, or less. Who approves has to be competent for the unit that is granted, and to be allowed to
 * read each set.
 * @throws TarimError CATALOG_REQUEST_UNKNOWN, CATALOG_OWN_REQUEST, CATALOG_ACT_NOT_NOW, CATALOG_BEYOND_REQUEST, FORBIDDEN
 */
export async function approveRequest(
  ctx: Context,
  actor: Actor,
  id: number,
  body: Static<typeof ApproveBody>,
): Promise<ReviewRow> {
  const asked = await reviewed(ctx, actor, id);
  const granted = {
    datasets: body.datasets ?? asked.datasets,
    unitPath: body.unitPath ?? asked.unitPath,
    validTo: body.validTo ?? asked.validTo,
    dailyRows: body.dailyRows ?? asked.dailyRows,
  };
  ctx.policy.require(actor, APPROVE, { unitPath: granted.unitPath });
  const what = beyond(asked, granted);
  if (what !== null) throw new TarimError(E.beyondRequest, { what });
  // Declarations change while a request waits.
  checkSets(ctx, granted.datasets);
  await checkUnit(ctx, granted.unitPath);
  checkPeriod(ctx, granted.validTo);
  for (const { dataset } of granted.datasets)
    if (!ctx.policy.can(actor, ctx.datasets.get(dataset)!.action))
      throw new TarimError(platformErrors.forbidden, { action: ctx.datasets.get(dataset)!.action });
  await act(ctx, actor, asked, 'submitted', 'catalog.request.approved', granted.unitPath, async (tx) => {
    await grant(tx, {
      id,
      state: 'approved',
      by: actor.userId,
      name: actor.name,
      at: new Date(ctx.clock.now()),
      reason: body.reason?.trim() || null,
      datasets: granted.datasets,
      unitPath: granted.unitPath,
      dailyRows: granted.dailyRows,
      perMinute: body.perMinute ?? DEFAULT_PER_MINUTE,
      expiresAt: new Date(endOfDay(granted.validTo)),
    });
    return granted;
  });
  return presentReview(ctx, actor, (await requestById(ctx.db, id))!);
}

/** 退回 @throws TarimError CATALOG_REQUEST_UNKNOWN, CATALOG_OWN_REQUEST, CATALOG_ACT_NOT_NOW, FORBIDDEN */
export async function refuseRequest(
  ctx: Context,
  actor: Actor,
  id: number,
  reason: string,
): Promise<ReviewRow> {
  const asked = await reviewed(ctx, actor, id);
  ctx.policy.require(actor, APPROVE, { unitPath: asked.unitPath });
  await act(ctx, actor, asked, 'submitted', 'catalog.request.refused', asked.unitPath, async (tx) => {
    await decide(tx, decisionOf(ctx, actor, id, 'refused', reason));
    return { reason };
  });
  return presentReview(ctx, actor, (await requestById(ctx.db, id))!);
}

/** 停用授权: its keys end at once. @throws TarimError as `refuseRequest` */
export async function revokeGrant(
  ctx: Context,
  actor: Actor,
  id: number,
  reason: string,
): Promise<ReviewRow> {
  const asked = await reviewed(ctx, actor, id);
  const unitPath = asked.grantedUnit ?? asked.unitPath;
  ctx.policy.require(actor, APPROVE, { unitPath });
  await act(ctx, actor, asked, 'approved', 'catalog.grant.revoked', unitPath, async (tx) => {
    const decision = decisionOf(ctx, actor, id, 'revoked', reason);
    await decide(tx, decision);
    return { reason, keys: await revokeKeys(tx, id, decision.at) };
  });
  return presentReview(ctx, actor, (await requestById(ctx.db, id))!);
}

/** 撤回: the applicant's own, while nobody decided. @throws TarimError CATALOG_REQUEST_UNKNOWN, CATALOG_ACT_NOT_NOW */
export async function withdrawRequest(ctx: Context, actor: Actor, id: number): Promise<ReviewRow> {
  const asked = await requestById(ctx.db, id);
  if (!asked || asked.applicantUser !== actor.userId) throw new TarimError(E.requestUnknown, { id });
  // Whoever asked has no power over the unit: it is the platform that writes.
  await ctx.db.transaction().execute(async (tx) => {
    await lockRequest(tx, id);
    mustBe(await requestById(tx, id), 'submitted');
    await decide(tx, { ...decisionOf(ctx, actor, id, 'withdrawn', ''), reason: null });
    await ctx.audit.record(tx, {
      actor,
      action: 'catalog.request.withdrawn',
      subject: `request/${id}`,
      unitPath: asked.unitPath,
    });
  });
  return presentReview(ctx, actor, (await requestById(ctx.db, id))!);
}

const decisionOf = (
  ctx: Context,
  actor: Actor,
  id: number,
  state: RequestRecord['state'],
  reason: string,
) => ({ id, state, by: actor.userId, name: actor.name, at: new Date(ctx.clock.now()), reason });

async function act(
  ctx: Context,
  actor: Actor,
  { id }: RequestRecord,
  state: RequestRecord['state'],
  action: string,
  unitPath: string,
  write: (tx: Tx) => Promise<Record<string, unknown>>,
): Promise<void> {
  await asActor(ctx, actor, APPROVE, async (tx) => {
    await lockRequest(tx, id);
    mustBe(await requestById(tx, id), state);
    const detail = await write(tx);
    await ctx.audit.record(tx, { actor, action, subject: `request/${id}`, unitPath, detail });
  });
}

function mustBe(one: RequestRecord | null, state: RequestRecord['state']): void {
  if (one?.state !== state) throw new TarimError(E.actNotNow, { state: one?.state ?? '' });
}
