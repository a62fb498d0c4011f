import { area } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import type {
  Activity,
  ActivityInput,
  Approval,
  ApprovalInput,
  Evidence,
  LimitedRule,
  LimitedRuleInput,
  Marker,
  MarkerInput,
  StepTerm,
} from '../../contract.ts';
import { redlineErrors as E } from '../errors.ts';
import { geos, placeOf, requireDay, requireOrder, requirePast, requireUnit, usableArea } from '../frame.ts';
import { insideOf } from '../overlay.ts';
import { activityRows, putActivity, sightingsOf } from '../sql/activities.ts';
import { versionsOf } from '../sql/areas.ts';
import { approvalRows, insertApproval, insertInspection, insertMarker, markerById } from '../sql/ledger.ts';
import { endRule, insertRule, lockRule } from '../sql/rules.ts';
import { readTerms, writeTerm } from '../sql/terms.ts';
import { requireClass } from './acts.ts';
import { requireOwnFiles } from './files.ts';

const RECORD = 'redline.record';
const now = (ctx: Context) => new Date(ctx.clock.now());

/** @throws TarimError REDLINE_MARKER_TAKEN, REDLINE_AREA_UNKNOWN, REDLINE_UNIT_UNKNOWN */
export async function createMarker(ctx: Context, actor: Actor, input: MarkerInput): Promise<Marker> {
  ctx.policy.require(actor, RECORD, { unitPath: input.unitPath });
  await requireUnit(ctx.db, input.unitPath);
  if (input.placedOn !== null) requirePast(ctx, input.placedOn);
  const { areaKind, areaCode: code } = input;
  if ((await versionsOf(ctx.db, areaKind, code)).length === 0)
    throw new TarimError(E.areaUnknown, { code, on: input.placedOn ?? '' });
  return asActor(ctx, actor, RECORD, async (tx) => {
    const made = await insertMarker(tx, input, now(ctx));
    if (!made) throw new TarimError(E.markerTaken, { code: input.code });
    await ctx.audit.record(tx, {
      actor,
      action: 'redline.marker.created',
      subject: made.code,
      unitPath: made.unitPath,
    });
    return made;
  });
}

/** 巡护 @throws TarimError REDLINE_MARKER_UNKNOWN */
export async function inspectMarker(
  ctx: Context,
  actor: Actor,
  id: number,
  input: { on: string; condition: Marker['condition']; note: string | null; evidence: readonly Evidence[] },
): Promise<Marker> {
  const marker = await markerById(ctx.db, id);
  if (!marker) throw new TarimError(E.markerUnknown, { id });
  ctx.policy.require(actor, RECORD, { unitPath: marker.unitPath });
  requirePast(ctx, input.on);
  return asActor(ctx, actor, RECORD, async (tx) => {
    await requireOwnFiles(tx, actor.userId, input.evidence);
    const by = { byName: actor.name, byUser: actor.userId, at: now(ctx) };
    await insertInspection(tx, { ...input, ...by, markerId: id, unitPath: marker.unitPath });
    await ctx.audit.record(tx, {
      actor,
      action: 'redline.marker.inspected',
      subject: marker.code,
      unitPath: marker.unitPath,
      detail: { on: input.on, condition: input.condition },
    });
    return (await markerById(tx, id))!;
  });
}

/**
 * A sighting of a human activity: of a new code it registers it, of a known one it adds to its history.
 * @throws TarimError REDLINE_GEOMETRY, REDLINE_OUTSIDE_REGION, REDLINE_CLASS_UNKNOWN, REDLINE_APPROVAL_UNKNOWN
 */
