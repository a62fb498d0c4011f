import { area } from '@tarim/geo';
import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context, DbOrTx } from '@tarim/platform';
import type { Static } from '@tarim/platform/contract';
import {
  type AcceptanceInput,
  type DiscardReason,
  type handOverPatch as handOverRoute,
  type JudgeInput,
  type submitPatch as submitRoute,
  type Verification,
  violationHandedOver,
} from '../../contract.ts';
import { showsAfter } from '../domain/life.ts';
import { redlineErrors as E } from '../errors.ts';
import { requireDay, requirePast, requireUnit, today, usableArea } from '../frame.ts';
import { classExists } from '../sql/activities.ts';
import { setOutline } from '../sql/patches.ts';
import { ruleInForce } from '../sql/rules.ts';
import type { ActInput } from './take.ts';

type BodyOf<R extends { body?: unknown }> = Static<
  NonNullable<R['body']> & import('@tarim/platform').TSchema
>;
const dayOf = (instant: string) => beijingDate(Date.parse(instant));

/** @throws TarimError REDLINE_CLASS_UNKNOWN */
export async function requireClass(db: DbOrTx, code: string | null): Promise<void> {
  if (code !== null && !(await classExists(db, code))) throw new TarimError(E.classUnknown, { code });
}

/** 解译 */
export const interpret = (input: { class: string; text?: string }): ActInput => ({
  text: input.text,
  detail: { class: input.class },
  change: { class: input.class },
  check: (_patch, _facts, tx) => requireClass(tx, input.class),
});

/** 剔除 @throws TarimError REDLINE_TEXT_MISSING */
export const discard = ({
  reason,
  text,
}: {
  reason: DiscardReason;
  text?: string | undefined;
}): ActInput => ({
  text,
  detail: { reason },
  change: { discardReason: reason },
  check: () => {
    if (reason === 'other-pseudo' && !text?.trim()) throw new TarimError(E.textMissing);
  },
});

/** 恢复: what it was discarded or judged for no longer holds. */
export const restore = (text: string): ActInput => ({
  text,
  change: { discardReason: null, judgement: null },
});

/**
 * 下发: to the unit in which it lies, or to another one that the person is competent for, too.
 * @throws TarimError REDLINE_UNIT_UNKNOWN, FORBIDDEN
 */
export const dispatch = (
  ctx: Context,
  actor: Actor,
  input: { unitPath?: string; requirement: string },
): ActInput => ({
  text: input.requirement,
  detail: input.unitPath ? { unitPath: input.unitPath } : {},
  ...(input.unitPath ? { change: { unitPath: input.unitPath } } : {}),
  check: async (_patch, _facts, tx) => {
    if (input.unitPath === undefined) return;
    await requireUnit(tx, input.unitPath);
    ctx.policy.require(actor, 'redline.dispatch', { unitPath: input.unitPath });
  },
});

/** 核查: where, when, what is there, pictures of it. @throws TarimError REDLINE_EVIDENCE_MISSING, REDLINE_GEOMETRY */
export async function verify(ctx: Context, input: Verification): Promise<ActInput> {
  const outline = input.outline == null ? null : await usableArea(input.outline);
  const outlineM2 = outline ? area(outline) : null;
  return {
    text: input.note,
    detail: {
      visitedAt: input.visitedAt,
      positions: input.positions,
      ...(input.class === null ? { nothing: true } : { class: input.class }),
      ...(outline ? { outline, outlineM2 } : {}),
    },
    evidence: input.evidence,
    ...(input.class === null ? {} : { change: { class: input.class } }),
    check: async (_patch, _facts, tx) => {
      if (input.evidence.length === 0) throw new TarimError(E.evidenceMissing, { what: 'photo' });
      if (Date.parse(input.visitedAt) > ctx.clock.now())
        throw new TarimError(E.dayFuture, { day: dayOf(input.visitedAt) });
      await requireClass(tx, input.class);
    },
    followUp: async (tx, patch) => {
      if (outline) await setOutline(tx, patch.id, outline, outlineM2!);
    },
  };
}

/** 判定 @throws TarimError REDLINE_APPROVAL_MISSING, REDLINE_RULE_MISSING, REDLINE_RULE_UNKNOWN */
export const judge = (ctx: Context, input: JudgeInput): ActInput => ({
  text: input.text,
  judgement: input.judgement,
  detail: {
    judgement: input.judgement,
    ...(input.approval ? { approval: input.approval } : {}),
    ...(input.ruleId ? { ruleId: input.ruleId } : {}),
  },
  check: async (_patch, _facts, tx) => {
    if (input.judgement === 'lawful' && !input.approval?.trim()) throw new TarimError(E.approvalMissing);
    if (input.judgement !== 'allowed') return;
    if (!input.ruleId) throw new TarimError(E.ruleMissing);
    const on = today(ctx);
    if (!(await ruleInForce(tx, input.ruleId, on)))
      throw new TarimError(E.ruleUnknown, { id: input.ruleId, on });
  },
});

