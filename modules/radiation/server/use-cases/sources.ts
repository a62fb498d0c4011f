import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx, type Tx } from '@tarim/platform';
import { calendarOf } from '@tarim/supervision/queries';
import type { SourceAct, SourceDetail, SourceInput } from '../../contract.ts';
import { byDue, dueOf } from '../domain/clocks.ts';
import { possibleSourceActs, sourceClocks, sourceRefusal } from '../domain/source-life.ts';
import { openFilings, openTransfer, sourceStanding } from '../domain/source-state.ts';
import { boundsOf, codeOf, curveOf, type Particulars, sourceOn } from '../domain/today.ts';
import { radiationErrors as E } from '../errors.ts';
import { problemText } from '../problem-words.ts';
import { insertSource, type SourceRow, sourceRows, updateHolder, updateState } from '../sql/sources.ts';
import { insertStep, lockSteps, stepRows } from '../sql/steps.ts';
import type { UnitRow } from '../sql/units.ts';
import type { Tongue } from '../words.ts';
import { MANAGE, sourceAction, throwRefusal } from './actions.ts';
import { takenSteps } from './gather.ts';
import { licensedOn } from './licences.ts';
import { presentSource } from './present-source.ts';
import { requireUnit } from './units.ts';

/** @throws TarimError RADIATION_SOURCE_UNKNOWN */
async function requireSource(db: DbOrTx, id: number): Promise<SourceRow> {
  const [row] = await sourceRows(db, { id });
  if (!row) throw new TarimError(E.sourceUnknown, { id });
  return row;
}

const exemptOf = (category: string | null): boolean | null =>
  category === null ? null : category === 'exempt';

/** @throws TarimError RADIATION_SOURCE_UNKNOWN */
export async function getSource(
  ctx: Context,
  id: number,
  tongue: Tongue,
  db: DbOrTx = ctx.db,
): Promise<SourceDetail> {
  const row = await requireSource(db, id);
  const steps = (await stepRows(db, 'source', [id])).get(id) ?? [];
  const acts = steps.map(({ act }) => act);
  const standing = sourceStanding(acts);
  const now = ctx.clock.now();
  const today = beijingDate(now);
  const calendar = await calendarOf(ctx, db, row.unitPath);
  const code = codeOf(row.code);
  const transfer = openTransfer(standing);
  const { category, problems: doubts } = sourceOn(row, today);
  const problems = [...(code?.problems ?? []), ...doubts];
  return {
    ...presentSource(row, standing, now),
    codeParts: code?.parts
      ? {
          producer: code.parts.producer,
          producerZh: code.parts.producerZh,
          year: code.parts.year,
          nuclide: code.parts.nuclide,
          serial: code.parts.serial,
          category: code.parts.category,
          unknown: [...code.unknown],
        }
      : null,
    problems: problems.map((one) => ({ code: one.code, message: problemText(one, tongue) })),
    transfer: transfer && {
      to: transfer.to,
      state: transfer.approvedOn ? 'approved' : transfer.acceptedOn ? 'accepted' : 'applied',
      endsOn: transfer.approvedOn && dueOf('batch-transfer', transfer.approvedOn, calendar),
    },
    acts: possibleSourceActs({ ...row, belowExemption: exemptOf(category) }, acts, today, calendar),
    openFilings: openFilings(standing),
    clocks: byDue(sourceClocks(row, standing, now, calendar)),
    steps: takenSteps(steps),
    curve: curveOf(row, today),
    bounds: boundsOf(row.nuclide),
  };
}

/**
 * A source with its first step.
 * @returns its number; null: one of its code is there already
 */
export async function enterSource(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  unit: Pick<UnitRow, 'id' | 'unitPath'>,
  one: Particulars & Pick<SourceInput, 'origin' | 'on' | 'document'>,
  simulated: boolean,
): Promise<number | null> {
  const id = await insertSource(tx, unit, one, simulated);
  if (id === null) return null;
  const { origin, on, document } = one;
  await insertStep(tx, 'source', {
    id,
    nth: 1,
    unitPath: unit.unitPath,
    act: { act: 'hold', origin, on, document },
    actor,
    at: new Date(ctx.clock.now()),
  });
  return id;
}

/** Blanks and small letters of a code are put right; an unreadable one stays as it is, and is prompted. */
export const plainCode = (code: string | null): string | null =>
  code === null || code.trim() === '' ? null : code.replace(/[\s\-－]/g, '').toUpperCase();

