import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SegmentFileLog, verifyChain } from '@tarim/telemetry/archive';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runTarim } from '../run.fixture.ts';
import { type Taken, takeDataFolder } from './folder.ts';
import { takeFrameLog } from './frame-log.ts';
import { MANIFEST, newManifest, parseManifest } from './manifest.ts';
import { checkBackup, openReader } from './reader.ts';
import { padding, readHeader, writeHeader } from './tar.ts';
import { openWriter } from './writer.ts';

// The first call of a command loads what it is made of.
vi.setConfig({ testTimeout: 60_000 });

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tarim-backup-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true, force: true });
});

async function* bytes(...parts: (string | Uint8Array)[]) {
  for (const part of parts) yield Buffer.from(part as string);
}
const taking = (): Taken => ({ folders: [], files: [], problems: [] });
const manifestOf = ({ folders, files }: Taken) =>
  newManifest({
    createdAt: '2026-11-25T00:00:00+08:00',
    database: { kind: 'cluster', postgres: '18' },
    migrations: [],
    position: 0,
    folders,
    files,
  });

describe('tar', () => {
  test('headers come back, long names and sizes above eight gibibytes too', () => {
    for (const header of [
      { path: 'a', size: 0, mode: 0o600, folder: false },
      { path: 'data/keys', size: 0, mode: 0o700, folder: true },
      { path: `data/${'long-'.repeat(18)}/${'塔'.repeat(30)}`, size: 12_345, mode: 0o640, folder: false },
      { path: 'tables/x', size: 9 * 2 ** 30 + 1, mode: 0o600, folder: false },
    ])
      expect(readHeader(writeHeader(header, 1_700_000_000))).toEqual(header);
    expect(readHeader(Buffer.alloc(512))).toBeNull();
    expect(() => readHeader(Buffer.alloc(512, 1))).toThrow();
    expect(() => writeHeader({ path: 'x'.repeat(200), size: 0, mode: 0, folder: false }, 0)).toThrow();
    expect([0, 1, 511, 512, 513].map(padding)).toEqual([0, 511, 1, 0, 511]);
  });
});

describe.each(['folder', 'one.tar'])('a backup as %s', (name) => {
  test('is there when it is finished, and gives back what it took', async () => {
    const to = join(dir, name);
    const writer = await openWriter(to);
    const taken = taking();
    await writer.folder('data/empty');
    taken.files.push(await writer.file('data/empty-file', 0o640, bytes()));
    taken.files.push(await writer.file('data/a/b', 0o600, bytes('one ', Buffer.alloc(70_000, 'x'), ' two')));
    const gone = (async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(1_000);
      throw new Error('cannot be read');
    })();
    await expect(writer.file('data/gone', 0o600, gone)).rejects.toThrow('cannot be read');
    taken.files.push(await writer.file('data/after', 0o600, bytes('after')));
    await writer.file(MANIFEST, 0o600, bytes(JSON.stringify(manifestOf(taken))));
    expect(existsSync(to)).toBe(false);
    await writer.finish();
    expect(readdirSync(dir)).toEqual([name]);
    // Keys are in it.
    expect(statSync(to).mode & 0o077).toBe(0);
    const backup = await openReader(to);
    expect(await checkBackup(backup)).toEqual([]);
    const parts: Uint8Array[] = [];
    for await (const part of backup.open('data/a/b')) parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe(`one ${'x'.repeat(70_000)} two`);
    if (name === 'one.tar') {
      const listed = execFileSync('tar', ['-tf', to], { encoding: 'utf8' }).trim().split('\n');
      expect(listed).toEqual(['data/empty/', 'data/empty-file', 'data/a/b', 'data/after', MANIFEST]);
      expect(execFileSync('tar', ['-xOf', to, 'data/after'], { encoding: 'utf8' })).toBe('after');
    }
  });

  test('that was altered is told file by file', async () => {
    const to = join(dir, name);
    const writer = await openWriter(to);
    const taken = taking();
    taken.files.push(await writer.file('data/good', 0o600, bytes('good')));
    taken.files.push(await writer.file('data/bad', 0o600, bytes('the bytes of bad')));
    taken.files.push({ path: 'data/lost', bytes: 3, mode: 0o600, sha256: '0'.repeat(64) });
    await writer.file(MANIFEST, 0o600, bytes(JSON.stringify(manifestOf(taken))));
    await writer.finish();
    const file = name === 'folder' ? join(to, 'data/bad') : to;
    writeFileSync(file, readFileSync(file, 'latin1').replace('bytes of bad', 'bytes of bat'), 'latin1');
    const problems = await checkBackup(await openReader(to));
    expect(problems.map((one) => [one.code, one.path])).toEqual([
      ['BACKUP_ALTERED', 'data/bad'],
      ['BACKUP_FILE_MISSING', 'data/lost'],
    ]);
    // Nothing is restored of it.
    vi.stubEnv('DATABASE_URL', '');
    const target = join(dir, 'target');
    const { code, lines } = await runTarim(['restore', '--from', to, '--data', target]);
    expect([code, lines()[0].data, lines()[0].problems.length]).toEqual([1, null, 2]);
    expect(existsSync(target)).toBe(false);
  });

  test('that was broken off leaves nothing', async () => {
    const writer = await openWriter(join(dir, name));
    await writer.file('data/x', 0o600, bytes('x'));
    await writer.abandon();
    expect(readdirSync(dir)).toEqual([]);
  });
});

