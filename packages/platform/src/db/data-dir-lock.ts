import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beijingIso, TarimError } from '@tarim/kernel';
import { platformErrors } from '../errors.ts';
import { isAlive, processStart } from './processes.ts';

interface Holder {
  readonly pid: number;
  readonly start: string | null;
  readonly since: string;
  readonly token: string;
}

/**
 * Takes the data folder for this process; a second process is refused clearly, a lock left by a kill is cleared.
 * Processes that share a folder without sharing a database may lock parts of it by `name`.
 * @throws TarimError DATA_DIR_IN_USE
 */
export function lockDataDir(dir: string, name = 'tarim'): () => void {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, `${name}.lock`);
  const mine: Holder = {
    pid: process.pid,
    start: processStart(process.pid),
    since: beijingIso(Date.now()),
    token: randomUUID(),
  };
  const release = () => {
    if (readHolder(path)?.token === mine.token) rmSync(path, { force: true });
  };
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(path, JSON.stringify(mine), { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = readHolder(path);
      if (holder && holds(holder)) throw inUse(dir, holder);
      rmSync(path, { force: true });
      continue;
    }
    if (attempt === 0) return release;
    // Two starters may clear the same stale lock at once; the last to write has it, the other sees so here.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    if (readHolder(path)?.token === mine.token) return release;
  }
  throw inUse(dir, readHolder(path) ?? mine);
}

function inUse(dir: string, { pid, since }: Holder): TarimError {
  return new TarimError(platformErrors.dataDirInUse, { dir, pid, since: since ?? '?' });
}

function holds(holder: Holder): boolean {
  return isAlive(holder.pid) && holder.start === processStart(holder.pid);
}

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}
