import { createGeosPool, type GeosPool } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import type { Context, JobResult } from '@tarim/platform';
import { LIVE_RUNS, type PipelineSpec } from '../../contract.ts';
import { type JudgedRow, judgeOf, type RawRow } from '../domain/judge-row.ts';
import { exchangeErrors as E, rowErrors } from '../errors.ts';
import type { Taken } from '../source/drop.ts';
import { fetchSource, sourceText } from '../source/fetch.ts';
import { type Fetched, workFolder } from '../source/fetched.ts';
import { type Opened, offsetOf, openSource } from '../source/open.ts';
import { type PipelineData, pipelineById, versionOf } from '../sql/pipelines.ts';
import { clearRun, clearStaged, load, loadedFrom, type Staged, stage } from '../sql/rows.ts';
import {
  type Coded,
  type Counts,
  endRun,
  insertProblems,
  type KeptProblem,
  moveRun,
  putOff,
  type RunData,
  runById,
  take,
  takenStamps,
  wasTaken,
} from '../sql/runs.ts';
import { queueNext, RUN_JOB } from './start-run.ts';
import { withinOf } from './within.ts';

let pool: GeosPool | undefined;
/** Worker threads start with the first polygon that is looked at. */
export const geos = (): GeosPool => {
  pool ??= createGeosPool(1);
  return pool;
};

/** Problems that are kept of one run; all are counted. */
const MOST_PROBLEMS = 100_000;
const MOST_EXCERPT = 1_000;
const MOST_KEPT_RASTER = 512 << 20;

type Told = (fraction: number, note?: string) => Promise<void>;

/**
 * The job behind a run: fetch, map and check into a place aside, then make it the set's in one transaction. Whatever breaks it off
 * leaves the set as it was; a killed worker's run begins anew. What is wrong with the data ends the run with its coded
 * reason; what is wrong with the way there is tried again as the pipeline says.
 */
export async function runPipeline(
  ctx: Context,
  runId: number,
  told: Told,
  signal: AbortSignal = new AbortController().signal,
): Promise<JobResult> {
  const run = await runById(ctx.db, runId);
  if (!run || run.endedAt) return {};
  const pipeline = (await pipelineById(ctx.db, run.pipelineId))!;
  const { spec } = (await versionOf(ctx.db, run.pipelineId, run.version))!;
  const work = await workFolder(ctx.config.dataDir, `run-${runId}`);
  let fetched: Fetched | null = null;
  try {
    await clearRun(ctx.db, runId);
    await moved(ctx, run, 'fetching', {
      startedAt: new Date(ctx.clock.now()),
      read: 0,
      accepted: 0,
      rejected: 0,
      warned: 0,
    });
    fetched = await fetchOf(ctx, run, pipeline, spec, work.dir, signal);
    if (!fetched) return await ended(ctx, run, 'unchanged');
    await moved(ctx, run, 'fetching', {
      source: sourceText(spec.source, fetched),
      fingerprint: fetched.fingerprint,
      bytes: fetched.bytes,
    });
    const same = pipeline.lastFingerprint === fetched.fingerprint && pipeline.lastVersion === run.version;
    if (same && run.trigger !== 'retry') {
      await settle(ctx, run, fetched, true);
      const result = await ended(ctx, run, 'unchanged');
      if (fetched.more) await queueNext(ctx, run);
      return result;
    }
    const counts = await check(ctx, run, pipeline, spec, fetched, told, signal);
    if (spec.format === 'geotiff' || counts.raster) await keepRaster(ctx, fetched);
    await moved(ctx, run, 'loading', counts);
    const result = await loadAll(ctx, run, spec, fetched, counts);
    await settle(ctx, run, fetched, true);
    if (fetched.more) await queueNext(ctx, run);
    return { ...result };
  } catch (error) {
    if (signal.aborted) throw error;
    return await fail(ctx, run, spec, error, fetched);
  } finally {
    fetched?.close?.();
    await clearStaged(ctx.db, runId).catch(() => {});
    await work.end();
    ctx.live.publish(LIVE_RUNS, { id: runId, pipeline: run.pipelineId });
  }
}

async function takenBy(ctx: Context, run: RunData): Promise<Taken> {
  const { pipelineId, version } = run;
  return {
    stamps: await takenStamps(ctx.db, pipelineId, version),
    wasTaken: (fingerprint) => wasTaken(ctx.db, pipelineId, fingerprint, version),
    note: (name, stamp, fingerprint) =>
      take(ctx.db, {
        pipelineId,
        version,
        name,
        stamp,
        fingerprint,
        runId: run.id,
        at: new Date(ctx.clock.now()),
      }),
  };
}

