/** Where the cluster of a data folder lives, and who runs it. */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { TarimError } from '@tarim/kernel';
import { platformErrors } from '../errors.ts';
import {
  type Account,
  databaseAccount,
  nativeDir,
  openFolder,
  reachable,
  SHARED_HOME,
  sharedBinaries,
  sharedCluster,
} from './binaries.ts';
import { stopOrphan } from './postmaster.ts';

export interface Place {
  readonly bin: string;
  readonly cluster: string;
  /** Whom the server runs as when we are root; null: as ourselves. */
  readonly account: Account | null;
}

const POINTER = 'pg.location';

/** The folder of an existing or future cluster: inside the data folder, or where `pg.location` says. */
export function clusterOf(dataDir: string): string {
  const pointer = join(dataDir, POINTER);
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(dataDir, 'pg');
}

/**
 * An ordinary user's cluster is `<dataDir>/pg`. So is root's where the database account can reach it (a volume of a
 * container); below a closed home it is `/var/lib/tarim/cluster-<hash>`, and `pg.location` in the data folder says so.
 * @throws TarimError DATABASE_MISSING, DATABASE_OWNER
 */
export async function placeOf(folder: string): Promise<Place> {
  mkdirSync(folder, { recursive: true });
  const dataDir = realpathSync(folder);
  const native = nativeDir();
  const account = databaseAccount();
  if (!account) {
    const cluster = clusterOf(dataDir);
    refuseOthers(cluster);
    return { bin: join(native, 'bin'), cluster, account };
  }
  const bin = join(reachable(join(native, 'bin'), account) ? native : sharedBinaries(native), 'bin');
  const cluster = clusterOf(dataDir);
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    const { uid, gid } = statSync(cluster);
    return { bin, cluster, account: { uid, gid } };
  }
  if (existsSync(join(dataDir, POINTER)))
    throw new TarimError(platformErrors.databaseMissing, { dir: cluster, pointer: join(dataDir, POINTER) });
  if (reachable(dataDir, account)) return { bin, cluster, account };
  return { bin, cluster: await outside(dataDir), account };
}

/** Notes in the data folder where its cluster is, once that is complete. */
export function rememberPlace(dataDir: string, cluster: string): void {
  if (cluster !== join(realpathSync(dataDir), 'pg')) writeFileSync(join(dataDir, POINTER), `${cluster}\n`);
}

async function outside(dataDir: string): Promise<string> {
  openFolder(SHARED_HOME);
  const cluster = sharedCluster(dataDir);
  if (existsSync(cluster)) {
    // The data folder was removed and made anew: what is left of the old one's database must not be taken for its own.
    await stopOrphan(cluster);
    rmSync(`${cluster}.abandoned`, { recursive: true, force: true });
    renameSync(cluster, `${cluster}.abandoned`);
  }
  return cluster;
}

function refuseOthers(cluster: string): void {
  if (!existsSync(join(cluster, 'PG_VERSION')) || process.platform === 'win32') return;
  const { uid } = statSync(cluster);
  if (uid !== process.geteuid?.()) throw new TarimError(platformErrors.databaseOwner, { dir: cluster, uid });
}