export async function recordActivity(ctx: Context, actor: Actor, input: ActivityInput): Promise<Activity> {
  requirePast(ctx, input.seenOn);
  const geometry = await usableArea(input.geometry);
  const { unitPath } = await placeOf(ctx.db, geometry);
  const [known] = await activityRows(ctx.db, { code: input.code });
  const unit = known?.unitPath ?? unitPath;
  ctx.policy.require(actor, RECORD, { unitPath: unit });
  await requireClass(ctx.db, input.class);
  if (input.approvalId !== null && (await approvalRows(ctx.db, { id: input.approvalId })).length === 0)
    throw new TarimError(E.approvalUnknown, { id: input.approvalId });
  const inside = await insideOf(ctx.db, geos(), geometry, input.seenOn);
  return asActor(ctx, actor, RECORD, async (tx) => {
    const sighting = {
      ...input,
      unitPath: unit,
      geometry,
      areaM2: area(geometry),
      inside,
      simulated: known?.simulated ?? false,
    };
    const id = await putActivity(tx, sighting, actor.name, now(ctx));
    await ctx.audit.record(tx, {
      actor,
      action: 'redline.activity.recorded',
      subject: input.code,
      unitPath: unit,
      detail: { seenOn: input.seenOn, status: input.status },
    });
    return (await activityRows(tx, { id }))[0]!;
  });
}

/** @throws TarimError REDLINE_ACTIVITY_UNKNOWN */
export async function getActivity(ctx: Context, id: number) {
  const [activity] = await activityRows(ctx.db, { id });
  if (!activity) throw new TarimError(E.activityUnknown, { id });
  return { activity, history: await sightingsOf(ctx.db, id) };
}

/** @throws TarimError REDLINE_GEOMETRY, REDLINE_OUTSIDE_REGION, REDLINE_APPROVAL_TAKEN, REDLINE_DAY_ORDER */
export async function createApproval(ctx: Context, actor: Actor, input: ApprovalInput): Promise<Approval> {
  requireDay(input.validFrom);
  if (input.validTo !== null) requireOrder(input.validFrom, input.validTo);
  const geometry = await usableArea(input.geometry);
  const { unitPath } = await placeOf(ctx.db, geometry);
  ctx.policy.require(actor, RECORD, { unitPath });
  const inside = await insideOf(ctx.db, geos(), geometry, input.validFrom);
  return asActor(ctx, actor, RECORD, async (tx) => {
    const approval = { ...input, unitPath, geometry, areaM2: area(geometry), inside, simulated: false };
    const made = await insertApproval(tx, approval, actor.name, now(ctx));
    if (!made) throw new TarimError(E.approvalTaken, { number: input.number });
    await ctx.audit.record(tx, {
      actor,
      action: 'redline.approval.created',
      subject: input.number,
      unitPath,
    });
    return made;
  });
}

/** A new version of a rule ends the one before; a past day is answered as it was. @throws TarimError REDLINE_DAY_ORDER, REDLINE_CLASS_UNKNOWN */
export async function reviseLimitedRule(
  ctx: Context,
  actor: Actor,
  input: LimitedRuleInput,
): Promise<LimitedRule> {
  requireDay(input.effectiveFrom);
  return ctx.db.transaction().execute(async (tx) => {
    for (const code of input.classes) await requireClass(tx, code);
    const last = await lockRule(tx, input.key);
    if (last) {
      requireOrder(last.effectiveFrom, input.effectiveFrom);
      await endRule(tx, last.id, input.effectiveFrom);
    }
    const made = await insertRule(tx, input, (last?.version ?? 0) + 1, actor.name);
    await ctx.audit.record(tx, {
      actor,
      action: 'redline.rule.revised',
      subject: input.key,
      detail: { version: made.version, effectiveFrom: input.effectiveFrom, reason: input.reason },
    });
    return made;
  });
}

export async function setTerm(
  ctx: Context,
  actor: Actor,
  input: Pick<StepTerm, 'state' | 'length' | 'unit'>,
): Promise<StepTerm> {
  return ctx.db.transaction().execute(async (tx) => {
    await writeTerm(tx, input, actor.name, now(ctx));
    await ctx.audit.record(tx, {
      actor,
      action: 'redline.term.set',
      subject: input.state,
      detail: { length: input.length, unit: input.unit },
    });
    return (await readTerms(tx)).find((one) => one.state === input.state)!;
  });
}
