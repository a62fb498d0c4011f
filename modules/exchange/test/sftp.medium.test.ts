import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { PipelineSpec } from '../contract.ts';
import { setHosts } from '../server/use-cases/hosts.ts';
import { preview } from '../server/use-cases/preview.ts';
import { startRun } from '../server/use-cases/start-run.ts';
import { hasSshd, sshd } from './sshd.ts';
import { ADMIN, folder, make, problems, rowsOf, run, STATION, UNIT, world } from './world.ts';

const HEAD = '编码,名称,排放量(t),日期,经度,纬度\n';
const there = hasSshd();
beforeAll(() => {
  if (there) return;
  if (process.env.CI) throw new Error('openssh-server is missing');
  console.warn('SKIPPED: openssh-server is missing');
});

const old = new Date(Date.now() - 60_000);
const drop = async (dir: string, name: string, text: string, at = old) => {
  await writeFile(join(dir, name), text);
  await utimes(join(dir, name), at, at);
};

test.skipIf(!there)('files of a folder on another server come in one by one and are put away', async () => {
  const ctx = await world();
  const { port, user, key, hostKey } = await sshd();
  const dir = await folder();
  await drop(dir, '台账-1.csv', `${HEAD}A1,甲,1,2026-07-01,87.5,43.5\n`);
  await drop(
    dir,
    '台账-2.csv',
    `${HEAD}A2,乙,x,2026-07-01,87.5,43.5\nA3,丙,3,2026-07-01,87.6,43.6\n`,
    new Date(+old + 1_000),
  );
  await drop(dir, 'note.txt', 'not for us');
  await drop(dir, '台账-3.csv.part', HEAD);
  await mkdir(join(dir, '台账-4.csv'));
  const source: Extract<PipelineSpec['source'], { kind: 'sftp' }> = {
    kind: 'sftp',
    host: '127.0.0.1',
    port,
    user,
    hostKey,
    path: dir,
    pattern: '台账-*.csv',
    move: true,
    timeoutSeconds: 30,
  };
  const { id } = await make(ctx, 'dropped', { source }, key);
  // The house's own addresses are closed until somebody opens one.
  let { id: runId } = await startRun(ctx, STATION, id, null);
  expect(await run(ctx, runId)).toMatchObject({
    state: 'failed',
    error: { code: 'EXCHANGE_ADDRESS_REFUSED' },
  });
  await setHosts(ctx, ADMIN, [{ host: '127.0.0.1', port, note: '测试' }]);

  ({ id: runId } = await startRun(ctx, STATION, id, null));
  expect(await run(ctx, runId)).toMatchObject({ state: 'done', added: 1, source: '127.0.0.1/台账-1.csv' });
  // The next one was queued behind it.
  expect(ctx.jobs.queued.at(-1)).toMatchObject({ name: 'exchange.run', data: { runId: runId + 1 } });
  const second = await run(ctx, runId + 1);
  expect(second).toMatchObject({ state: 'partial', added: 1, rejected: 1 });
  expect(await problems(ctx, runId + 1)).toEqual(['2 load EXCHANGE_ROW_NUMBER']);
  expect((await rowsOf(ctx, id)).map((one) => one.properties.code)).toEqual(['A1', 'A3']);
  expect((await readdir(dir)).sort()).toEqual(['done', 'note.txt', '台账-3.csv.part', '台账-4.csv']);
  expect((await readdir(join(dir, 'done'))).map((name) => name.slice(15)).sort()).toEqual([
    '台账-1.csv',
    '台账-2.csv',
  ]);
  ({ id: runId } = await startRun(ctx, STATION, id, null));
  expect(await run(ctx, runId)).toMatchObject({ state: 'unchanged' });
});

test.skipIf(!there)(
  'a folder that nobody may move files in: each is read once, a changed one again',
  async () => {
    const ctx = await world();
    const { port, user, key, hostKey } = await sshd();
    await setHosts(ctx, ADMIN, [{ host: '127.0.0.1', port, note: '' }]);
    const dir = await folder();
    const source = {
      kind: 'sftp',
      host: '127.0.0.1',
      port,
      user,
      hostKey,
      path: dir,
      pattern: '*',
      move: false,
      timeoutSeconds: 30,
    } as const;
    const { id } = await make(ctx, 'kept', { source }, key);
    const next = async () => run(ctx, (await startRun(ctx, STATION, id, null)).id);
    await drop(dir, 'a.csv', `${HEAD}A1,甲,1,2026-07-01,87.5,43.5\n`);
    expect(await next()).toMatchObject({ state: 'done', added: 1 });
    expect(await next()).toMatchObject({ state: 'unchanged', fingerprint: null });
    // Another name for the same bytes is nothing new.
    await drop(dir, 'b.csv', `${HEAD}A1,甲,1,2026-07-01,87.5,43.5\n`);
    expect(await next()).toMatchObject({ state: 'unchanged' });
    await drop(dir, 'a.csv', `${HEAD}A1,甲,2,2026-07-01,87.5,43.5\n`, new Date(+old + 5_000));
    expect(await next()).toMatchObject({ state: 'done', changed: 1 });
    expect((await readdir(dir)).sort()).toEqual(['a.csv', 'b.csv']);
  },
);

test.skipIf(!there)('a stranger’s key, a wrong secret, a folder that is not there', async () => {
  const ctx = await world();
  const { port, user, key, hostKey } = await sshd();
  const other = await sshd();
  await setHosts(ctx, ADMIN, [{ host: '127.0.0.1', port, note: '' }]);
  const source = {
    kind: 'sftp',
    host: '127.0.0.1',
    port,
    user,
    hostKey,
    path: '/nowhere',
    pattern: '*',
    move: false,
    timeoutSeconds: 30,
  } as const;
  const ask = (more: object, secret = key) =>
    preview(ctx, STATION, { source: { ...source, ...more }, secret, format: 'csv', unitPath: UNIT }, 'zh');
  await expect(ask({ hostKey: other.hostKey })).rejects.toMatchObject({ code: 'EXCHANGE_HOST_KEY' });
  await expect(ask({}, other.key)).rejects.toMatchObject({ code: 'EXCHANGE_SIGN_IN' });
  await expect(ask({}, 'guess')).rejects.toMatchObject({ code: 'EXCHANGE_SIGN_IN' });
  await expect(ask({})).rejects.toMatchObject({ code: 'EXCHANGE_REMOTE_FOLDER' });
});
