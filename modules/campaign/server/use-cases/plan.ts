import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { enterprisesByIds } from '@tarim/registry/queries';
import type { CampaignAct, CampaignChange, CampaignDetail, CampaignInput } from '../../contract.ts';
import { actsOf, needsNote, stateOf } from '../domain/steps.ts';
import { campaignErrors as E } from '../errors.ts';
import { memberRows, replaceMembers } from '../sql/members.ts';
import { dropStrayObjects, objectRows, replaceObjects } from '../sql/objects.ts';
import { insertPlan, insertStep, lockPlan, stepRows, updatePlan } from '../sql/plans.ts';
import { getCampaign, PLAN, requirePlan } from './read.ts';

interface Named {
  readonly path: string;
  readonly name: string;
}

const hierarchyOf = (path: string): string => path.split('/')[1]!;

/** @throws TarimError CAMPAIGN_UNIT_MISSING, CAMPAIGN_UNIT_TWICE, CAMPAIGN_KIND_INVALID, CAMPAIGN_PERIOD_INVALID */
async function checkPlan(
  db: DbOrTx,
  leadPath: string,
  one: CampaignChange,
): Promise<{ lead: Named; members: Named[] }> {
  if (one.from > one.to) throw new TarimError(E.periodUnfit);
  const named = async (path: string): Promise<Named> => {
    const unit = await unitByPath(db, path);
    if (!unit) throw new TarimError(E.unitUnknown, { unit: path });
    return { path, name: unit.names.zh };
  };
  const lead = await named(leadPath);
  const members: Named[] = [];
  for (const path of one.units) {
    if (path === leadPath || members.some((other) => other.path === path))
      throw new TarimError(E.unitTwice, { unit: path });
    members.push(await named(path));
  }
  const hierarchies = new Set([leadPath, ...one.units].map(hierarchyOf));
  const fits = {
    special: true,
    areas: members.length > 0,
    departments: one.departments.length > 0,
    'region-corps': hierarchies.size > 1,
  }[one.kind];
  if (!fits) throw new TarimError(E.kindUnfit);
  return { lead, members };
}

const tidied = <T extends CampaignChange>(one: T): T => ({
  ...one,
  title: one.title.trim(),
  goals: one.goals.trim(),
  items: one.items.map((item) => item.trim()),
  departments: one.departments.map((name) => name.trim()),
});

/** @throws TarimError as `checkPlan`, FORBIDDEN */
export async function draftCampaign(
  ctx: Context,
  actor: Actor,
  input: CampaignInput,
  simulated = false,
): Promise<CampaignDetail> {
  const { leadPath } = input;
  ctx.policy.require(actor, PLAN, { unitPath: leadPath });
  const { lead, members } = await checkPlan(ctx.db, leadPath, input);
  return asActor(ctx, actor, PLAN, async (tx) => {
    const values = { ...tidied(input), leadName: lead.name };
    const id = await insertPlan(tx, values, {
      simulated,
      by: actor.name,
      at: new Date(ctx.clock.now()),
    });
    await replaceMembers(tx, id, leadPath, members);
    await ctx.audit.record(tx, {
      actor,
      action: 'campaign.drafted',
      subject: `campaign/${id}`,
      unitPath: leadPath,
      detail: { title: values.title, units: input.units },
    });
    return getCampaign(ctx, actor, id, tx);
  });
}

async function currentState(db: DbOrTx, id: number) {
  return stateOf((await stepRows(db, id)).map(({ act }) => act));
}

/** What is issued is changed no more: those who confirmed did so for this plan. @throws TarimError as `checkPlan`, CAMPAIGN_UNKNOWN, CAMPAIGN_STATE_UNFIT, FORBIDDEN */
export async function changeCampaign(
  ctx: Context,
  actor: Actor,
  id: number,
  input: CampaignChange,
): Promise<CampaignDetail> {
  const { leadPath, leadName } = await requirePlan(ctx.db, id);
  ctx.policy.require(actor, PLAN, { unitPath: leadPath });
  const { members } = await checkPlan(ctx.db, leadPath, input);
  return asActor(ctx, actor, PLAN, async (tx) => {
    await lockPlan(tx, id);
    if ((await currentState(tx, id)) !== 'draft') throw new TarimError(E.stateUnfit);
    await updatePlan(tx, id, { ...tidied(input), leadPath, leadName });
    await replaceMembers(tx, id, leadPath, members);
    await dropStrayObjects(tx, id, [leadPath, ...input.units]);
    await ctx.audit.record(tx, {
      actor,
      action: 'campaign.changed',
      subject: `campaign/${id}`,
      unitPath: leadPath,
      detail: { units: input.units },
    });
    return getCampaign(ctx, actor, id, tx);
  });
}

