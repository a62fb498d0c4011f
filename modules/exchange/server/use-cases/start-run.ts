import { TarimError } from '@tarim/kernel';
import type { Actor, Context, JobResult } from '@tarim/platform';
import { EXCHANGE_WRITE, type FileRef, LIVE_RUNS } from '../../contract.ts';
import { nextDue } from '../domain/check-spec.ts';
import { exchangeErrors as E } from '../errors.ts';
import { dropFolder, waitingFiles } from '../source/folder.ts';
import { duePipelines, type PipelineData, pipelineById, setNext } from '../sql/pipelines.ts';
import { endRun, goingRun, insertRun, type RunData, runById, strandedRuns, untake } from '../sql/runs.ts';
import { requireUpload } from './files.ts';
import { mayKnow, writablePipeline } from './pipelines.ts';

export const RUN_JOB = 'exchange.run';

interface Asked {
  readonly trigger: RunData['trigger'];
  readonly actor: Pick<Actor, 'userId' | 'name'> | null;
  readonly file: FileRef | null;
  /** The run that is done once more: its file counts as not taken. */
  readonly again?: RunData;
}

/** One run of a pipeline at a time. @throws TarimError EXCHANGE_RUNNING */
async function begin(ctx: Context, pipelineId: number, asked: Asked): Promise<number> {
  const id = await ctx.db.transaction().execute(async (tx) => {
    const pipeline = (await pipelineById(tx, pipelineId, true))!;
    const going = await goingRun(tx, pipelineId);
    if (going !== null) throw new TarimError(E.running, { run: going });
    if (asked.again) await untake(tx, asked.again.id);
    const made = await insertRun(tx, {
      pipelineId,
      version: pipeline.version,
      trigger: asked.trigger,
      byUser: asked.actor?.userId ?? null,
      by: asked.actor?.name ?? null,
      fileSha256: asked.file?.sha256 ?? null,
      source: asked.file?.name ?? asked.again?.source ?? null,
      at: new Date(ctx.clock.now()),
    });
    await ctx.jobs.enqueue(RUN_JOB, { runId: made }, { tx, singletonKey: `${made}-1` });
    return made;
  });
  ctx.live.publish(LIVE_RUNS, { id, pipeline: pipelineId });
  return id;
}

/** @throws TarimError EXCHANGE_PIPELINE_UNKNOWN, FORBIDDEN, EXCHANGE_INACTIVE, EXCHANGE_FILE_MISSING, EXCHANGE_RUNNING */
export async function startRun(
  ctx: Context,
  actor: Actor,
  pipelineId: number,
  file: FileRef | null,
): Promise<{ id: number }> {
  const pipeline = await writablePipeline(ctx, actor, pipelineId);
  if (!pipeline.active) throw new TarimError(E.inactive);
  if (pipeline.spec.source.kind === 'upload') {
    if (!file) throw new TarimError(E.fileMissing);
    await requireUpload(ctx, actor.userId, file);
  } else if (pipeline.spec.source.kind === 'folder' && !(await somethingWaits(ctx, pipeline)))
    throw new TarimError(E.folderEmpty);
  const upload = pipeline.spec.source.kind === 'upload' ? file : null;
  return { id: await begin(ctx, pipelineId, { trigger: 'hand', actor, file: upload }) };
}

async function somethingWaits(ctx: Context, { slug, spec }: PipelineData): Promise<boolean> {
  if (spec.source.kind !== 'folder') return true;
  return (await waitingFiles(dropFolder(ctx.config.dataDir, slug), spec.source.pattern)).length > 0;
}

async function writableRun(ctx: Context, actor: Actor, id: number): Promise<RunData> {
  const run = await runById(ctx.db, id);
  const pipeline = run && (await pipelineById(ctx.db, run.pipelineId));
  if (!run || !pipeline || !mayKnow(ctx, actor, pipeline)) throw new TarimError(E.runUnknown, { id });
  ctx.policy.require(actor, EXCHANGE_WRITE, { unitPath: run.unitPath });
  return run;
}

/** The job notices at its next batch, or at the latest when it would load. @throws TarimError EXCHANGE_RUN_UNKNOWN, FORBIDDEN */
export async function cancelRun(ctx: Context, actor: Actor, id: number): Promise<{ ok: boolean }> {
  const run = await writableRun(ctx, actor, id);
  const ok = await endRun(ctx.db, id, { state: 'cancelled', at: new Date(ctx.clock.now()) });
  if (ok)
    await ctx.audit.record(ctx.db, {
      actor,
      action: 'exchange.run.cancelled',
      subject: `run/${id}`,
      unitPath: run.unitPath,
    });
  ctx.live.publish(LIVE_RUNS, { id, pipeline: run.pipelineId });
  return { ok };
}

/** @throws TarimError EXCHANGE_RUN_UNKNOWN, FORBIDDEN, EXCHANGE_INACTIVE, EXCHANGE_RUNNING */
export async function retryRun(ctx: Context, actor: Actor, id: number): Promise<{ id: number }> {
  const run = await writableRun(ctx, actor, id);
  const pipeline = (await pipelineById(ctx.db, run.pipelineId))!;
  if (!pipeline.active) throw new TarimError(E.inactive);
  const file = run.fileSha256 === null ? null : { sha256: run.fileSha256, name: run.source ?? 'file' };
  return { id: await begin(ctx, run.pipelineId, { trigger: 'retry', actor, file, again: run }) };
}

/** A drop folder may hold more than one file: each is a run of its own, one after another. */
export async function queueNext(ctx: Context, run: RunData): Promise<void> {
  const pipeline = await pipelineById(ctx.db, run.pipelineId);
  if (pipeline?.active) await beginQuietly(ctx, pipeline.id);
}

async function beginQuietly(ctx: Context, pipelineId: number): Promise<boolean> {
  try {
    await begin(ctx, pipelineId, { trigger: 'schedule', actor: null, file: null });
    return true;
  } catch (error) {
    // The one before has not ended: the next time will do.
    if (error instanceof TarimError && error.code === E.running.code) return false;
    throw error;
  }
}

/** Runs that nobody works on for this long have lost their job. */
const STRANDED_MS = 7 * 3_600_000;

/** Every minute: what is due begins. */
export async function tick(ctx: Context): Promise<JobResult> {
  const now = ctx.clock.now();
  let begun = 0;
  for (const one of await duePipelines(ctx.db, new Date(now))) {
    await setNext(ctx.db, one.id, one.spec.cron ? new Date(nextDue(one.spec.cron, now)) : null);
    if ((await somethingWaits(ctx, one)) && (await beginQuietly(ctx, one.id))) begun++;
  }
  for (const id of await strandedRuns(ctx.db, new Date(now - STRANDED_MS)))
    await endRun(ctx.db, id, {
      state: 'failed',
      at: new Date(now),
      error: { code: E.failed.code, params: { reason: 'stranded' } },
    });
  return { begun };
}
