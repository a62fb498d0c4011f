import { createHash } from 'node:crypto';
import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx, type Tx } from '@tarim/platform';
import { pointsByIds, type RegisteredPoint } from '@tarim/registry/queries';
import type { ChecklistRow } from '@tarim/standards';
import {
  type CheckRow,
  checkFailed,
  type OperationRecord,
  OTHER_KINDS,
  type RecordInput,
} from '../../contract.ts';
import { operationErrors as E } from '../errors.ts';
import { unknownFiles } from '../sql/evidence.ts';
import { takeParts } from '../sql/parts.ts';
import { operatorsOn } from '../sql/plans.ts';
import {
  type CheckRecord,
  checksOf,
  insertCheck,
  insertDoubt,
  insertRecord,
  lastPassedBefore,
  type RecordRow,
  recordById,
  recordRows,
} from '../sql/records.ts';
import { outletFor, presentOutlet, readableOutlet, type Tongue, tableNow, visibleOutlets } from './access.ts';
import { type Judged, judgeChecks } from './judge.ts';
import { planKinds } from './plans.ts';

const ACTION = 'operation.record';

export async function listRecords(
  ctx: Context,
  actor: Actor,
  query: { unitPath?: string; pointId?: number; failed?: boolean; before?: number; limit?: number },
  tongue: Tongue,
): Promise<{ records: OperationRecord[]; next: number | null }> {
  const points =
    query.pointId === undefined
      ? await visibleOutlets(ctx, actor, query.unitPath)
      : [await readableOutlet(ctx, actor, query.pointId)];
  const limit = query.limit ?? 50;
  const rows = await recordRows(ctx.db, {
    pointIds: points.map((one) => one.id),
    failed: query.failed,
    before: query.before,
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  return {
    records: await presentRecords(ctx, shown, tongue),
    next: rows.length > limit ? shown.at(-1)!.id : null,
  };
}

export async function presentRecords(
  ctx: Context,
  rows: readonly RecordRow[],
  tongue: Tongue,
): Promise<OperationRecord[]> {
  const [points, checks, kinds, lists] = await Promise.all([
    pointsByIds(ctx.db, [...new Set(rows.map((one) => one.pointId))]),
    checksOf(
      ctx.db,
      rows.map((one) => one.id),
    ),
    planKinds(ctx),
    tableNow(ctx, ctx.db, 'checklists'),
  ]);
  const byId = new Map(points.map((one) => [one.id, one]));
  const words = [...kinds, ...(lists.rows as unknown as ChecklistRow[])];
  const nameOf = (key: string) => {
    const row = words.find((one) => one.key === key);
    return (tongue === 'en' ? row?.en : row?.zh) ?? key;
  };
  return rows.map((row) => ({
    id: row.id,
    outlet: presentOutlet(byId.get(row.pointId)!),
    kind: row.kind,
    name: nameOf(row.kind),
    from: beijingIso(row.from.getTime()),
    to: beijingIso(row.to.getTime()),
    operatorName: row.operatorName,
    staff: row.staff,
    items: row.items.map((one) => ({
      key: one.key,
      name: nameOf(one.key),
      ok: one.ok,
      note: one.note ?? null,
    })),
    note: row.note,
    detail: { ...row.detail },
    evidence: [...row.evidence],
    signature: row.signature,
    by: row.byName,
    at: beijingIso(row.at.getTime()),
    simulated: row.simulated,
    checks: checks.filter((one) => one.recordId === row.id).map(presentCheck),
  }));
}

function presentCheck(one: CheckRecord): CheckRow {
  const result = one.result as unknown as Omit<CheckRow, 'id' | 'code' | 'doubt'>;
  return {
    ...result,
    id: one.id,
    code: one.code,
    kind: one.kind,
    passed: one.passed,
    outOfControl: one.outOfControl,
    doubt:
      one.doubtTo === null
        ? null
        : {
            from: one.doubtFrom === null ? null : beijingIso(one.doubtFrom.getTime()),
            to: beijingIso(one.doubtTo.getTime()),
          },
  };
}

/** A record, signed as it is written: what it says, by whom and when, in one hash. */
export async function addRecord(
  ctx: Context,
  actor: Actor,
  id: number,
  input: RecordInput,
  tongue: Tongue,
): Promise<OperationRecord> {
  const point = await outletFor(ctx, actor, ACTION, id);
  const judged = await readyRecord(ctx, point, input);
  const recordId = await asActor(ctx, actor, ACTION, (tx) =>
    writeRecord(ctx, tx, actor, point, input, judged),
  );
  const [record] = await presentRecords(ctx, [(await recordById(ctx.db, recordId))!], tongue);
  return record!;
}

/** Whether it can be written, and the verdicts of its checks. */
export async function readyRecord(
  ctx: Context,
  point: RegisteredPoint,
  input: Pick<RecordInput, 'kind' | 'from' | 'to' | 'evidence' | 'checks'>,
): Promise<Judged[]> {
  const kind = (await planKinds(ctx, point)).find((one) => one.key === input.kind);
  if (!kind && !(OTHER_KINDS as readonly string[]).includes(input.kind))
    throw new TarimError(E.kindUnknown, { kind: input.kind });
  const [from, to] = [Date.parse(input.from), Date.parse(input.to)];
  if (!(from <= to) || to > ctx.clock.now()) throw new TarimError(E.span);
  if (kind && kind.check !== 'none' && !input.checks.some((one) => one.kind === kind.check))
    throw new TarimError(E.checkLacks, { kind: kind.key, check: kind.check });
  if ((await unknownFiles(ctx.db, input.evidence)).length > 0) throw new TarimError(E.fileUnknown);
  return judgeChecks(ctx, point.id, input.checks);
}

export async function writeRecord(
  ctx: Context,
  tx: Tx,
  actor: Pick<Actor, 'name' | 'userId' | 'posts'> | null,
  point: RegisteredPoint,
  input: RecordInput & { readonly more?: Readonly<Record<string, string | number | null>> },
  judged: readonly Judged[],
): Promise<number> {
  const at = new Date(ctx.clock.now());
  const to = new Date(input.to);
  const owner = { pointId: point.id, unitPath: point.unitPath, enterpriseId: point.enterpriseId };
  const operator = await operatorAt(tx, point.id, to);
  const byName = actor?.name ?? '系统';
  const content = JSON.stringify([point.id, input, byName, at.toISOString()]);
  const recordId = await insertRecord(tx, {
    ...owner,
    kind: input.kind,
    from: new Date(input.from),
    to,
    operatorId: operator?.id ?? null,
    staff: input.staff.trim(),
    items: input.items,
    note: input.note.trim(),
    detail: { ...input.detail, ...input.more },
    evidence: input.evidence,
    signature: createHash('sha256').update(content).digest('hex'),
    simulated: point.simulated,
    byName,
    byUser: actor?.userId ?? null,
    at,
  });
  for (const one of judged) await writeCheck(ctx, tx, owner, recordId, one, to);
  await takeParts(tx, owner, recordId, input.parts ?? [], { byName, at, reason: input.kind });
  await ctx.audit.record(tx, {
    actor: actor as Actor | null,
    action: 'operation.record.added',
    subject: `record/${recordId}`,
    unitPath: point.unitPath,
    detail: { pointId: point.id, kind: input.kind, checks: judged.map((one) => one.result.passed) },
  });
  return recordId;
}

async function operatorAt(db: DbOrTx, pointId: number, at: Date) {
  return (await operatorsOn(db, [pointId], beijingDate(at.getTime()))).get(pointId) ?? null;
}

/** A check with its verdict; after a failure data back to the last passed one are in doubt, and quality is told. */
async function writeCheck(
  ctx: Context,
  tx: Tx,
  owner: { pointId: number; unitPath: string; enterpriseId: number | null },
  recordId: number,
  { body, result }: Judged,
  checkedAt: Date,
): Promise<void> {
  const { code, kind } = body;
  const { passed, outOfControl } = result;
  const at = new Date(ctx.clock.now());
  const checkId = await insertCheck(tx, {
    ...owner,
    recordId,
    code,
    kind,
    input: body,
    result,
    passed,
    outOfControl,
    checkedAt,
    at,
  });
  if (passed !== false) return;
  const from = await lastPassedBefore(tx, owner.pointId, code, kind, checkedAt);
  await insertDoubt(tx, { ...owner, checkId, code, from, to: checkedAt, at });
  await ctx.outbox.publish(tx, checkFailed, {
    checkId,
    recordId,
    pointId: owner.pointId,
    enterpriseId: owner.enterpriseId,
    unitPath: owner.unitPath,
    code,
    kind,
    outOfControl: outOfControl ?? false,
    from: from === null ? null : beijingIso(from.getTime()),
    to: beijingIso(checkedAt.getTime()),
  });
}
