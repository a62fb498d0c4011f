import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '@tarim/platform';

/** On the volume of the content store, so that what is finished moves there in one step. */
const rootOf = ({ config }: Pick<Context, 'config'>) => join(config.dataDir, 'imagery');

/** Where files of a scene wait until they are converted. */
export const uploadFolder = (ctx: Pick<Context, 'config'>, sceneId: number | string): string =>
  join(rootOf(ctx), 'uploads', String(sceneId));

/** Runs something in a folder of its own, empty at the start and gone at the end, however it ends. */
export async function inFolder<R>(
  ctx: Pick<Context, 'config'>,
  name: string,
  body: (folder: string) => Promise<R>,
): Promise<R> {
  const folder = join(rootOf(ctx), 'work', name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    return await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
