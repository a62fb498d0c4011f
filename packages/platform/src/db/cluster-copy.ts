/** Taking the private cluster of a data folder elsewhere, for backups; only while nothing runs on it. */
import { execFileSync } from 'node:child_process';
import { existsSync, lchownSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { TarimError } from '@tarim/kernel';
import { platformErrors } from '../errors.ts';
import { type Account, nativeDir } from './binaries.ts';
import { placeOf, rememberPlace } from './place.ts';

/** Major version of the PostgreSQL that runs embedded clusters; one of another version cannot read their files. */
export function embeddedMajor(): string {
  const native = nativeDir();
  const env = { ...process.env, LD_LIBRARY_PATH: join(native, 'lib') };
  const told = execFileSync(join(native, 'bin', 'postgres'), ['--version'], { encoding: 'utf8', env });
  return /(\d+)/.exec(told)?.[1] ?? '';
}

/**
 * Puts a cluster where one of this data folder belongs (for root possibly elsewhere, see placeOf). It appears whole or not
 * at all, and belongs to the account that will run it. The caller holds the data folder's lock.
 * @param fill writes the files into the folder it is given
 * @throws TarimError DATABASE_START_FAILED when there is a cluster already
 */
export async function installCluster(dataDir: string, fill: (dir: string) => Promise<void>): Promise<void> {
  const place = await placeOf(dataDir);
  if (existsSync(place.cluster))
    throw new TarimError(platformErrors.databaseStart, { reason: `${place.cluster} exists already` });
  const part = `${place.cluster}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true, mode: 0o700 });
  try {
    await fill(part);
    if (place.account) own(part, place.account);
    renameSync(part, place.cluster);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  rememberPlace(dataDir, place.cluster);
}

function own(path: string, account: Account): void {
  lchownSync(path, account.uid, account.gid);
  for (const one of readdirSync(path, { withFileTypes: true })) {
    const inside = join(path, one.name);
    if (one.isDirectory()) own(inside, account);
    else lchownSync(inside, account.uid, account.gid);
  }
}
