import { beijingDate, DAY_MS, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, ownEnterprises, type Tx } from '@tarim/platform';
import type { RegisteredPoint } from '@tarim/registry/queries';
import type { MarkEffect, MarkRow } from '@tarim/standards';
import type { Mark, MarkInput } from '../../contract.ts';
import { activeSeqs } from '../domain/fold.ts';
import { deadlineOf } from '../domain/marks.ts';
import { monthsOf } from '../domain/months.ts';
import { type TableInForce, tableOn } from '../domain/tables.ts';
import { qualityErrors as E } from '../errors.ts';
import { insertMark, type MarkRecord, markById, markRows, type NewMark } from '../sql/marks.ts';
import { lockOutlet, operationsOf, unknownEvidence } from '../sql/operations.ts';
import { localTables } from '../sql/tables.ts';
import { outletFor, readableOutlet, type Tongue } from './access.ts';
import { ownerOf, record, requireOpen } from './operate.ts';
import { presentMarks } from './present-marks.ts';

const ACTION = 'quality.mark';
/** A stop that is planned is marked with its end; corrected when it ends otherwise. */
const AHEAD_DAYS = 92;

interface Query {
  readonly pointId?: number;
  readonly from?: string;
  readonly to?: string;
  readonly late?: boolean;
  readonly current?: boolean;
  readonly before?: number;
  readonly limit?: number;
}

export async function listMarks(
  ctx: Context,
  actor: Actor,
  query: Query,
  tongue: Tongue,
): Promise<{ marks: Mark[]; next: number | null }> {
  const limit = query.limit ?? 100;
  if (query.pointId !== undefined) await readableOutlet(ctx, actor, query.pointId);
  const instant = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));
  const rows = await markRows(ctx.db, {
    pointIds: query.pointId === undefined ? undefined : [query.pointId],
    enterpriseIds: ownEnterprises(ctx, actor, 'quality.read'),
    from: instant(query.from),
    to: instant(query.to),
    late: query.late,
    current: query.current,
    before: query.before,
    limit: limit + 1,
  });
  const next = rows.length > limit ? rows[limit - 1]!.id : null;
  return { marks: await presentMarks(ctx, actor, rows.slice(0, limit), tongue), next };
}

export async function createMark(
  ctx: Context,
  actor: Actor,
  pointId: number,
  input: MarkInput,
  tongue: Tongue,
): Promise<Mark> {
  const point = await outletFor(ctx, actor, ACTION, pointId);
  return write(ctx, actor, point, tongue, (tx) => make(ctx, tx, actor, point, input, null));
}

/** A correction is a new mark that names the old one; its effect goes with it. */
export async function correctMark(
  ctx: Context,
  actor: Actor,
  id: number,
  input: MarkInput,
  tongue: Tongue,
): Promise<Mark> {
  const { point } = await markFor(ctx, actor, id);
  return write(ctx, actor, point, tongue, async (tx) => {
    const old = await takeBack(ctx, tx, actor, point, id, input.reason);
    return make(ctx, tx, actor, point, input, old);
  });
}

export async function withdrawMark(
  ctx: Context,
  actor: Actor,
  id: number,
  reason: string,
  tongue: Tongue,
): Promise<Mark> {
  const { point } = await markFor(ctx, actor, id);
  return write(ctx, actor, point, tongue, async (tx) => {
    const { id: replaces, replacedBy: _, ...old } = await takeBack(ctx, tx, actor, point, id, reason);
    const now = new Date(ctx.clock.now());
    return insertMark(tx, {
      ...old,
      reason: reason.trim(),
      evidence: [],
      late: now > old.deadline,
      side: sideOf(ctx, actor),
      replaces,
      withdrawn: true,
      byName: actor.name,
      byUser: actor.userId,
      at: now,
    });
  });
}

