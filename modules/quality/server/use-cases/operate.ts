import { HOUR_MS, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Tx } from '@tarim/platform';
import type { RegisteredPoint } from '@tarim/registry/queries';
import type { OperationInput, OperationRow } from '../../contract.ts';
import { activeSeqs } from '../domain/fold.ts';
import { monthSpan } from '../domain/months.ts';
import type { OperationDetail } from '../domain/series.ts';
import { qualityErrors as E } from '../errors.ts';
import {
  insertOperation,
  lastSeq,
  lockOutlet,
  type NewOperation,
  operationsOf,
  unknownEvidence,
} from '../sql/operations.ts';
import { lockedMonths } from '../sql/reviews.ts';
import { outletFor } from './access.ts';
import { presentOperation } from './present.ts';
import { knownCodes, substitutionOf } from './substitute.ts';

const ACTION = 'quality.review';
type Key = { readonly pointId: number; readonly month: string };

/** Invalidates, corrects or substitutes a span of a month; the records stay as they are. */
export async function addOperation(
  ctx: Context,
  actor: Actor,
  key: Key,
  input: OperationInput,
): Promise<OperationRow> {
  const point = await outletFor(ctx, actor, ACTION, key.pointId);
  const span = spanOf(key.month, input);
  return asActor(ctx, actor, ACTION, async (tx) => {
    await lockOutlet(tx, point.id);
    await requireOpen(tx, point.id, [key.month]);
    await requireSeen(tx, point.id, input.seq);
    if ((await unknownEvidence(tx, input.evidence)).length > 0) throw new TarimError(E.evidenceUnknown);
    const codes = await knownCodes(tx, point, input.codes);
    const detail = await detailOf(ctx, tx, point, input, codes, span);
    return record(ctx, tx, actor, {
      ...ownerOf(point),
      codes,
      ...span,
      detail,
      reason: input.reason.trim(),
      evidence: input.evidence,
    });
  });
}

/** Takes an operation back; it stays in the log, and so does this. */
export async function restoreOperation(
  ctx: Context,
  actor: Actor,
  { seq, ...key }: Key & { readonly seq: number },
  reason: string,
): Promise<OperationRow> {
  const point = await outletFor(ctx, actor, ACTION, key.pointId);
  const month = monthSpan(key.month);
  return asActor(ctx, actor, ACTION, async (tx) => {
    await lockOutlet(tx, point.id);
    await requireOpen(tx, point.id, [key.month]);
    const operations = await operationsOf(tx, [point.id]);
    const target = operations.find((one) => one.seq === seq && one.from < month.end && one.to > month.start);
    if (!target) throw new TarimError(E.operationUnknown, { seq });
    if (target.detail.kind === 'mark') throw new TarimError(E.ofMark);
    if (!activeSeqs(operations).has(seq)) throw new TarimError(E.undoneBefore, { seq });
    return record(ctx, tx, actor, {
      ...ownerOf(point),
      codes: target.codes,
      from: target.from,
      to: target.to,
      detail: { kind: 'restore', seq },
      reason: reason.trim(),
      evidence: [],
    });
  });
}

export const ownerOf = (point: RegisteredPoint) => ({
  pointId: point.id,
  unitPath: point.unitPath,
  enterpriseId: point.enterpriseId,
});

/** Writes an operation down, with its trace in the audit. */
export async function record(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  one: Omit<NewOperation, 'byName' | 'byUser' | 'at'>,
): Promise<OperationRow> {
  const by = { byName: actor.name, byUser: actor.userId, at: ctx.clock.now() };
  const seq = await insertOperation(tx, { ...one, ...by });
  await ctx.audit.record(tx, {
    actor,
    action: `quality.operation.${one.detail.kind}`,
    subject: `${one.pointId}#${seq}`,
    unitPath: one.unitPath,
    detail: {
      from: new Date(one.from).toISOString(),
      to: new Date(one.to).toISOString(),
      reason: one.reason,
    },
  });
  return presentOperation({ ...one, ...by, seq }, new Set([seq]));
}

/** @throws TarimError QUALITY_MONTH_LOCKED */
export async function requireOpen(tx: Tx, pointId: number, months: readonly string[]): Promise<void> {
  const locked = await lockedMonths(tx, pointId, months);
  if (locked.length > 0) throw new TarimError(E.locked, { months: locked.join('、') });
}

async function requireSeen(tx: Tx, pointId: number, seen: number): Promise<void> {
  const seq = await lastSeq(tx, pointId);
  if (seq !== seen) throw new TarimError(E.seqMoved, { seq });
}

function spanOf(month: string, input: Pick<OperationInput, 'from' | 'to'>): { from: number; to: number } {
  const { start, end } = monthSpan(month);
  const [from, to] = [Date.parse(input.from), Date.parse(input.to)];
  const whole = from % HOUR_MS === 0 && to % HOUR_MS === 0;
  if (!whole || from >= to || from < start || to > end) throw new TarimError(E.span);
  return { from, to };
}

async function detailOf(
  ctx: Context,
  tx: Tx,
  point: RegisteredPoint,
  input: OperationInput,
  codes: readonly string[],
  span: { from: number; to: number },
): Promise<OperationDetail> {
  if (input.kind === 'invalidate') return { kind: 'invalidate', situation: input.situation ?? 'invalid' };
  if (input.kind === 'substitute') return substitutionOf(ctx, tx, point, codes, span);
  const { mean = null, total = null } = input;
  if (codes.length !== 1 || (mean === null && total === null)) throw new TarimError(E.correctLacks);
  return { kind: 'correct', mean, total };
}