async function fetchOf(
  ctx: Context,
  run: RunData,
  pipeline: PipelineData,
  spec: PipelineSpec,
  dir: string,
  signal: AbortSignal,
): Promise<Fetched | null> {
  return fetchSource(ctx, {
    source: spec.source,
    format: spec.format,
    secret: pipeline.secret === null ? null : ctx.secrets.open(pipeline.secret),
    file: run.fileSha256 === null ? null : { sha256: run.fileSha256, name: run.source ?? 'file' },
    slug: pipeline.slug,
    dir,
    signal,
    // Asked for again as a whole when somebody wants it anew, or the mapping is another.
    ...(run.trigger !== 'retry' && pipeline.lastVersion === run.version
      ? { known: { etag: pipeline.etag, lastModified: pipeline.lastModified } }
      : {}),
    taken: await takenBy(ctx, run),
    // The log says the server before the name.
    wanted: run.trigger === 'retry' ? (run.source?.split('/').at(-1) ?? null) : null,
  });
}

async function moved(
  ctx: Context,
  run: RunData,
  ...[state, more]: [Parameters<typeof moveRun>[2], Parameters<typeof moveRun>[3]]
) {
  if (!(await moveRun(ctx.db, run.id, state, more))) throw new TarimError(E.cancelled);
  ctx.live.publish(LIVE_RUNS, { id: run.id, pipeline: run.pipelineId });
}

async function ended(ctx: Context, run: RunData, state: 'unchanged'): Promise<JobResult> {
  await endRun(ctx.db, run.id, { state, at: new Date(ctx.clock.now()) });
  return { state };
}

/** Reads, maps and judges all rows; accepted ones are put aside. */
async function check(
  ctx: Context,
  run: RunData,
  pipeline: PipelineData,
  spec: PipelineSpec,
  fetched: Fetched,
  told: Told,
  signal: AbortSignal,
): Promise<Counts & { raster: boolean }> {
  const opened = await openSource(fetched, { ...spec, pool: geos() });
  try {
    requireFields(opened, spec);
    await moved(ctx, run, 'checking', { notes: opened.notes as Coded[] });
    const judge = judgeOf({
      spec,
      within: await withinOf(ctx.db, pipeline.unitPath),
      offset: offsetOf(spec.crs),
    });
    const count = { read: 0, accepted: 0, rejected: 0, warned: 0 };
    let kept = 0;
    for await (const batch of opened.rows()) {
      signal.throwIfAborted();
      const { good, problems, stop } = judgeBatch(batch, judge, run.id, spec);
      count.read += batch.length;
      for (const { row, first } of await stage(ctx.db, run.id, good)) {
        good.splice(good.indexOf(row), 1);
        problems.push({
          line: row.line,
          field: spec.keys[0] ?? null,
          severity: 'reject',
          code: rowErrors.keyTwice.code,
          params: { line: first },
          excerpt: excerptOf(batch.find((one) => one.line === row.line)),
        });
      }
      count.accepted += good.length;
      count.rejected += batch.length - good.length;
      count.warned += good.filter((one) => one.problems.length > 0).length;
      const some = problems.slice(0, MOST_PROBLEMS - kept);
      kept += some.length;
      await insertProblems(ctx.db, run.id, some);
      await moved(ctx, run, 'checking', count);
      await told(0.5, `${count.read}`);
      if (stop) throw new TarimError(E.stopped, { line: stop.line, reason: stop.code });
    }
    if (count.read === 0) throw new TarimError(E.empty);
    const share = count.rejected / count.read;
    if (share > spec.maxRejectedShare || count.accepted === 0)
      throw new TarimError(E.rejectedMany, {
        read: count.read,
        rejected: count.rejected,
        share: Math.round(spec.maxRejectedShare * 100),
      });
    return { ...count, raster: opened.format === 'GeoTIFF' };
  } finally {
    await opened.close();
  }
}

function judgeBatch(
  batch: readonly RawRow[],
  judge: (row: RawRow) => JudgedRow,
  runId: number,
  { mode }: PipelineSpec,
): { good: Staged[]; problems: KeptProblem[]; stop: KeptProblem | null } {
  const good: Staged[] = [];
  const problems: KeptProblem[] = [];
  for (const raw of batch) {
    const row = judge(raw);
    for (const one of row.problems) problems.push({ ...one, excerpt: excerptOf(raw) });
    if (row.stops) return { good, problems, stop: problems.find((one) => one.severity === 'stop')! };
    // Without keys a row is known by its line: of the file in a replaced set, of the run in one that grows.
    const key = row.key ?? (mode === 'append' ? `${runId}:${row.line}` : String(row.line));
    if (row.accepted) good.push({ ...row, key });
  }
  return { good, problems, stop: null };
}

