/**
 * Makes a fresh clone runnable with nothing but Node ≥ 20 and npm: installs the locked packages and finds the pinned
 * Node 24 that the npm package `node` brings. Plain JavaScript, because the machine's own Node may be too old for TypeScript.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const stamp = join(root, 'node_modules', '.tarim-installed');
const pinned = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

function npm(args) {
  // The npm that runs us, so that its settings hold; else the one on the path.
  const cli = process.env.npm_execpath;
  const [command, prefix] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  const run = spawnSync(command, [...prefix, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (run.status !== 0) {
    console.error(`\nnpm ${args.join(' ')} 失败 / failed (${run.status ?? run.signal}).`);
    process.exit(1);
  }
}

function runs(binary) {
  try {
    return (
      execFileSync(binary, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' }).trim() ===
      '24'
    );
  } catch {
    return false;
  }
}

/** Installs what is missing; returns the path of Node 24. */
export function ensureInstalled() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    console.log('正在安装依赖 / installing packages …');
    npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    writeFileSync(stamp, lock);
  }
  // Some npm settings forbid install scripts; the runtime's is the one that we cannot do without.
  if (!runs(pinned)) npm(['rebuild', 'node', '--foreground-scripts']);
  if (!runs(pinned)) {
    console.error(
      '未能取得 Node 24 运行时 / the pinned Node 24 runtime could not be installed: npm rebuild node',
    );
    process.exit(1);
  }
  return pinned;
}

/** Environment in which the project's own tools and the pinned Node come first. */
export function projectEnv(extra = {}) {
  // Debian puts servers where an ordinary user's PATH does not look.
  const path = [
    join(root, 'node_modules', 'node', 'bin'),
    join(root, 'node_modules', '.bin'),
    process.env.PATH ?? '',
    '/usr/sbin',
  ].join(':');
  return { ...process.env, PATH: path, ...extra };
}

function hashTree(hash, dir) {
  for (const entry of readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (['node_modules', 'dist', 'test', 'server', 'migrations'].includes(entry.name)) continue;
    const path = join(dir, entry.name);
    if (entry.isDirectory()) hashTree(hash, path);
    else if (/\.(tsx?|css|html|json|mjs|svg)$/.test(entry.name) && !entry.name.endsWith('.test.ts'))
      hash.update(entry.name).update(readFileSync(path));
  }
}

/** Builds the web faces when their sources changed since the last build. */
export function ensureWeb(node) {
  const out = join(root, 'apps', 'web', 'dist');
  const mark = join(root, 'node_modules', '.cache', 'tarim-web-built');
  const hash = createHash('sha256');
  for (const dir of [
    'apps/web',
    'packages/ui',
    'packages/kernel',
    'packages/platform/src/contract',
    'modules',
  ])
    hashTree(hash, join(root, dir));
  const now = hash.digest('hex');
  if (existsSync(join(out, 'portal.html')) && existsSync(mark) && readFileSync(mark, 'utf8') === now) return;
  console.log('正在构建页面 / building the web faces …');
  const run = spawnSync(node, ['apps/web/build.mjs'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: projectEnv(),
  });
  if (run.status !== 0) process.exit(1);
  mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
  writeFileSync(mark, now);
}
