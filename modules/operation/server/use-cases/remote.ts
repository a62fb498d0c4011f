import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type JobResult, type JobRun } from '@tarim/platform';
import { pointParameters, pointsByIds } from '@tarim/registry/queries';
import { checkItemOf } from '@tarim/science';
import { queueCommand, type StoredCommand } from '@tarim/telemetry/queries';
import type { REMOTE_KINDS, RemoteCheck } from '../../contract.ts';
import { figureOf } from '../domain/kinds.ts';
import { operationErrors as E } from '../errors.ts';
import { answersTo } from '../parameters/read.ts';
import { loggersOf } from '../parameters/view.ts';
import {
  insertRemote,
  type RemoteRow,
  type RemoteStep,
  remoteById,
  remoteRows,
  updateRemote,
} from '../sql/remote.ts';
import { outletFor, readableOutlet } from './access.ts';
import { writeRecord } from './records.ts';

export const REMOTE_JOB = 'operation.remote-check';
const ACTION = 'operation.remote';
/** Intercept, slope and time of the last calibration (HJ 212-2017 B.10): read before and after, so that it shows what was changed. */
const TELLS = ['i13007', 'i13008', 'i13006'] as const;

const present = (row: RemoteRow): RemoteCheck => ({
  id: row.id,
  code: row.code,
  kind: row.kind,
  state: row.state,
  by: row.byName,
  at: beijingIso(row.at.getTime()),
  endedAt: row.endedAt === null ? null : beijingIso(row.endedAt.getTime()),
  recordId: row.recordId,
  steps: row.steps.map((one) => ({ ...one })),
});

/** Factors of an outlet whose instruments are calibrated or checked. */
const codesOf = async (ctx: Context, pointId: number): Promise<string[]> =>
  (await pointParameters(ctx.db, [pointId]))
    .map((one) => one.code)
    .filter((code) => /^(a2|a3|a19001|w01018|w2)/.test(code) && checkItemOf(code) !== null);

export async function listRemoteChecks(
  ctx: Context,
  actor: Actor,
  id: number,
): Promise<{ checks: RemoteCheck[]; codes: string[] }> {
  await readableOutlet(ctx, actor, id);
  const logger = (await loggersOf(ctx, [id])).get(id)!;
  return {
    checks: (await remoteRows(ctx.db, id)).map(present),
    codes: logger.unreadable === null ? await codesOf(ctx, id) : [],
  };
}

/** Sends it by a job, which follows the answers; only who may command devices. */
export async function startRemoteCheck(
  ctx: Context,
  actor: Actor,
  id: number,
  body: { code: string; kind: (typeof REMOTE_KINDS)[number] },
): Promise<RemoteCheck> {
  const point = await outletFor(ctx, actor, ACTION, id);
  const logger = (await loggersOf(ctx, [id])).get(id)!;
  if (logger.mn === null || logger.unreadable !== null)
    throw new TarimError(E.remoteNot, { reason: logger.unreadable ?? 'no-device' });
  if (!(await codesOf(ctx, id)).includes(body.code)) throw new TarimError(E.checkItem, { code: body.code });
  const remoteId = await asActor(ctx, actor, ACTION, async (tx) => {
    const made = await insertRemote(tx, {
      pointId: id,
      unitPath: point.unitPath,
      enterpriseId: point.enterpriseId,
      mn: logger.mn!,
      ...body,
      byName: actor.name,
      byUser: actor.userId,
      at: new Date(ctx.clock.now()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'operation.remote.started',
      subject: `point/${id}`,
      unitPath: point.unitPath,
      detail: { mn: logger.mn, ...body },
    });
    await ctx.jobs.enqueue(REMOTE_JOB, { remoteId: made }, { tx, singletonKey: String(made) });
    return made;
  });
  return present((await remoteById(ctx.db, remoteId))!);
}

/** Asks, commands, asks again; each step with its frame. What came of it is a record of operation. */
export async function runRemoteCheck(ctx: Context, data: unknown, job: JobRun): Promise<JobResult> {
  const { remoteId } = data as { remoteId: number };
  const row = await remoteById(ctx.db, remoteId);
  if (!row || row.state === 'done' || row.state === 'failed') return { skipped: true };
  const steps: RemoteStep[] = [];
  const say = (state: RemoteRow['state'], recordId: number | null = null) =>
    updateRemote(ctx.db, remoteId, {
      state,
      steps,
      recordId,
      endedAt: state === 'running' ? null : new Date(ctx.clock.now()),
    });
  const send = async (orders: readonly { command: string; args: Record<string, unknown> }[]) => {
    const ids = await ctx.db.transaction().execute(async (tx) => {
      const made: string[] = [];
      for (const order of orders)
        made.push(
          await queueCommand(ctx, tx, { mn: row.mn, ...order, requestedBy: `远程校准 ${row.byName}` }),
        );
      return made;
    });
    const answers = await answersTo(ctx, ids, job.signal);
    return ids.map((id) => answers.get(id)!);
  };
  const tell = async (when: string) => {
    const commands = await send(
      TELLS.map((infoId) => ({ command: 'get-info', args: { polId: row.code, infoId } })),
    );
    const told: Record<string, string | null> = {};
    for (const [index, command] of commands.entries()) {
      const text = command.answer?.items.find((one) => one.code === TELLS[index])?.attrs.Info ?? null;
      told[TELLS[index]!] = text;
      steps.push({
        at: endOf(command),
        text: `${when} ${TELLS[index]} = ${text ?? '—'}`,
        lsn: command.answer?.lsn ?? null,
        value: text === null ? null : figureOf(text),
      });
    }
    await say('running');
    return told;
  };
  await say('running');
  const before = await tell('前 before');
  const args = row.kind === 'standard' ? { polId: row.code } : { polId: row.code, type: row.kind };
  const [command] = await send([
    { command: row.kind === 'standard' ? 'start-standard-check' : 'calibrate', args },
  ]);
  for (const one of command!.steps) steps.push({ at: one.at, text: one.text, lsn: one.lsn, value: null });
  if (command!.state !== 'done') {
    await say('failed');
    return { state: command!.state };
  }
  const after = await tell('后 after');
  const [point] = await pointsByIds(ctx.db, [row.pointId]);
  const recordId = await ctx.db.transaction().execute((tx) =>
    writeRecord(
      ctx,
      tx,
      { name: row.byName, userId: row.byUser!, posts: [] },
      point!,
      {
        kind: 'remote-calibration',
        from: row.at.toISOString(),
        to: new Date(Math.max(ctx.clock.now(), row.at.getTime())).toISOString(),
        staff: row.byName,
        items: [],
        note: '',
        evidence: [],
        checks: [],
        more: {
          code: row.code,
          kind: row.kind,
          command: command!.id,
          lsn: command!.steps.findLast((one) => one.lsn !== null)?.lsn ?? null,
          slopeBefore: before.i13008 ?? null,
          slopeAfter: after.i13008 ?? null,
          interceptBefore: before.i13007 ?? null,
          interceptAfter: after.i13007 ?? null,
          calibratedAt: after.i13006 ?? null,
        },
      },
      [],
    ),
  );
  await say('done', recordId);
  return { recordId };
}

const endOf = (command: StoredCommand): string | null =>
  command.ended_at === null ? null : beijingIso(command.ended_at.getTime());
