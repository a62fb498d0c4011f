import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const TMPFS = 0x01021994;
const GIB = 2 ** 30;
/** What databases of a whole run may take, and what else the machine needs meanwhile. */
const ROOM = 6 * GIB;
const FREE = 12 * GIB;

function inMemory() {
  if (!existsSync(MEMORY)) return false;
  const { type, bavail, bsize } = statfsSync(MEMORY);
  return type === TMPFS && bavail * bsize >= ROOM && freemem() >= FREE;
}

/**
 * A folder for what checks write, removed when this process ends; programs that it starts find it as their temporary folder.
 * It lies in memory where there is room: a test's database is hundreds of small files, made and removed again, which took a disk ten
 * times as long as the test itself.
 */
export function makeScratch() {
  const dir = mkdtempSync(join(inMemory() ? MEMORY : tmpdir(), 'tarim-test-'));
  // The account of a database, which is not root's, passes through.
  chmodSync(dir, 0o755);
  process.env.TMPDIR = dir;
  process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
  return dir;
}