test('a manifest that leads elsewhere, or into a statement, is refused', () => {
  const table = { schema: 'a', name: 'b', columns: ['c'], rows: 1, partition: null, path: 'tables/a.b' };
  const file = { path: 'tables/a.b', bytes: 0, mode: 0o600, sha256: '' };
  const tables = (more: object) => ({
    ...manifestOf({ ...taking(), files: [file] }),
    database: { kind: 'tables', postgres: '15', tables: [{ ...table, ...more }], sequences: [] },
  });
  const read = (value: object) => parseManifest(JSON.stringify(value));
  const bound = "FOR VALUES FROM ('2026-11-01 00:00:00+08') TO ('2026-12-01 00:00:00+08')";
  expect(read(tables({ partition: { of: 'b', bound } }))).toBeTruthy();
  const whole = manifestOf(taking());
  for (const value of [
    {},
    { ...whole, version: 2 },
    { ...whole, files: [{ ...file, path: '../../etc/passwd' }] },
    { ...whole, files: [{ ...file, path: '/etc/passwd' }] },
    { ...whole, folders: ['data/../..'] },
    { ...whole, folders: 3 },
    tables({ name: 'b"; drop table x; --' }),
    tables({ columns: ['c) from stdin; drop'] }),
    tables({ path: 'tables/other' }),
    tables({ partition: { of: 'b', bound: `${bound}; drop table x` } }),
  ])
    expect(() => read(value)).toThrow(/no usable backup/);
  expect(() => parseManifest('{')).toThrow(/no usable backup/);
});

describe('a frame log', () => {
  test('that is written meanwhile is taken without a hole', async () => {
    const log = await SegmentFileLog.open({ dir: join(dir, 'source', 'framelog'), segmentBytes: 2_000 });
    const entry = { receivedAt: 1, transport: 'tcp', remote: 'x', kind: 'frame' } as const;
    let written = 0;
    let stop = false;
    const writing = (async () => {
      while (!stop) {
        written = (await log.append([{ ...entry, payload: Buffer.alloc(300, 'x') }]))[0]!;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    await vi.waitUntil(() => log.segments().length > 5);
    for (let round = 0; round < 10; round++) {
      const taken = taking();
      const to = join(dir, `copy-${round}`);
      const writer = await openWriter(to);
      const before = written;
      await takeFrameLog(writer, join(dir, 'source'), taken);
      await writer.finish();
      expect(taken.problems).toEqual([]);
      const copy = join(to, 'data', 'framelog');
      expect((await verifyChain(copy)).problems).toEqual([]);
      const opened = await SegmentFileLog.open({ dir: copy });
      // All that was acknowledged before it began.
      expect(opened.position()).toBeGreaterThan(before);
      await opened.close();
    }
    stop = true;
    await writing;
    await log.close();
  }, 30_000);
});

test('of a data folder go in what is kept, not locks, halves and the database', async () => {
  const source = join(dir, 'source');
  for (const path of ['files/ab', 'keys', 'pg/base', 'framelog'])
    mkdirSync(join(source, path), { recursive: true });
  for (const path of [
    'files/ab/cd',
    'keys/secret.key',
    'pg/PG_VERSION',
    'pg.log',
    'pg.location',
    'tarim.lock',
    'x.part',
    'demo',
  ])
    writeFileSync(join(source, path), path);
  const taken = taking();
  const writer = await openWriter(join(dir, 'to'));
  await takeDataFolder(writer, source, taken);
  await writer.abandon();
  expect(taken.files.map((one) => one.path)).toEqual([
    'data/demo',
    'data/files/ab/cd',
    'data/keys/secret.key',
  ]);
});

describe('broken calls', () => {
  beforeEach(() => vi.stubEnv('DATABASE_URL', ''));
  test.each([
    ['backup', [], '--to'],
    ['backup', ['--to', 'taken'], 'BACKUP_EXISTS'],
    ['backup', ['--to', 'data/inside'], 'BACKUP_INSIDE'],
    ['backup', ['--to', 'new.tar'], 'BACKUP_NOTHING'],
    ['restore', [], '--from'],
    ['restore', ['--from', 'missing'], 'BACKUP_UNREADABLE'],
    ['restore', ['--from', 'taken', '--data', 'taken'], 'BACKUP_TARGET_NOT_EMPTY'],
  ])('tarim %s %j', async (command, args, word) => {
    mkdirSync(join(dir, 'taken'));
    writeFileSync(join(dir, 'taken', 'x'), '');
    const paths = args.map((one) => (one.startsWith('--') ? one : join(dir, one)));
    const data = args.includes('--data') ? [] : ['--data', join(dir, 'data')];
    const { code, out, err } = await runTarim([command, ...data, ...paths]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(word);
    expect(readdirSync(dir)).toEqual(['taken']);
  });
});