/** The day by which it is to be put right lies ahead. @throws TarimError REDLINE_DAY_INVALID, REDLINE_DAY_ORDER */
function requireAhead(ctx: Context, day: string): void {
  requireDay(day);
  if (day < today(ctx)) throw new TarimError(E.dayOrder, { earlier: today(ctx), later: day });
}

/** 责令整改 */
export const order = (
  ctx: Context,
  input: { text: string; responsible: string; rectifyBy: string },
): ActInput => ({
  text: input.text,
  detail: { responsible: input.responsible, rectifyBy: input.rectifyBy },
  change: { rectifyBy: input.rectifyBy },
  check: () => requireAhead(ctx, input.rectifyBy),
});

/** 移交: to enforcement as a task of supervision, or to another department, which the log names. */
export const handOver = (
  ctx: Context,
  actor: Pick<Actor, 'name'>,
  input: BodyOf<typeof handOverRoute>,
): ActInput => ({
  text: input.text,
  detail: {
    to: input.to,
    suspected: input.suspected,
    rectifyBy: input.rectifyBy,
    ...(input.department ? { department: input.department } : {}),
  },
  change: { rectifyBy: input.rectifyBy },
  check: () => {
    requireAhead(ctx, input.rectifyBy);
    if (input.to === 'department' && !input.department?.trim()) throw new TarimError(E.departmentMissing);
  },
  followUp: async (tx, patch, at) => {
    if (input.to !== 'supervision') return;
    await ctx.outbox.publish(tx, violationHandedOver, {
      patchId: patch.id,
      code: patch.code,
      unitPath: patch.unitPath,
      lon: patch.lon,
      lat: patch.lat,
      suspected: input.suspected,
      facts: input.text,
      dueOn: input.rectifyBy,
      by: actor.name,
      at: beijingIso(at.getTime()),
      simulated: patch.simulated,
    });
  },
});

/** 申请验收 @throws TarimError REDLINE_EVIDENCE_MISSING, REDLINE_DAY_FUTURE */
export const submit = (ctx: Context, input: BodyOf<typeof submitRoute>): ActInput => ({
  text: input.text,
  detail: {
    rectifiedOn: input.rectifiedOn,
    before: input.before.map((one) => one.sha256),
    after: input.after.map((one) => one.sha256),
  },
  evidence: [...input.before, ...input.after],
  change: { rectifiedOn: input.rectifiedOn },
  check: (patch) => {
    requirePast(ctx, input.rectifiedOn);
    if (input.rectifiedOn < patch.afterOn)
      throw new TarimError(E.dayOrder, { earlier: patch.afterOn, later: input.rectifiedOn });
    if (input.before.length === 0) throw new TarimError(E.evidenceMissing, { what: 'before' });
    if (input.after.length === 0) throw new TarimError(E.evidenceMissing, { what: 'after' });
  },
});

/** 验收 and 回头看: both need something to see that is later than the rectification. @throws TarimError REDLINE_AFTER_TOO_EARLY */
export const acceptance = (ctx: Context, input: AcceptanceInput): ActInput => ({
  text: input.text,
  detail: {
    ...(input.afterScene ? { afterScene: input.afterScene } : {}),
    ...(input.afterOn ? { afterOn: input.afterOn } : {}),
  },
  evidence: input.evidence,
  check: (_patch, facts) => {
    if (input.afterOn) requireDay(input.afterOn);
    const day = facts.rectifiedOn ?? '';
    if (!showsAfter(input, day, today(ctx), dayOf)) throw new TarimError(E.afterTooEarly, { day });
  },
});

/** 验收不通过: what was reported done is not. */
export const refuse = (text: string): ActInput => ({ text, change: { rectifiedOn: null } });

/** 回头看发现反弹 */
export const reopen = (
  ctx: Context,
  input: { text: string; rectifyBy: string; evidence: ActInput['evidence'] },
): ActInput => ({
  text: input.text,
  detail: { rectifyBy: input.rectifyBy },
  evidence: input.evidence ?? [],
  change: { rectifyBy: input.rectifyBy, rectifiedOn: null },
  check: () => requireAhead(ctx, input.rectifyBy),
});
