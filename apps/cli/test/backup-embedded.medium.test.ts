import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lockDataDir, openDatabase } from '@tarim/platform';
import { verifyChain } from '@tarim/telemetry/archive';
import { removeDataDir } from '@tarim/testkit';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
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

describe('the embedded database', () => {
  test('is taken while the platform is stopped, and comes back elsewhere as it was', async () => {
    const [dataDir, place] = [scratch(), scratch()];
    await ok('seed', '--data', dataDir);
    await writeLog(dataDir);
    const source = await openDatabase({ dataDir });
    const kept = await fill(dataDir, source);
    const wanted = await digest(source);
    await source.stop();
    const chain = await verifyChain(join(dataDir, 'framelog'));

    // A running platform holds the folder.
    const unlock = lockDataDir(dataDir);
    const refused = await runTarim(['backup', '--data', dataDir, '--to', join(place, 'no.tar')]);
    expect([refused.code, refused.err.split(':')[0]]).toEqual([1, 'DATA_DIR_IN_USE']);
    unlock();
    expect(existsSync(join(place, 'no.tar'))).toBe(false);

    const tar = join(place, 'all.tar');
    const told = await ok('backup', '--data', dataDir, '--to', tar);
    expect(told).toMatchObject({ kind: 'cluster', position: 777, problems: [] });
    expect(existsSync(join(dataDir, 'tarim.lock'))).toBe(false);

    const copy = join(place, 'copy');
    onTestFinished(() => removeDataDir(copy));
    await ok('restore', '--from', tar, '--data', copy);
    expect(statSync(join(copy, 'keys')).mode & 0o077).toBe(0);
    expect(await verifyChain(join(copy, 'framelog'))).toMatchObject({ head: chain.head, problems: [] });
    const restored = await openDatabase({ dataDir: copy });
    try {
      expect(await digest(restored)).toEqual(wanted);
      await expectAlive(restored, copy, kept);
    } finally {
      await restored.stop();
    }
    const doctor = (await runTarim(['doctor', '--data', copy, '--port', '0', '--gateway-port', '0'])).lines();
    expect(doctor.filter((one) => !one.ok)).toEqual([]);

    // Nothing is overwritten.
    const again = await runTarim(['restore', '--from', tar, '--data', copy]);
    expect([again.code, again.err.split(':')[0]]).toEqual([2, 'BACKUP_TARGET_NOT_EMPTY']);
    // Its files fit no server.
    vi.stubEnv('DATABASE_URL', 'postgresql://127.0.0.1:1/none');
    const other = await runTarim(['restore', '--from', tar, '--data', join(place, 'other')]);
    expect([other.code, other.err.split(':')[0]]).toEqual([2, 'BACKUP_OF_EMBEDDED']);
    expect(existsSync(join(place, 'other'))).toBe(false);
  }, 180_000);
});