const excerptOf = (row: RawRow | undefined): string =>
  JSON.stringify(row?.values ?? {})
    .replaceAll('\\u0000', '')
    .slice(0, MOST_EXCERPT);

/** @throws TarimError EXCHANGE_FIELD_MISSING: a renamed column would empty its field in silence */
export function requireFields(opened: Opened, spec: PipelineSpec): void {
  const there = new Set(opened.fields.map((one) => one.name));
  for (const { from } of spec.fields)
    if (from !== null && !there.has(from))
      throw new TarimError(E.fieldMissing, { field: from, fields: [...there].join(', ').slice(0, 300) });
}

/** The set changes, the run ends and the file counts as taken together, or nothing of it. */
async function loadAll(ctx: Context, run: RunData, spec: PipelineSpec, fetched: Fetched, counts: Counts) {
  const at = new Date(ctx.clock.now());
  const state = counts.rejected > 0 ? 'partial' : 'done';
  const loaded = await ctx.db.transaction().execute(async (tx) => {
    // One load of a pipeline after another.
    await pipelineById(tx, run.pipelineId, true);
    const result = await load(tx, { pipelineId: run.pipelineId, runId: run.id, mode: spec.mode, at });
    await loadedFrom(tx, run.pipelineId, {
      fingerprint: fetched.fingerprint,
      version: run.version,
      etag: fetched.etag ?? null,
      lastModified: fetched.lastModified ?? null,
    });
    if (!(await endRun(tx, run.id, { state, at, loaded: result }))) throw new TarimError(E.cancelled);
    await taken(tx, ctx, run, fetched);
    return result;
  });
  return { state, ...loaded };
}

/** Of a drop folder's file only. */
async function taken(
  db: Parameters<typeof take>[0],
  ctx: Context,
  run: RunData,
  { fingerprint, name, stamp }: Fetched,
): Promise<void> {
  if (stamp === undefined) return;
  const { pipelineId, version, id: runId } = run;
  await take(db, { pipelineId, version, fingerprint, name, stamp, runId, at: new Date(ctx.clock.now()) });
}

/** A file of a drop folder was dealt with, for good or bad: it is not taken a second time. */
async function settle(ctx: Context, run: RunData, fetched: Fetched, good: boolean): Promise<void> {
  await taken(ctx.db, ctx, run, fetched);
  await fetched.ended?.(good);
}

async function keepRaster(ctx: Context, fetched: Fetched): Promise<void> {
  if (fetched.bytes > MOST_KEPT_RASTER)
    throw new TarimError(E.tooLarge, { limit: `${MOST_KEPT_RASTER >> 20} MiB` });
  const { readFile } = await import('node:fs/promises');
  await ctx.files.put(await readFile(fetched.path), { name: fetched.name, mime: 'image/tiff' });
}

/** What may be otherwise in a minute: the way there, not what came. */
const isPassing = (error: TarimError): boolean =>
  error.code === E.unreachable.code ||
  (error.code === E.answered.code && (Number(error.params.status) >= 500 || error.params.status === 429));

async function fail(
  ctx: Context,
  run: RunData,
  spec: PipelineSpec,
  error: unknown,
  fetched: Fetched | null,
): Promise<JobResult> {
  const at = new Date(ctx.clock.now());
  const known = error instanceof TarimError;
  if (known && error.code === E.cancelled.code) return { state: 'cancelled' };
  const coded: Coded = known
    ? { code: error.code, params: error.params }
    : { code: E.failed.code, params: { reason: (error as Error).name } };
  if (known && isPassing(error) && run.attempt < spec.retry.attempts) {
    const wait = spec.retry.waitSeconds * 2 ** (run.attempt - 1);
    const again = new Date(at.getTime() + wait * 1_000);
    await ctx.db.transaction().execute(async (tx) => {
      if (!(await putOff(tx, run.id, again, coded))) return;
      await ctx.jobs.enqueue(
        RUN_JOB,
        { runId: run.id },
        { tx, startAfter: again, singletonKey: `${run.id}-${run.attempt + 1}` },
      );
    });
    return { again: run.attempt + 1 };
  }
  await endRun(ctx.db, run.id, { state: 'failed', at, error: coded });
  if (fetched && known) await settle(ctx, run, fetched, false);
  if (fetched?.more) await queueNext(ctx, run);
  // Data that cannot be taken are no trouble of the platform.
  if (known) return { failed: error.code };
  throw error;
}
