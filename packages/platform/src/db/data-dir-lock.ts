import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TarimError } from '@tarim/kernel';
import { platformErrors } from '../errors.ts';

/** When a process began, in clock ticks since boot: tells a reused pid from the process that took the lock. */
export function processStart(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Takes the data folder for this process; a second process is refused clearly, a lock left by a kill is cleared.
 * @throws TarimError DATA_DIR_IN_USE
 */
export function lockDataDir(dir: string): () => void {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, 'tarim.lock');
  const mine = JSON.stringify({ pid: process.pid, start: processStart(process.pid) });
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(path, mine, { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readHolder(path);
    if (holder && holder.pid !== process.pid && alive(holder.pid) && holder.start === processStart(holder.pid)) {
      throw new TarimError(platformErrors.dataDirInUse, { dir, pid: holder.pid });
    }
    if (holder?.pid === process.pid && holder.start === processStart(process.pid)) {
      throw new TarimError(platformErrors.dataDirInUse, { dir, pid: holder.pid });
    }
    rmSync(path, { force: true });
  }
  throw new TarimError(platformErrors.dataDirInUse, { dir, pid: '?' });
}

function readHolder(path: string): { pid: number; start: string | null } | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { pid: number; start: string | null };
  } catch {
    return null;
  }
}
