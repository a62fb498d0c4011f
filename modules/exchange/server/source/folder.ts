import { copyFile, lstat, mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { beijingIso, TarimError } from '@tarim/kernel';
import { exchangeErrors as E } from '../errors.ts';
import { type Fetched, fingerprintOf, MOST_BYTES } from './fetched.ts';

/** Somebody may still be writing a file that is younger. */
const SETTLED_MS = 2_000;

export const dropFolder = (dataDir: string, slug: string): string => join(dataDir, 'exchange', 'drop', slug);

/** `*` any text, `?` one sign; upper and lower case are one. */
export function nameMatches(pattern: string, name: string): boolean {
  const [p, n] = [pattern.toLowerCase(), name.toLowerCase()];
  // Two pointers with one place to go back to: no pattern makes this slow.
  let [i, j, star, mark] = [0, 0, -1, 0];
  while (j < n.length) {
    if (i < p.length && (p[i] === '?' || p[i] === n[j]) && p[i] !== '*') {
      i++;
      j++;
    } else if (i < p.length && p[i] === '*') {
      star = i++;
      mark = j;
    } else if (star >= 0) {
      i = star + 1;
      j = ++mark;
    } else return false;
  }
  while (p[i] === '*') i++;
  return i === p.length;
}

/** Files that wait in a drop folder, the oldest first. Links are not followed: they could lead anywhere. */
export async function waitingFiles(dir: string, pattern: string): Promise<{ name: string; size: number }[]> {
  const found: { name: string; size: number; at: number }[] = [];
  for (const name of await readdir(dir).catch(() => [] as string[])) {
    if (name.startsWith('.') || /\.(part|tmp)$/i.test(name) || !nameMatches(pattern, name)) continue;
    const stat = await lstat(join(dir, name)).catch(() => null);
    if (!stat?.isFile() || Date.now() - stat.mtimeMs < SETTLED_MS) continue;
    found.push({ name, size: stat.size, at: stat.mtimeMs });
  }
  return found.sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1));
}

/** The oldest file that was not taken yet; null when there is none. */
export async function fetchFolder(ask: {
  readonly drop: string;
  readonly pattern: string;
  readonly move: boolean;
  readonly dir: string;
  readonly now: number;
  readonly taken: (fingerprint: string) => Promise<boolean>;
}): Promise<Fetched | null> {
  await mkdir(ask.drop, { recursive: true });
  for (const { name, size } of await waitingFiles(ask.drop, ask.pattern)) {
    if (size > MOST_BYTES) throw new TarimError(E.tooLarge, { limit: '2 GiB' });
    const path = join(ask.dir, 'dropped');
    await copyFile(join(ask.drop, name), path);
    const print = await fingerprintOf(path);
    if (await ask.taken(print.fingerprint)) {
      if (ask.move) await putAway(ask.drop, 'done', name, ask.now);
      continue;
    }
    return {
      path,
      name,
      kind: 'file',
      ...print,
      ended: async (good) => {
        if (ask.move) await putAway(ask.drop, good ? 'done' : 'failed', name, ask.now);
      },
    };
  }
  return null;
}

async function putAway(drop: string, where: 'done' | 'failed', name: string, now: number): Promise<void> {
  await mkdir(join(drop, where), { recursive: true });
  const stamp = beijingIso(now).slice(0, 19).replace(/[-:T]/g, '');
  // It may have been taken away meanwhile; what was read stays read.
  await rename(join(drop, name), join(drop, where, `${stamp}-${name}`)).catch(() => {});
}
