import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type JobResult, type JobRun } from '@tarim/platform';
import { listPoints, pointParameters, type RegisteredPoint } from '@tarim/registry/queries';
import type { SiteParameterRow } from '@tarim/standards';
import { commandsByIds, queueCommand, type StoredCommand } from '@tarim/telemetry/queries';
import { parameterChanged, type ReadingRun } from '../../contract.ts';
import { askedOf, figureOf, infoIdOf } from '../domain/kinds.ts';
import { operationErrors as E } from '../errors.ts';
import { insertReadings, type NewReading } from '../sql/parameters.ts';
import { addToRun, endRun, insertRun, newestRuns, runById } from '../sql/runs.ts';
import { OUTLET_KINDS, outletFor, resourceOf, tableNow } from '../use-cases/access.ts';
import { presentRun } from './present-run.ts';
import { loggersOf } from './view.ts';

export const READ_JOB = 'operation.read-parameters';
export const NIGHTLY_JOB = 'operation.read-parameters-nightly';
const REMOTE = 'operation.remote';
/** Loggers asked side by side. */
const AT_ONCE = 25;
const LOOK_MS = 250;
/** Looks at commands until one batch is given up: a command times out by itself before. */
const MOST_LOOKS = 600;

/** Asks for the parameters of an outlet, an enterprise or a unit. The job does it; this only says that it shall. */
export async function readParameters(
  ctx: Context,
  actor: Actor,
  body: { pointId?: number; enterpriseId?: number; unitPath?: string },
): Promise<ReadingRun> {
  const points = await pointsOf(ctx, actor, body);
  const loggers = await loggersOf(
    ctx,
    points.map((one) => one.id),
  );
  const ready = points.filter((one) => loggers.get(one.id)!.unreadable === null);
  if (ready.length === 0) throw new TarimError(E.nothingToRead);
  const scope = body.unitPath ?? ready[0]!.unitPath;
  return asActor(ctx, actor, REMOTE, async (tx) => {
    const run = await insertRun(tx, {
      unitPath: scope,
      enterpriseId: body.pointId || body.enterpriseId ? ready[0]!.enterpriseId : null,
      byName: actor.name,
      byUser: actor.userId,
      pointIds: ready.map((one) => one.id),
      at: new Date(ctx.clock.now()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'operation.parameters.asked',
      subject: `run/${run.id}`,
      unitPath: scope,
      detail: { ...body, outlets: ready.length },
    });
    await ctx.jobs.enqueue(READ_JOB, { runId: run.id }, { tx, singletonKey: String(run.id) });
    return presentRun(run);
  });
}

async function pointsOf(
  ctx: Context,
  actor: Actor,
  { pointId, enterpriseId, unitPath }: { pointId?: number; enterpriseId?: number; unitPath?: string },
): Promise<RegisteredPoint[]> {
  const named = [pointId, enterpriseId, unitPath].filter((one) => one !== undefined).length;
  if (named !== 1) throw new TarimError(E.readWhat);
  if (pointId !== undefined) return [await outletFor(ctx, actor, REMOTE, pointId)];
  if (unitPath !== undefined) {
    ctx.policy.require(actor, REMOTE, { unitPath });
    return listPoints(ctx.db, { kinds: OUTLET_KINDS, unitPathPrefix: unitPath });
  }
  const points = (await listPoints(ctx.db, { kinds: OUTLET_KINDS })).filter(
    (one) => one.enterpriseId === enterpriseId,
  );
  for (const one of points) ctx.policy.require(actor, REMOTE, resourceOf(one));
  return points;
}

export async function listReadingRuns(ctx: Context): Promise<{ runs: ReadingRun[] }> {
  return { runs: (await newestRuns(ctx.db, 20)).map(presentRun) };
}

/** Every night: all outlets whose loggers take commands. */
export async function readNightly(ctx: Context, job: JobRun): Promise<JobResult> {
  const points = await listPoints(ctx.db, { kinds: OUTLET_KINDS });
  const loggers = await loggersOf(
    ctx,
    points.map((one) => one.id),
  );
  const ready = points.filter((one) => loggers.get(one.id)!.unreadable === null).map((one) => one.id);
  if (ready.length === 0) return { devices: 0 };
  const run = await insertRun(ctx.db, {
    unitPath: '/',
    enterpriseId: null,
    byName: '夜间定时读取',
    byUser: null,
    pointIds: ready,
    at: new Date(ctx.clock.now()),
  });
  return readRun(ctx, { runId: run.id }, job);
}

type Plan = Omit<NewReading, 'value' | 'text' | 'lsn' | 'at'>;

/** Sends the commands batch by batch, waits for their answers and keeps them with the positions of their frames. */
export async function readRun(ctx: Context, data: unknown, job: JobRun): Promise<JobResult> {
  const { runId } = data as { runId: number };
  const run = await runById(ctx.db, runId);
  if (!run || run.endedAt !== null) return { devices: 0 };
  const table = await tableNow(ctx, ctx.db, 'site-parameters');
  const rows = table.rows as unknown as SiteParameterRow[];
  const loggers = await loggersOf(ctx, run.pointIds);
  const sum = { devices: 0, asked: 0, read: 0, failed: 0 };
  // A run that was broken off goes on where it was.
  for (let at = run.devicesDone; at < run.pointIds.length && !job.signal.aborted; at += AT_ONCE) {
    const batch = run.pointIds.slice(at, at + AT_ONCE);
    const measured = await pointParameters(ctx.db, batch);
    const plans = await ctx.db.transaction().execute(async (tx) => {
      const made: Plan[] = [];
      for (const pointId of batch) {
        const logger = loggers.get(pointId);
        if (!logger?.mn || logger.unreadable) continue;
        const codes = measured.filter((one) => one.pointId === pointId).map((one) => one.code);
        for (const { item, row } of askedOf(rows, codes))
          for (const place of ['device', 'logger'] as const) {
            const infoId = infoIdOf(row, place);
            if (infoId === null) continue;
            const commandId = await queueCommand(ctx, tx, {
              mn: logger.mn,
              command: 'get-info',
              args: { polId: item, infoId },
              requestedBy: `参数读取 ${run.byName}`,
            });
            const { mn } = logger;
            made.push({ runId, pointId, mn, item, parameter: row.parameter, place, infoId, commandId });
          }
      }
      return made;
    });
    const answers = await answersTo(
      ctx,
      plans.map((one) => one.commandId),
      job.signal,
    );
    const readings = plans.flatMap((plan) => readingOf(plan, answers.get(plan.commandId)));
    const done = {
      devices: batch.length,
      asked: plans.length,
      read: readings.length,
      failed: plans.length - readings.length,
    };
    await ctx.db.transaction().execute(async (tx) => {
      const changes = (await insertReadings(tx, readings)).flatMap(({ before, after, at: time, ...one }) =>
        before === null || after === null ? [] : [{ ...one, before, after, at: beijingIso(time.getTime()) }],
      );
      if (changes.length > 0) await ctx.outbox.publish(tx, parameterChanged, { items: changes });
      await addToRun(tx, runId, done);
    });
    for (const key of ['devices', 'asked', 'read', 'failed'] as const) sum[key] += done[key];
    await job.progress(
      (at + batch.length) / run.pointIds.length,
      `${at + batch.length} / ${run.pointIds.length}`,
    );
  }
  if (!job.signal.aborted) await endRun(ctx.db, runId, new Date(ctx.clock.now()));
  return sum;
}

/** The commands once all are over, or as they are when it takes too long. */
export async function answersTo(
  ctx: Pick<Context, 'db'>,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, StoredCommand>> {
  for (let look = 0; ; look++) {
    const found = await commandsByIds(ctx.db, ids);
    const over = found.every((one) => one.ended_at !== null);
    if (over || look >= MOST_LOOKS || signal.aborted) return new Map(found.map((one) => [one.id, one]));
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** What was told, where the device did what it was asked; the item of the answer has to be the one that was asked for. */
function readingOf(plan: Plan, command: StoredCommand | undefined): NewReading[] {
  const answer = command?.state === 'done' ? command.answer : null;
  const text = answer?.items.find((one) => one.code === plan.infoId)?.attrs.Info;
  if (text === undefined || command!.ended_at === null) return [];
  return [
    {
      ...plan,
      value: figureOf(text),
      text: text.slice(0, 200),
      lsn: answer!.lsn,
      at: command!.ended_at.getTime(),
    },
  ];
}
