import { existsSync } from 'node:fs';
import { copyFile, link, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { boxesMeet, boxOf, type Polygon } from '@tarim/geo';
import { beijingIso, TarimError } from '@tarim/kernel';
import type { Context, DbOrTx, JobResult, JobRun } from '@tarim/platform';
import { drawnOutlines, unitAt } from '@tarim/region/queries';
import { LIVE_IMAGERY, type SceneFile, sceneReady } from '../../contract.ts';
import { drawnClasses, legendOfClasses } from '../domain/class-table.ts';
import { keptFailure } from '../domain/failure.ts';
import { imageryErrors as E } from '../errors.ts';
import { insertClasses } from '../sql/classes.ts';
import { failScene, finishScene, moveScene, type SceneRow, sceneRow } from '../sql/scenes.ts';
import type { BroughtFile } from '../threaded/brought.ts';
import type { Converted } from '../threaded/convert.ts';
import { inThread } from '../threaded/thread.ts';
import { inFolder, uploadFolder } from './folders.ts';
import { storedName } from './ingest-scene.ts';

const TIFF = 'image/tiff; application=geotiff';
const COG = `${TIFF}; profile=cloud-optimized`;

type Told = Pick<JobRun, 'signal' | 'progress'>;

/**
 * The job behind a scene that was brought. What is wrong with its files ends it with the coded reason; a process that was killed leaves
 * nothing but the files as they were brought, and the job begins anew.
 */
export async function convertScene(
  ctx: Context,
  sceneId: number,
  { signal, progress }: Told,
): Promise<JobResult> {
  const row = await sceneRow(ctx.db, sceneId);
  if (!row || !(await moveScene(ctx.db, sceneId, 0))) return {};
  const tell = () => ctx.live.publish(LIVE_IMAGERY, { scene: sceneId });
  tell();
  const ending = new AbortController();
  const stop = AbortSignal.any([signal, ending.signal]);
  try {
    const files = filesOf(ctx, row);
    const done = await inFolder(ctx, `scene-${sceneId}`, async (folder) => {
      let telling = Promise.resolve();
      const converted = await inThread(
        'convert',
        {
          sensor: row.sensor,
          platform: row.platform,
          takenAt: row.takenAt.getTime(),
          simulated: row.simulated,
          told: row.told,
          files,
          folder,
        },
        {
          signal: stop,
          onProgress: (fraction) => {
            telling = telling
              .then(async () => {
                // Taken off meanwhile: nobody waits for it.
                if (!(await moveScene(ctx.db, sceneId, fraction))) ending.abort();
                tell();
                await progress(fraction);
              })
              .catch(() => {});
          },
        },
      );
      await telling;
      return keep(ctx, row, converted, files, folder);
    });
    tell();
    return { ready: done };
  } catch (error) {
    // The process ends: the job is taken up again.
    if (signal.aborted) throw error;
    await failScene(ctx.db, sceneId, keptFailure(error));
    tell();
    if (error instanceof TarimError) return { failed: error.code };
    throw error;
  }
}

function filesOf(ctx: Context, row: SceneRow): BroughtFile[] {
  return row.originals.map(({ part, name }, i) => {
    const path = join(uploadFolder(ctx, row.id), storedName(part, i));
    if (!existsSync(path)) throw new TarimError(E.uploadGone, { name });
    return { part, name, path };
  });
}

async function keep(
  ctx: Context,
  row: SceneRow,
  converted: Converted,
  files: readonly BroughtFile[],
  folder: string,
): Promise<boolean> {
  const unitPath = await placeOf(ctx.db, converted.footprint);
  const stem = `${row.collection}-${row.takenAt.toISOString().slice(0, 10)}-${row.id}`;
  const cog = await ctx.files.putFile(converted.cog, { name: `${stem}.tif`, mime: COG });
  const quality =
    converted.quality &&
    (await ctx.files.putFile(converted.quality.path, {
      name: `${stem}-${converted.quality.kind}.tif`,
      mime: COG,
    }));
  const originals: SceneFile[] = [];
  for (const [i, { path, name, part }] of files.entries()) {
    // Under a second name, so that they are still there when the process is killed before the scene is ready.
    const second = join(folder, `original-${i}`);
    await link(path, second).catch(() => copyFile(path, second));
    const kept = await ctx.files.putFile(second, { name, mime: TIFF });
    originals.push({ ...row.originals[i]!, part, ...kept });
  }
  const at = new Date(ctx.clock.now());
  const ready = await ctx.db.transaction().execute(async (tx) => {
    if (!(await finishScene(tx, row.id, { converted, unitPath, cog, quality, originals, at }))) return false;
    if (converted.classTable)
      await insertClasses(tx, {
        sceneId: row.id,
        version: 1,
        ownerPath: row.ownerPath,
        ...converted.classTable,
        by: { userId: row.byUser, name: row.byName },
        at,
      });
    const classes =
      converted.classes &&
      legendOfClasses(converted.classes.counts, converted.classTable?.entries ?? null, converted.palette);
    await ctx.outbox.publish(tx, sceneReady, {
      id: row.id,
      collection: row.collection,
      sensor: row.sensor,
      title: row.title,
      takenAt: beijingIso(row.takenAt.getTime()),
      platform: row.platform,
      source: row.source,
      licence: row.licence,
      simulated: row.simulated,
      public: row.public,
      gsd: converted.gsd,
      cloudShare: converted.cloudShare,
      epsg: epsgOf(converted.grid.crs),
      footprint: converted.footprint,
      cog: { ...cog, name: `${stem}.tif` },
      quality:
        quality && converted.quality
          ? { ...quality, name: `${stem}-${converted.quality.kind}.tif`, kind: converted.quality.kind }
          : null,
      ...(classes ? { classes: drawnClasses(classes) } : {}),
      by: row.byUser,
      recordedAt: beijingIso(row.recordedAt.getTime()),
    });
    await ctx.audit.record(tx, {
      actor: null,
      action: 'imagery.scene.ready',
      subject: `scene/${row.id}`,
      unitPath: row.ownerPath,
      detail: { sha256: cog.sha256, size: cog.size },
    });
    return true;
  });
  await rm(uploadFolder(ctx, row.id), { recursive: true, force: true });
  return ready;
}

const epsgOf = (crs: string): number | null => {
  const code = /^EPSG:(\d+)$/.exec(crs)?.[1];
  return code === undefined ? null : Number(code);
};

/**
 * The county or Corps city of a footprint's middle. A scene that meets no outline of the region lies where nobody here has business: a
 * wrong zone puts it hundreds of kilometres away.
 * @throws TarimError IMAGERY_OUTSIDE_REGION
 */
async function placeOf(db: DbOrTx, footprint: Polygon): Promise<string | null> {
  const box = boxOf(footprint);
  const outlines = await drawnOutlines(db, 'county');
  if (outlines.length > 0 && !outlines.some(({ geometry }) => boxesMeet(boxOf(geometry), box))) {
    const [west, south, east, north] = box.map((one) => one.toFixed(3)) as [string, string, string, string];
    throw new TarimError(E.outsideRegion, { west, south, east, north });
  }
  const unit = await unitAt(db, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
  return unit?.path ?? null;
}
