import { beijingIso, DAY_MS, TarimError } from '@tarim/kernel';
import {
  type Actor,
  asActor,
  type Context,
  type JobResult,
  type JobRun,
  type Language,
  type Static,
} from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { listPoints, pointsByIds } from '@tarim/registry/queries';
import { factorName } from '@tarim/standards';
import type { Batch, RunRow, startBatch as startRoute } from '../../contract.ts';
import { signalErrors as E } from '../errors.ts';
import { OUTLET_KINDS } from '../feeds/outlet.ts';
import type { ReadInfo } from '../feeds/parameters.ts';
import { batchById, batchRows, insertBatch, moveBatch, runsOfSubject } from '../sql/runs.ts';
import { presentSettings } from '../sql/settings.ts';
import { describeSignalProblem } from '../words.ts';
import { iso } from './read-leads.ts';
import { runOutlet } from './run-outlet.ts';

const RUN = 'signals.run';
export const BATCH_JOB = 'signals.run-batch';
const [SHORTEST, LONGEST] = [7 * DAY_MS, 366 * DAY_MS];

const present = (row: NonNullable<Awaited<ReturnType<typeof batchById>>>): Batch => ({
  ...row,
  from: iso(row.from),
  to: iso(row.to),
  at: iso(row.at),
  endedAt: row.endedAt && iso(row.endedAt),
});

export async function listBatches(ctx: Context): Promise<{ batches: Batch[] }> {
  return { batches: (await batchRows(ctx.db)).map(present) };
}

/**
 * 人工运行: all detectors over a period, for the outlets of a unit; a job does it.
 * @throws TarimError SIGNALS_SPAN_INVALID, SIGNALS_UNIT_UNKNOWN, FORBIDDEN
 */
export async function startBatch(
  ctx: Context,
  actor: Actor,
  { unitPath, from, to }: Static<NonNullable<typeof startRoute.body>>,
): Promise<Batch> {
  ctx.policy.require(actor, RUN, { unitPath });
  const [begin, end] = [Date.parse(from), Math.min(Date.parse(to), ctx.clock.now())];
  if (!(end - begin >= SHORTEST && end - begin <= LONGEST)) throw new TarimError(E.span);
  if (unitPath !== '/' && !(await unitByPath(ctx.db, unitPath)))
    throw new TarimError(E.unitUnknown, { unit: unitPath });
  const batch = await asActor(ctx, actor, RUN, async (tx) => {
    const made = await insertBatch(tx, {
      unitPath,
      from: new Date(begin),
      to: new Date(end),
      by: actor.name,
      at: new Date(ctx.clock.now()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'signals.run.start',
      subject: `batch/${made.id}`,
      unitPath,
      detail: { from: beijingIso(begin), to: beijingIso(end) },
    });
    await ctx.jobs.enqueue(BATCH_JOB, { id: made.id }, { tx });
    return made;
  });
  return present(batch);
}

/** Works through a batch; its row shows how far it has come. */
export async function runBatch(
  ctx: Context,
  readInfo: ReadInfo,
  data: unknown,
  job: JobRun,
): Promise<JobResult> {
  const { id } = data as { id: number };
  const batch = await batchById(ctx.db, id);
  if (!batch) return { outlets: 0 };
  const points = (await listPoints(ctx.db, { kinds: OUTLET_KINDS })).filter((one) =>
    one.unitPath.startsWith(batch.unitPath),
  );
  const settings = await presentSettings(ctx.db);
  const period = { from: batch.from.getTime(), to: batch.to.getTime() };
  let [done, opened] = [0, 0];
  const tell = (state: Batch['state']) =>
    moveBatch(ctx.db, id, {
      state,
      points: points.length,
      done,
      opened,
      endedAt: state === 'running' ? null : new Date(ctx.clock.now()),
    });
  try {
    await tell('running');
    for (const point of points) {
      job.signal.throwIfAborted();
      const told = await runOutlet(ctx, readInfo, point, settings, period);
      if (typeof told === 'object') opened += told.opened;
      done++;
      await tell('running');
      await job.progress(done / points.length, `${done}/${points.length}`);
    }
    await tell('done');
  } catch (error) {
    await tell('failed');
    throw error;
  }
  return { outlets: done, opened };
}

/** @throws TarimError SIGNALS_POINT_UNKNOWN */
export async function runsOfPoint(
  ctx: Context,
  pointId: number,
  language: Language,
): Promise<{ runs: RunRow[] }> {
  const [point] = await pointsByIds(ctx.db, [pointId]);
  if (!point) throw new TarimError(E.pointUnknown, { id: pointId });
  const rows = await runsOfSubject(ctx.db, pointId);
  return {
    runs: rows.map((row) => ({
      detector: row.detector,
      code: row.code || null,
      codeName: row.code ? factorName(row.code, language) : null,
      at: iso(row.at),
      runs: row.runs,
      window: row.windowFrom && row.windowTo ? { from: iso(row.windowFrom), to: iso(row.windowTo) } : null,
      strength: row.strength,
      problems: row.problems.map((one) => describeSignalProblem(one, language)),
    })),
  };
}
