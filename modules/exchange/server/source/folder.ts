import { copyFile, lstat, mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type Drop, isWanted, type Waiting } from './drop.ts';

/** Somebody may still be writing a file that is younger. */
const SETTLED_MS = 2_000;

export const dropFolder = (dataDir: string, slug: string): string => join(dataDir, 'exchange', 'drop', slug);

/** Files that wait in a folder of this server. Links are not followed: they could lead anywhere. */
export async function waitingFiles(dir: string, pattern: string): Promise<Waiting[]> {
  const found: Waiting[] = [];
  for (const name of await readdir(dir).catch(() => [] as string[])) {
    if (!isWanted(pattern, name)) continue;
    const stat = await lstat(join(dir, name)).catch(() => null);
    if (!stat?.isFile() || Date.now() - stat.mtimeMs < SETTLED_MS) continue;
    found.push({ name, size: stat.size, at: stat.mtimeMs });
  }
  return found;
}

/** 投放目录 on this server; files are copied into the run's folder `dir` before they are read. */
export const localDrop = (folder: string, pattern: string, dir: string): Drop => ({
  list: async () => {
    await mkdir(folder, { recursive: true });
    return waitingFiles(folder, pattern);
  },
  fetch: async (name) => {
    const path = join(dir, 'dropped');
    await copyFile(join(folder, name), path);
    return path;
  },
  putAway: async (where, name, as) => {
    await mkdir(join(folder, where), { recursive: true });
    // It may have been taken away meanwhile; what was read stays read.
    await rename(join(folder, name), join(folder, where, as)).catch(() => {});
  },
  kept: (where) => readdir(join(folder, where)).catch(() => []),
  bringBack: async (where, as, name) => {
    await rename(join(folder, where, as), join(folder, name)).catch(() => {});
  },
});
