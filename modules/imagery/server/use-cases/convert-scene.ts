import { existsSync } from 'node:fs';
import { copyFile, link, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TarimError } from '@tarim/kernel';
import type { Context, JobResult, JobRun } from '@tarim/platform';
import type { SceneFile } from '../../contract.ts';
import { imageryErrors as E } from '../errors.ts';
import type { SceneRow } from '../sql/scenes.ts';
import type { BroughtFile } from '../threaded/brought.ts';
import { inThread } from '../threaded/thread.ts';
import { inFolder, uploadFolder } from './folders.ts';
import { jpeg2000In, withoutJpeg2000 } from './from-jpeg2000.ts';
import { storedName } from './ingest-scene.ts';
import { keepScene, TIFF } from './keep-scene.ts';
import { workOnScene } from './work-on-scene.ts';

const JPEG_2000 = 'image/jp2';

/**
 * The job behind a scene that was brought. What is wrong with its files ends it with the coded reason; a process that was killed leaves
 * nothing but the files as they were brought, and the job begins anew.
 */
export const convertScene = (
  ctx: Context,
  sceneId: number,
  run: Pick<JobRun, 'signal' | 'progress'>,
): Promise<JobResult> =>
  workOnScene(ctx, sceneId, run, (row, working) => {
    const files = filesOf(ctx, row);
    return inFolder(ctx, `scene-${sceneId}`, async (folder) => {
      const converted = await inThread(
        'convert',
        {
          sensor: row.sensor,
          platform: row.platform,
          takenAt: row.takenAt.getTime(),
          simulated: row.simulated,
          told: row.told,
          files: await withoutJpeg2000(files, folder, working.signal),
          folder,
        },
        working,
      );
      const ready = await keepScene(ctx, row, converted, {
        keepOriginals: () => keepOriginals(ctx, row, files, folder),
      });
      await rm(uploadFolder(ctx, row.id), { recursive: true, force: true });
      return ready;
    });
  });

function filesOf(ctx: Context, row: SceneRow): BroughtFile[] {
  return row.originals.map(({ part, name }, i) => {
    const path = join(uploadFolder(ctx, row.id), storedName(part, i));
    if (!existsSync(path)) throw new TarimError(E.uploadGone, { name });
    return { part, name, path };
  });
}

/** Under a second name, so that they are still there when the process is killed before the scene is ready. */
async function keepOriginals(
  ctx: Context,
  row: SceneRow,
  files: readonly BroughtFile[],
  folder: string,
): Promise<SceneFile[]> {
  const originals: SceneFile[] = [];
  for (const [i, { path, name, part }] of files.entries()) {
    const second = join(folder, `original-${i}`);
    await link(path, second).catch(() => copyFile(path, second));
    const mime = (await jpeg2000In(path)) ? JPEG_2000 : TIFF;
    const kept = await ctx.files.putFile(second, { name, mime });
    originals.push({ ...row.originals[i]!, part, ...kept });
  }
  return originals;
}
