/** Servers and browsers that checks need: taken from the machine, else installed from Debian's packages when we may. */
import { execFileSync, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectEnv } from './ensure.mjs';

let updated = false;

/** Installs a Debian package; false when this is not Debian, we are not root, or it is not to be had. */
export function aptInstall(...names) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (!updated) {
    updated = true;
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
  }
  console.log(`正在安装 installing ${names.join(' ')} …`);
  return (
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    }).status === 0
  );
}

function onPath(name) {
  try {
    return execFileSync('which', [name], { encoding: 'utf8', env: projectEnv() }).trim();
  } catch {
    return null;
  }
}

/** A program that some tests start, by its Debian package; its test skips loudly (fails under CI) without it. */
export function ensureServer(name, debian = name) {
  return onPath(name) !== null || aptInstall(debian);
}

/** Path of a Chromium with Chinese glyphs, or null. */
export function findChromium() {
  const known = () =>
    process.env.TARIM_CHROMIUM ?? onPath('chromium') ?? onPath('chromium-browser') ?? onPath('google-chrome');
  if (!known()) aptInstall('chromium', 'fonts-noto-cjk');
  return known();
}

/**
 * A throw-away cluster of Debian's PostgreSQL 15 on a loopback port: the other version that our SQL must suit. With `durable`
 * it flushes as a real one does; tests do without.
 */
export function findServerPostgres({ durable = false } = {}) {
  const versions = () => (existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : []);
  const binary = () => {
    const version = versions().find((one) => existsSync(`/usr/lib/postgresql/${one}/bin/initdb`));
    return version ? `/usr/lib/postgresql/${version}/bin` : null;
  };
  if (!binary()) aptInstall('postgresql-15');
  const bin = binary();
  if (!bin) return null;
  const asRoot = process.getuid?.() === 0;
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const who = asRoot ? { uid: id('-u'), gid: id('-g') } : {};
  const home = join(tmpdir(), `tarim-pg15-${process.pid}`);
  mkdirSync(home, { recursive: true });
  if (asRoot) chownSync(home, who.uid, who.gid);
  const data = join(home, 'data');
  const port = 20_000 + randomInt(20_000);
  const options = { ...who, cwd: home, stdio: 'ignore' };
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'tarim', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'],
    options,
  );
  const settings = `-p ${port} -k ${home} -c listen_addresses=127.0.0.1 -c max_connections=200 ${
    durable
      ? '-c shared_buffers=1GB -c max_wal_size=4GB'
      : '-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_wal_size=256MB'
  }`;
  execFileSync(
    join(bin, 'pg_ctl'),
    ['-D', data, '-w', '-l', join(home, 'log'), '-o', settings, 'start'],
    options,
  );
  return {
    url: `postgresql://tarim@127.0.0.1:${port}/postgres`,
    stop: () => {
      spawnSync(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'], options);
      spawnSync('rm', ['-rf', home]);
    },
  };
}
