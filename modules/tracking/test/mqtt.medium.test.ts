import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { SegmentFileLog } from '@tarim/telemetry/archive';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import {
  addTerminal,
  changeTerminal,
  getFrame,
  getTerminal,
  getTrack,
  issueKey,
  type TerminalDetail,
} from '../contract.ts';
import { subscribeTerminals } from '../server/gateway/mqtt.ts';
import { hasMosquitto, mosquitto } from './broker.ts';
import { CAMERA, house, MINUTE, NIGHT, SUPERVISOR } from './world.ts';

const iso = (ms: number) => new Date(ms).toISOString();
const report = (sequence: number, time: number) => ({
  sequence,
  time: iso(time),
  lat: 43.8,
  lon: 87.6,
  rate: 6.8,
  stowed: true,
  signal: 21,
});
const batch = (terminal: string, ...reports: object[]) => JSON.stringify({ terminal, reports });
/** As a terminal seals it. */
const sealed = (key: string, body: string) =>
  `${createHmac('sha256', key).update(body).digest('hex')}\n${body}`;

test('a sealed report becomes a fix, verbatim in the log; what is forged, foreign, repeated or replayed is told', async ({
  skip,
}) => {
  if (!hasMosquitto()) skip('no Mosquitto');
  const broker = await mosquitto();
  const { ctx, call, log, fold } = await house();
  const add = async (number: string) => {
    const body = { ...CAMERA, number, serial: `S${number}`, protocol: 'mqtt' as const };
    const { id } = (await call<TerminalDetail>(addTerminal, SUPERVISOR, { body })).body;
    const { key } = (await call<{ key: string }>(issueKey, SUPERVISOR, { params: { id } })).body;
    return { id, key };
  };
  const [one, other] = [await add('1'), await add('2')];
  await call(addTerminal, SUPERVISOR, { body: { ...CAMERA, number: '3', serial: 'S3' } });
  const door = subscribeTerminals(ctx, log, broker.url);
  onTestFinished(() => door.stop());
  await expect.poll(() => door.ready(), { timeout: 10_000 }).toBe(true);
  const kept = async () => (await log.read(0, 1 << 20)).entries;

  const good = sealed(one.key, batch('1', report(1, NIGHT)));
  await broker.publish('tarim/terminals/1', good);
  await expect.poll(async () => (await kept()).length).toBe(1);
  const [entry] = await kept();
  expect(Buffer.from(entry!.payload).toString()).toBe(good);
  expect([entry!.transport, entry!.kind, entry!.remote]).toEqual([
    'terminal-mqtt',
    'frame',
    'tarim/terminals/1',
  ]);
  // Again as it was; then a thief publishes it once more under the name of another terminal.
  await broker.publish('tarim/terminals/1', good);
  await broker.publish('tarim/terminals/2', good);
  // One digit of the dose changed; no seal at all; the maker's own JSON, sealed; another terminal's report under our seal.
  await broker.publish('tarim/terminals/1', good.replace('6.8', '0.8'));
  await broker.publish('tarim/terminals/1', '{"deviceId":"1","dose":6.8}');
  await broker.publish('tarim/terminals/1', sealed(one.key, '{"deviceId":"1","dose":6.8}'));
  await broker.publish('tarim/terminals/1', sealed(one.key, batch('2', report(2, NIGHT + MINUTE))));
  // Nobody; a terminal that speaks JT/T 808.
  await broker.publish('tarim/terminals/999', good);
  await broker.publish('tarim/terminals/3', good);
  await broker.publish('tarim/terminals/2', sealed(other.key, batch('2', report(1, NIGHT))));
  await expect.poll(async () => (await kept()).length).toBe(6);
  expect((await kept()).map(({ kind, remote }) => [kind, remote])).toEqual([
    ['frame', 'tarim/terminals/1'],
    ['frame', 'tarim/terminals/1'],
    ['rubbish', 'tarim/terminals/1'],
    ['rubbish', 'tarim/terminals/1'],
    ['rubbish', 'tarim/terminals/1'],
    ['frame', 'tarim/terminals/2'],
  ]);
  await fold();
  const counts = async (id: number) =>
    (await call<TerminalDetail>(getTerminal, SUPERVISOR, { params: { id } })).body.counts;
  expect(await counts(one.id)).toMatchObject({ fixes: 1, duplicates: 1 });
  expect(await counts(other.id)).toMatchObject({ fixes: 1, duplicates: 0 });
  const track = await call<{ fixes: { lsn: number; rate: number; signal: number }[] }>(getTrack, SUPERVISOR, {
    params: { id: one.id },
  });
  expect(track.body.fixes).toMatchObject([{ rate: 6.8, signal: 21, lat: 43.8 }]);
  const frame = await call(getFrame, SUPERVISOR, { params: { lsn: track.body.fixes[0]!.lsn } });
  expect(frame.body).toMatchObject({ transport: 'terminal-mqtt', decoded: { terminal: '1' } });
  const refusals = async () => {
    const { rows } = await sql<{ code: string; number: string; count: string }>`
      select code, number, count from tracking.refusal order by code, number`.execute(ctx.db);
    return rows.map(({ code, number, count }) => [code, number, Number(count)]);
  };
  await expect.poll(refusals, { timeout: 5_000 }).toEqual([
    ['TRACKING_KEY_WRONG', '1', 1],
    ['TRACKING_KEY_WRONG', '2', 1],
    ['TRACKING_MESSAGE_FOREIGN', '1', 2],
    ['TRACKING_TERMINAL_UNKNOWN', '', 2],
    ['TRACKING_TOPIC_FOREIGN', '1', 1],
  ]);

  // Another protocol, and back: the key of before is worth nothing.
  const body = { ...CAMERA, number: '1', serial: 'S1' };
  await call(changeTerminal, SUPERVISOR, { params: { id: one.id }, body });
  const back = await call<TerminalDetail>(changeTerminal, SUPERVISOR, {
    params: { id: one.id },
    body: { ...body, protocol: 'mqtt' },
  });
  expect(back.body.keyed).toBe(false);
}, 60_000);

test('killed between receipt and acknowledgement, twice: the message is there', async ({ skip }) => {
  if (!hasMosquitto()) skip('no Mosquitto');
  const broker = await mosquitto();
  const { ctx } = await house();
  const dir = ctx.config.dataDir;
  const start = (mode: 'before' | 'after' | 'run') => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('./mqtt-child.ts', import.meta.url)), `${dir}/child`, broker.url, 'k', mode],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    onTestFinished(() => void child.kill('SIGKILL'));
    let told = '';
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    return {
      says: (word: string) => expect.poll(() => told, { timeout: 20_000 }).toContain(word),
      kill: async () => {
        const gone = new Promise((done) => child.once('exit', done));
        child.kill('SIGKILL');
        await gone;
      },
    };
  };
  const message = sealed('k', batch('1', report(1, NIGHT)));
  const first = start('before');
  await first.says('ready');
  await broker.publish('tarim/terminals/1', message);
  await first.says('received');
  await first.kill();
  const second = start('after');
  await second.says('durable');
  await second.kill();
  const third = start('run');
  await third.says('durable');
  await third.kill();
  const log = await SegmentFileLog.open({ dir: `${dir}/child/framelog` });
  onTestFinished(() => log.close());
  const { entries } = await log.read(0, 1 << 20);
  // Not from the first, once from the second, and again from the third, because nobody had acknowledged it.
  expect(entries.map((one) => Buffer.from(one.payload).toString())).toEqual([message, message]);
}, 90_000);