export interface Assignment {
  readonly enterpriseId: number;
  readonly unitPath: string;
}

/**
 * Says which participating unit looks at which enterprise; all at once. An enterprise outside the unit is one of a crossed inspection
 * (交叉检查), and may be.
 * @throws TarimError CAMPAIGN_UNKNOWN, CAMPAIGN_STATE_UNFIT, CAMPAIGN_NOT_MEMBER, CAMPAIGN_ENTERPRISE_MISSING, FORBIDDEN
 */
export async function assignObjects(
  ctx: Context,
  actor: Actor,
  id: number,
  objects: readonly Assignment[],
): Promise<{ objects: number }> {
  const { leadPath } = await requirePlan(ctx.db, id);
  ctx.policy.require(actor, PLAN, { unitPath: leadPath });
  const known = new Map(
    (
      await enterprisesByIds(
        ctx.db,
        objects.map(({ enterpriseId }) => enterpriseId),
      )
    ).map((one) => [one.id, one]),
  );
  return asActor(ctx, actor, PLAN, async (tx) => {
    await lockPlan(tx, id);
    const state = await currentState(tx, id);
    if (state !== 'draft' && state !== 'issued') throw new TarimError(E.stateUnfit);
    const units = new Set([leadPath, ...(await memberRows(tx, id)).map(({ unitPath }) => unitPath)]);
    const seen = new Set<number>();
    const rows = objects.map(({ enterpriseId, unitPath }) => {
      const one = known.get(enterpriseId);
      if (!one || seen.has(enterpriseId)) throw new TarimError(E.enterpriseUnknown, { id: enterpriseId });
      if (!units.has(unitPath)) throw new TarimError(E.notMember, { unit: unitPath });
      seen.add(enterpriseId);
      return { enterpriseId, name: one.name, uscc: one.uscc, enterprisePath: one.unitPath, unitPath };
    });
    await replaceObjects(tx, id, leadPath, rows);
    await ctx.audit.record(tx, {
      actor,
      action: 'campaign.assigned',
      subject: `campaign/${id}`,
      unitPath: leadPath,
      detail: { objects: rows.length },
    });
    return { objects: rows.length };
  });
}

/** @throws TarimError CAMPAIGN_OBJECTS_MISSING, CAMPAIGN_NOT_CONFIRMED, CAMPAIGN_UNFINISHED */
async function checkStep(db: DbOrTx, id: number, act: CampaignAct, leadPath: string): Promise<void> {
  const objects = await objectRows(db, id);
  if (act === 'start') {
    if (objects.length === 0) throw new TarimError(E.objectsMissing);
    const members = await memberRows(db, id);
    const confirmed = new Set(
      members.filter(({ answer }) => answer === 'confirmed').map(({ unitPath }) => unitPath),
    );
    const waiting = [...new Set(objects.map(({ unitPath }) => unitPath))].filter(
      (path) => path !== leadPath && !confirmed.has(path),
    );
    if (waiting.length > 0) {
      const names = new Map(members.map(({ unitPath, name }) => [unitPath, name]));
      throw new TarimError(E.notConfirmed, { units: waiting.map((path) => names.get(path)).join('、') });
    }
  }
  if (act === 'close') {
    const { done } = await requirePlan(db, id);
    if (done < objects.length) throw new TarimError(E.unfinished, { n: objects.length - done });
  }
}

/** @throws TarimError CAMPAIGN_UNKNOWN, CAMPAIGN_STATE_UNFIT, CAMPAIGN_NOTE_MISSING, as `checkStep`, FORBIDDEN */
export async function stepCampaign(
  ctx: Context,
  actor: Actor,
  id: number,
  { act, note }: { readonly act: CampaignAct; readonly note: string },
): Promise<CampaignDetail> {
  const { leadPath } = await requirePlan(ctx.db, id);
  ctx.policy.require(actor, PLAN, { unitPath: leadPath });
  return asActor(ctx, actor, PLAN, async (tx) => {
    await lockPlan(tx, id);
    const steps = await stepRows(tx, id);
    if (!actsOf(stateOf(steps.map((one) => one.act))).includes(act)) throw new TarimError(E.stateUnfit);
    if (needsNote(act) && note.trim() === '') throw new TarimError(E.noteMissing);
    await checkStep(tx, id, act, leadPath);
    await insertStep(tx, id, {
      nth: steps.length + 1,
      unitPath: leadPath,
      act,
      note: note.trim(),
      byId: actor.userId,
      by: actor.name,
      at: new Date(ctx.clock.now()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: `campaign.${act}`,
      subject: `campaign/${id}`,
      unitPath: leadPath,
    });
    return getCampaign(ctx, actor, id, tx);
  });
}
