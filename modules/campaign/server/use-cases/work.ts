import { visitForCase } from '@tarim/inspection/queries';
import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import type { CampaignObject, ResultEntry, ResultInput } from '../../contract.ts';
import { isProblem } from '../domain/progress.ts';
import { stateOf } from '../domain/steps.ts';
import { campaignErrors as E } from '../errors.ts';
import { insertAnswer, memberRows } from '../sql/members.ts';
import { insertResult, type ObjectRow, objectRows, resultRows } from '../sql/objects.ts';
import { lockPlan, stepRows } from '../sql/plans.ts';
import { objectsOf, presentResult, requirePlan, WORK } from './read.ts';

interface AnswerInput {
  readonly unitPath: string;
  readonly answer: 'confirmed' | 'declined';
  readonly note: string;
}

/**
 * An invited unit says whether it takes part, by somebody with rights there; nobody says it for the unit of another hierarchy.
 * @throws TarimError CAMPAIGN_UNKNOWN, CAMPAIGN_NOT_MEMBER, CAMPAIGN_STATE_UNFIT, FORBIDDEN
 */
export async function answerInvitation(
  ctx: Context,
  actor: Actor,
  id: number,
  { unitPath, answer, note }: AnswerInput,
): Promise<{ unitPath: string; answer: 'confirmed' | 'declined' }> {
  await requirePlan(ctx.db, id);
  ctx.policy.require(actor, WORK, { unitPath });
  return asActor(ctx, actor, WORK, async (tx) => {
    await lockPlan(tx, id);
    const member = (await memberRows(tx, id)).find((one) => one.unitPath === unitPath);
    if (!member) throw new TarimError(E.notMember, { unit: unitPath });
    if (stateOf((await stepRows(tx, id)).map(({ act }) => act)) !== 'issued')
      throw new TarimError(E.stateUnfit);
    await insertAnswer(tx, id, {
      unitPath,
      nth: member.answers + 1,
      answer,
      note: note.trim(),
      by: actor.name,
      at: new Date(ctx.clock.now()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: `campaign.${answer}`,
      subject: `campaign/${id}`,
      unitPath,
    });
    return { unitPath, answer };
  });
}

async function requireObject(db: DbOrTx, id: number, enterpriseId: number): Promise<ObjectRow> {
  const one = (await objectRows(db, id)).find((object) => object.enterpriseId === enterpriseId);
  if (!one) throw new TarimError(E.objectUnknown, { id: enterpriseId });
  return one;
}

/** @throws TarimError CAMPAIGN_DAY_INVALID, CAMPAIGN_ITEM_INVALID, CAMPAIGN_RESULT_INVALID */
function checkResult(
  { from, items }: { readonly from: string; readonly items: readonly string[] },
  { result, on, wanting, caseNumber, open }: ResultInput,
  today: string,
): void {
  if (on < from || on > today) throw new TarimError(E.dayUnfit);
  if (wanting.some((key) => key > items.length) || new Set(wanting).size < wanting.length)
    throw new TarimError(E.itemUnfit);
  const odd =
    (wanting.length > 0 && !isProblem(result)) ||
    (open && result === 'no-problem') ||
    (result === 'filed' && caseNumber.trim() === '');
  if (odd) throw new TarimError(E.resultUnfit);
}

/**
 * The unit that an object is assigned to writes what it found; a later result takes the place of the earlier, which stays.
 * @throws TarimError CAMPAIGN_UNKNOWN, CAMPAIGN_OBJECT_UNKNOWN, CAMPAIGN_STATE_UNFIT, CAMPAIGN_VISIT_INVALID, as `checkResult`, FORBIDDEN
 */
export async function writeResult(
  ctx: Context,
  actor: Actor,
  id: number,
  enterpriseId: number,
  input: ResultInput,
): Promise<CampaignObject> {
  const plan = await requirePlan(ctx.db, id);
  const { unitPath } = await requireObject(ctx.db, id, enterpriseId);
  ctx.policy.require(actor, WORK, { unitPath });
  const at = new Date(ctx.clock.now());
  checkResult(plan, input, beijingDate(at.getTime()));
  if (input.visitId !== null) {
    const visit = await visitForCase(ctx, actor, input.visitId);
    if (visit?.enterpriseId !== enterpriseId) throw new TarimError(E.visitUnfit, { id: input.visitId });
  }
  return asActor(ctx, actor, WORK, async (tx) => {
    await lockPlan(tx, id);
    const state = stateOf((await stepRows(tx, id)).map(({ act }) => act));
    if (state !== 'running' && state !== 'summing-up') throw new TarimError(E.stateUnfit);
    const before = await resultRows(tx, id, enterpriseId);
    await insertResult(tx, id, {
      ...input,
      wanting: input.wanting.toSorted((a, b) => a - b),
      note: input.note.trim(),
      caseNumber: input.caseNumber.trim(),
      enterpriseId,
      unitPath,
      nth: before.length + 1,
      by: actor.name,
      at,
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'campaign.result.written',
      subject: `campaign/${id}/${enterpriseId}`,
      unitPath,
      detail: { result: input.result, nth: before.length + 1 },
    });
    return (await objectsOf(ctx, actor, tx, id, true)).find((one) => one.enterpriseId === enterpriseId)!;
  });
}

/** @throws TarimError CAMPAIGN_UNKNOWN, CAMPAIGN_OBJECT_UNKNOWN */
export async function listResults(
  ctx: Context,
  id: number,
  enterpriseId: number,
): Promise<{ results: ResultEntry[] }> {
  await requirePlan(ctx.db, id);
  await requireObject(ctx.db, id, enterpriseId);
  return { results: (await resultRows(ctx.db, id, enterpriseId)).map(presentResult) };
}