async function markFor(
  ctx: Context,
  actor: Actor,
  id: number,
): Promise<{ mark: MarkRecord; point: RegisteredPoint }> {
  const mark = await markById(ctx.db, id);
  if (!mark) throw new TarimError(E.markUnknown);
  return { mark, point: await outletFor(ctx, actor, ACTION, mark.pointId) };
}

async function write(
  ctx: Context,
  actor: Actor,
  point: RegisteredPoint,
  tongue: Tongue,
  body: (tx: Tx) => Promise<number>,
): Promise<Mark> {
  const id = await asActor(ctx, actor, ACTION, async (tx) => {
    await lockOutlet(tx, point.id);
    return body(tx);
  });
  const [mark] = await presentMarks(ctx, actor, [(await markById(ctx.db, id))!], tongue);
  return mark!;
}

const sideOf = (ctx: Context, actor: Actor): Mark['side'] =>
  ctx.policy.scope(actor, ACTION).unitPaths.length > 0 ? 'staff' : 'enterprise';

async function make(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  point: RegisteredPoint,
  input: MarkInput,
  old: MarkRecord | null,
): Promise<number> {
  const now = ctx.clock.now();
  const [from, to] = [Date.parse(input.from), Date.parse(input.to)];
  if (!(from < to) || from > now || to > now + AHEAD_DAYS * DAY_MS)
    throw new TarimError(E.markSpan, { days: AHEAD_DAYS });
  await requireOpen(tx, point.id, monthsOf(from, to));
  if ((await unknownEvidence(tx, input.evidence)).length > 0) throw new TarimError(E.evidenceUnknown);
  const tables = await localTables(tx);
  const words = tableOn(tables, 'marks', beijingDate(from));
  const row = wordOf(words, input.mark);
  const deadline = deadlineOf(from, row.kind, tableOn(tables, 'mark-deadline', beijingDate(from)).rows);
  const mark: NewMark = {
    ...ownerOf(point),
    kind: row.kind,
    mark: row.mark,
    from: new Date(from),
    to: new Date(to),
    reason: input.reason.trim(),
    evidence: input.evidence,
    deadline: new Date(deadline),
    late: now > deadline,
    tableVersion: words.version,
    effect: row.effect,
    side: sideOf(ctx, actor),
    replaces: old?.id ?? null,
    withdrawn: false,
    simulated: point.simulated,
    byName: actor.name,
    byUser: actor.userId,
    at: new Date(now),
  };
  const markId = await insertMark(tx, mark);
  await record(ctx, tx, actor, {
    ...ownerOf(point),
    codes: [],
    from,
    to,
    detail: {
      kind: 'mark',
      markId,
      mark: row.mark,
      effect: row.effect as MarkEffect,
      table: words.version,
    },
    reason: mark.reason,
    evidence: input.evidence,
  });
  return markId;
}

function wordOf(table: TableInForce, mark: string): MarkRow {
  const row = (table.rows as unknown as readonly MarkRow[]).find((one) => one.mark === mark);
  if (!row) throw new TarimError(E.markWord, { mark });
  return row;
}

/** Takes the operation of a mark back. */
async function takeBack(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  point: RegisteredPoint,
  id: number,
  reason: string,
): Promise<MarkRecord> {
  const old = (await markById(tx, id))!;
  if (old.withdrawn || old.replacedBy !== null) throw new TarimError(E.markReplaced);
  await requireOpen(tx, point.id, monthsOf(old.from.getTime(), old.to.getTime()));
  const operations = await operationsOf(tx, [point.id]);
  const active = activeSeqs(operations);
  const target = operations.find(
    (one) => one.detail.kind === 'mark' && one.detail.markId === id && active.has(one.seq),
  );
  if (target)
    await record(ctx, tx, actor, {
      ...ownerOf(point),
      codes: target.codes,
      from: target.from,
      to: target.to,
      detail: { kind: 'restore', seq: target.seq },
      reason: reason.trim(),
      evidence: [],
    });
  return old;
}
