import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
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

const NAME = 'tarim-test-';

/** Folders whose process was killed: what lies in memory would stay there. */
function clearLeft(home) {
  for (const name of readdirSync(home)) {
    const pid = Number(name.startsWith(NAME) && name.slice(NAME.length).split('-')[0]);
    if (!pid) continue;
    try {
      process.kill(pid, 0);
    } catch {
      rmSync(join(home, name), { recursive: true, force: true });
    }
  }
}

/**
 * A folder for what checks write, removed when this process ends; programs that it starts find it as their temporary folder.
 * It lies in memory where there is room: a test's database is hundreds of small files, made and removed again, which took a disk ten
 * times as long as the test itself.
 */
export function makeScratch() {
  const home = inMemory() ? MEMORY : tmpdir();
  clearLeft(home);
  const dir = mkdtempSync(join(home, `${NAME}${process.pid}-`));
  // The account of a database, which is not root's, passes through.
  chmodSync(dir, 0o755);
  process.env.TMPDIR = dir;
  process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