/** @throws TarimError RADIATION_UNIT_UNKNOWN, RADIATION_CODE_TAKEN, RADIATION_CODE_REASON_MISSING, RADIATION_MEASURED_INVALID, RADIATION_DAY_FUTURE, FORBIDDEN */
export async function addSource(
  ctx: Context,
  actor: Actor,
  unitId: number,
  one: SourceInput,
  tongue: Tongue,
  simulated = false,
): Promise<SourceDetail> {
  const unit = await requireUnit(ctx.db, unitId);
  const { unitPath } = unit;
  ctx.policy.require(actor, MANAGE, { unitPath });
  const code = plainCode(one.code);
  if (code === null && one.noCode.trim() === '') throw new TarimError(E.codeReason);
  if (one.measuredOn !== null && one.measuredOn > one.on) throw new TarimError(E.measuredFuture);
  const calendar = await calendarOf(ctx, ctx.db, unitPath);
  const { on, document, origin } = one;
  const facts = { unitId, code, category: one.category, belowExemption: null };
  const first: SourceAct = { act: 'hold', on, document, origin };
  const refusal = sourceRefusal(facts, [], first, beijingDate(ctx.clock.now()), calendar);
  if (refusal) throwRefusal(refusal, tongue);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const id = await enterSource(ctx, tx, actor, unit, { ...one, code }, simulated);
    if (id === null) throw new TarimError(E.codeTaken);
    await ctx.audit.record(tx, {
      actor,
      action: 'radiation.source.added',
      subject: `source/${id}`,
      unitPath,
      detail: { code, nuclide: one.nuclide },
    });
    return getSource(ctx, id, tongue, tx);
  });
}

/**
 * One step of a source: locked, judged by what stands, written. A move within the register changes its holder; whoever takes it is
 * competent for both.
 * @throws TarimError of `domain/source-life.ts`; RADIATION_SOURCE_UNKNOWN, RADIATION_RECEIVER_MISSING, RADIATION_RECEIVER_UNLICENSED, FORBIDDEN
 */
export async function actOnSource(
  ctx: Context,
  actor: Actor,
  id: number,
  act: SourceAct,
  tongue: Tongue,
): Promise<SourceDetail> {
  const seen = await requireSource(ctx.db, id);
  const action = sourceAction(act.act);
  ctx.policy.require(actor, action, { unitPath: seen.unitPath });
  if (act.act === 'correct') throw new TarimError(E.correctOnly);
  const calendar = await calendarOf(ctx, ctx.db, seen.unitPath);
  return asActor(ctx, actor, action, async (tx) => {
    await lockSteps(tx, 'source', id);
    const row = await requireSource(tx, id);
    const acts = ((await stepRows(tx, 'source', [id])).get(id) ?? []).map((step) => step.act);
    const today = beijingDate(ctx.clock.now());
    const { category } = sourceOn(row, act.on);
    const belowExemption = exemptOf(category);
    const refusal = sourceRefusal({ ...row, belowExemption }, acts, act, today, calendar);
    if (refusal) throwRefusal(refusal, tongue);
    const receiver = await receiverOf(tx, acts, act);
    if (receiver && act.act === 'move') ctx.policy.require(actor, action, { unitPath: receiver.unitPath });
    const at = new Date(ctx.clock.now());
    await insertStep(tx, 'source', { id, nth: acts.length + 1, unitPath: row.unitPath, act, actor, at });
    const { state } = sourceStanding([...acts, act]);
    if (state !== row.state) await updateState(tx, id, state);
    if (receiver && act.act === 'move') await updateHolder(tx, id, row.unitId, receiver);
    await ctx.audit.record(tx, {
      actor,
      action: 'radiation.source.step',
      subject: `source/${id}`,
      unitPath: row.unitPath,
      detail: { act: act.act, on: act.on, state },
    });
    return getSource(ctx, id, tongue, tx);
  });
}

/**
 * The unit of the register that a transfer goes to: it is there, and licensed when it is approved and when the source moves.
 * @throws TarimError RADIATION_RECEIVER_MISSING, RADIATION_RECEIVER_UNLICENSED
 */
async function receiverOf(tx: Tx, acts: readonly SourceAct[], act: SourceAct): Promise<UnitRow | null> {
  const checked = act.act === 'apply-transfer' || act.act === 'approve-transfer' || act.act === 'move';
  if (!checked) return null;
  const toUnit = act.act === 'apply-transfer' ? act.toUnit : openTransfer(sourceStanding(acts))!.toUnit;
  if (toUnit === null) return null;
  const receiver = await requireUnit(tx, toUnit).catch(() => {
    throw new TarimError(E.receiverUnknown, { id: toUnit });
  });
  if (act.act !== 'apply-transfer' && !(await licensedOn(tx, toUnit, act.on)))
    throw new TarimError(E.receiverUnlicensed);
  return receiver;
}
