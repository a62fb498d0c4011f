import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectDatabase, lockDataDir, openDatabase } from '@tarim/platform';
import { allModules } from '@tarim/server';
import { verifyChain } from '@tarim/telemetry/archive';
import { removeDataDir, testDatabase } from '@tarim/testkit';
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import {
  digest,
  expectAlive,
  fill,
  ok,
  ownEnvironment,
  scratch,
  writeLog,
} from '../src/backup/backup.fixture.ts';
import { runTarim } from '../src/run.fixture.ts';

ownEnvironment();

describe('a server', () => {
  /** A database in which nothing was ever made. */
  async function emptyDatabase(): Promise<string> {
    const base = inject('databaseUrl');
    const name = `empty_${randomBytes(6).toString('hex')}`;
    const admin = connectDatabase(base, { max: 1 });
    await admin.pool.query(`create database ${name}`);
    onTestFinished(async () => {
      await admin.pool.query(`drop database if exists ${name} with (force)`);
      await admin.stop();
    });
    const url = new URL(base);
    url.pathname = `/${name}`;
    return url.href;
  }

  test('is read by rows, also while it is written, and fills an empty database or an embedded one', async () => {
    const [dataDir, place] = [scratch(), scratch()];
    const source = await testDatabase(allModules());
    onTestFinished(() => source.drop());
    vi.stubEnv('DATABASE_URL', source.url);
    await ok('seed', '--data', dataDir);
    await writeLog(dataDir);
    const kept = await fill(dataDir, source);
    const wanted = await digest(source);

    // A gateway runs on the folder: rows and log are taken beside it.
    const unlock = lockDataDir(dataDir, 'gateway');
    const folder = join(place, 'rows');
    const told = await ok('backup', '--data', dataDir, '--to', folder);
    unlock();
    expect(told).toMatchObject({ kind: 'tables', position: 777, problems: [] });
    const packed = readFileSync(join(folder, 'tables', 'telemetry.record_2026_11.copy.zst'));
    expect(packed.length).toBeGreaterThan(100);

    // Into another database of a server.
    const url = await emptyDatabase();
    vi.stubEnv('DATABASE_URL', url);
    const copy = join(place, 'copy');
    await ok('restore', '--from', folder, '--data', copy);
    const restored = connectDatabase(url, { max: 2 });
    onTestFinished(() => restored.stop());
    expect(await digest(restored)).toEqual(wanted);
    await expectAlive(restored, copy, kept);
    expect((await verifyChain(join(copy, 'framelog'))).problems).toEqual([]);
    const again = await runTarim(['restore', '--from', folder, '--data', join(place, 'second')]);
    expect([again.code, again.err.split(':')[0]]).toEqual([2, 'BACKUP_DATABASE_NOT_EMPTY']);
    expect(existsSync(join(place, 'second'))).toBe(false);

    // Into an embedded one: moving to a single machine.
    vi.stubEnv('DATABASE_URL', '');
    const single = join(place, 'single');
    onTestFinished(() => removeDataDir(single));
    await ok('restore', '--from', folder, '--data', single);
    const embedded = await openDatabase({ dataDir: single });
    try {
      expect(await digest(embedded)).toEqual(wanted);
      await expectAlive(embedded, single, kept);
    } finally {
      await embedded.stop();
    }
  }, 180_000);

  test('that fails half-way leaves the database and the folder as they were', async () => {
    const [dataDir, place] = [scratch(), scratch()];
    const source = await testDatabase(allModules());
    onTestFinished(() => source.drop());
    vi.stubEnv('DATABASE_URL', source.url);
    await fill(dataDir, source);
    const folder = join(place, 'rows');
    await ok('backup', '--data', dataDir, '--to', folder);
    const manifest = JSON.parse(readFileSync(join(folder, 'backup.json'), 'utf8'));
    // The last table promises a row more than it has.
    manifest.database.tables.at(-1).rows++;
    writeFileSync(join(folder, 'backup.json'), JSON.stringify(manifest));
    const url = await emptyDatabase();
    vi.stubEnv('DATABASE_URL', url);
    const copy = join(place, 'copy');
    const { code, err } = await runTarim(['restore', '--from', folder, '--data', copy]);
    expect([code, err.split(':')[0]]).toEqual([1, 'BACKUP_UNREADABLE']);
    expect(existsSync(copy)).toBe(false);
    const left = connectDatabase(url, { max: 1 });
    onTestFinished(() => left.stop());
    expect(await digest(left)).toEqual({});
  }, 120_000);
});
