import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TarimError } from '@tarim/kernel';
import type { Context, JobResult, JobRun, Tx } from '@tarim/platform';
import { type ClassEntry, LIVE_IMAGERY, type TransitionOutcome } from '../../contract.ts';
import { keptFailure } from '../domain/failure.ts';
import { boxOfText } from '../domain/mercator.ts';
import {
  CODE_OF_OTHERS,
  type MapCode,
  mixedColour,
  transitionSums,
  yearsBetween,
} from '../domain/transition-table.ts';
import { imageryErrors as E } from '../errors.ts';
import { insertScene, type SceneRow, sceneRow } from '../sql/scenes.ts';
import { endTransition, moveTransition, type TransitionRow, transitionRow } from '../sql/transitions.ts';
import { inThread } from '../threaded/thread.ts';
import type { ClassRaster, TransitionResult } from '../threaded/transition.ts';
import { classTitles, computedTitles } from '../words.ts';
import { inFolder, uploadFolder } from './folders.ts';
import { CONVERT_JOB, storedName } from './ingest-scene.ts';
import { outlineOf } from './start-transition.ts';

/** Where maps of changes are collected. */
const MAPS = 'land-cover-change';

/**
 * The job behind a land-cover change. What is wrong with the question ends it with the coded reason; a killed process's run begins anew.
 */
export async function runTransition(
  ctx: Context,
  runId: number,
  { signal, progress }: Pick<JobRun, 'signal' | 'progress'>,
): Promise<JobResult> {
  const run = await transitionRow(ctx.db, runId);
  if (!run || !(await moveTransition(ctx.db, runId, 0))) return {};
  const tell = () => ctx.live.publish(LIVE_IMAGERY, { transition: runId });
  tell();
  const ending = new AbortController();
  const begun = performance.now();
  try {
    const [before, after] = [await thematic(ctx, run.beforeId), await thematic(ctx, run.afterId)];
    const { groups, unit, bbox, map = true } = run.parameters;
    const done = await inFolder(ctx, `transition-${runId}`, async (folder) => {
      let telling = Promise.resolve();
      const found = await inThread(
        'transition',
        {
          before: await rasterOf(ctx, before),
          after: await rasterOf(ctx, after),
          groups,
          box: bbox === undefined ? null : boxOfText(bbox),
          area: unit === undefined ? null : await outlineOf(ctx, unit),
          map,
          folder,
        },
        {
          signal: AbortSignal.any([signal, ending.signal]),
          onProgress: (fraction) => {
            telling = telling
              .then(async () => {
                if (!(await moveTransition(ctx.db, runId, fraction))) ending.abort();
                tell();
                await progress(fraction);
              })
              .catch(() => {});
          },
        },
      );
      await telling;
      const outcome = outcomeOf(run, found, (performance.now() - begun) / 1_000);
      return keep(ctx, run, before, after, found, outcome);
    });
    tell();
    return { done };
  } catch (error) {
    if (signal.aborted) throw error;
    await endTransition(ctx.db, runId, {
      state: 'failed',
      failure: keptFailure(error),
      at: new Date(ctx.clock.now()),
    });
    tell();
    if (error instanceof TarimError) return { failed: error.code };
    throw error;
  }
}

/** @throws TarimError IMAGERY_SCENE_UNKNOWN for one that was taken off meanwhile */
async function thematic(ctx: Context, id: number): Promise<SceneRow> {
  const row = await sceneRow(ctx.db, id);
  if (!row?.facts || row.removedAt) throw new TarimError(E.sceneUnknown, { id });
  return row;
}

async function rasterOf(ctx: Context, row: SceneRow): Promise<ClassRaster> {
  const file = await ctx.files.locate(row.cogSha256!);
  const band = row.facts!.bands.find(({ role }) => role === 'class');
  if (!file || !band) throw new TarimError(E.sceneUnknown, { id: row.id });
  return { path: file.path, band: band.number };
}

function outcomeOf(run: TransitionRow, found: TransitionResult, seconds: number): TransitionOutcome {
  const years = yearsBetween(run.beforeAt, run.afterAt);
  return {
    ...transitionSums(run.parameters.groups, found.pairs, years),
    unknownCells: found.unknownCells,
    unknownArea: found.unknownArea,
    years,
    grid: found.grid,
    resampled: found.resampled,
    seconds: Math.round(seconds * 1_000) / 1_000,
  };
}

async function keep(
  ctx: Context,
  run: TransitionRow,
  before: SceneRow,
  after: SceneRow,
  { map }: TransitionResult,
  outcome: TransitionOutcome,
): Promise<boolean> {
  const at = new Date(ctx.clock.now());
  return ctx.db.transaction().execute(async (tx) => {
    // Held from here on: a raster that is brought for a run that was cancelled would have no owner.
    if (!(await moveTransition(tx, run.id, 1))) throw new TarimError(E.cancelled);
    const mapId = map && (await bringMap(ctx, tx, run, [before, after], map, outcome, at));
    return endTransition(tx, run.id, { state: 'done', outcome, mapId, at });
  });
}

/** The map becomes a thematic raster like any other: it is converted, catalogued and drawn, and its table says what became what. */
async function bringMap(
  ctx: Context,
  tx: Tx,
  run: TransitionRow,
  [before, after]: readonly [SceneRow, SceneRow],
  { path, codes }: NonNullable<TransitionResult['map']>,
  { classes }: TransitionOutcome,
  at: Date,
): Promise<number> {
  const name = `${MAPS}-${run.id}.tif`;
  const id = await insertScene(tx, {
    collection: MAPS,
    sensor: 'thematic',
    title: computedTitles.title(run.title).zh.slice(0, 200),
    takenAt: after.takenAt.toISOString(),
    platform: null,
    source: computedTitles.source(before.title, after.title).zh.slice(0, 500),
    licence: before.licence === after.licence ? after.licence : computedTitles.licence().zh,
    simulated: run.simulated,
    public: false,
    ownerPath: run.ownerPath,
    told: {
      baseline: null,
      epsg: null,
      noData: null,
      roles: null,
      classes: {
        entries: mapEntries(codes, classes),
        origin: { kind: 'computed', name: String(run.id) },
      },
    },
    originals: [{ part: 'bands', name, size: (await stat(path)).size, sha256: null }],
    byUser: run.byUser,
    byName: run.byName,
    at,
  });
  const target = uploadFolder(ctx, id);
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await rename(path, join(target, storedName('bands', 0)));
  await ctx.jobs.enqueue(CONVERT_JOB, { sceneId: id }, { tx, singletonKey: String(id) });
  return id;
}

function mapEntries(codes: readonly MapCode[], classes: TransitionOutcome['classes']): ClassEntry[] {
  const entries = codes
    .filter(({ code }) => code !== CODE_OF_OTHERS)
    .map(({ from, to, code }): ClassEntry => {
      const [a, b] = [classes[from - 1]!, classes[to - 1]!];
      const { zh, en } = classTitles.became(a, b);
      return {
        value: code,
        zh: zh.slice(0, 100),
        en: en.slice(0, 100),
        colour: mixedColour(a.colour, b.colour),
      };
    });
  if (entries.length < codes.length)
    entries.push({ value: CODE_OF_OTHERS, ...classTitles.others(), colour: '#9e9e9e' });
  return entries;
}
