import { demoMembers, nightOf, SourceTerminal } from '@tarim/simulator';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import {
  addTerminal,
  askTerminal,
  type Command,
  changeTerminal,
  getTerminal,
  getTrack,
  listCommands,
  type TerminalDetail,
} from '../contract.ts';
import { listenJt808 } from '../server/gateway/listener.ts';
import { AUDITOR, CAMERA, CORPS, house, MINUTE, NIGHT, STATION, SUPERVISOR } from './world.ts';

const HOUR = 60 * MINUTE;
const NUMBER = '013800000001';
/** Reports of an hour and more without network. */
const REPORTS = nightOf(demoMembers(NIGHT)[4]!, NIGHT).slice(-40);

/** The house with a registered terminal, and what people do with its commands. */
async function yard() {
  const here = await house(NIGHT);
  const { call } = here;
  const { id } = (await call<TerminalDetail>(addTerminal, SUPERVISOR, { body: CAMERA })).body;
  const params = { id };
  const open = (port = here.listener.port) =>
    SourceTerminal.open({ host: '127.0.0.1', port }, { number: NUMBER, serial: 'TX00001' });
  const ask = (body: object, as = SUPERVISOR) =>
    call<Command>(askTerminal, as, { params, body: { reason: '夜查', ...body } });
  const commands = async () =>
    (await call<{ commands: Command[] }>(listCommands, STATION, { params })).body.commands;
  const until = (state: string, kind: string) =>
    expect
      .poll(
        async () => {
          await here.fold();
          return (await commands()).find((one) => one.kind === kind)?.state;
        },
        { timeout: 5_000 },
      )
      .toBe(state);
  return { ...here, id, params, open, ask, commands, until };
}

test('a supervisor asks for the position, sets the interval, reads the settings: sent when connected, answered, kept', async () => {
  const { ctx, call, id, params, fold, open, ask, commands, until } = await yard();
  const device = await open();
  const report = REPORTS.at(-1)!;
  await device.report(report);
  await fold();
  expect((await ask({ kind: 'position' })).body).toMatchObject({
    ...{ terminalId: id, kind: 'position', state: 'waiting', by: '辐射监管', reason: '夜查', result: null },
    expiresAt: '2026-11-21T22:00:00+08:00',
  });
  expect((await ask({ kind: 'interval', intervals: { moving: 300, parked: 1_800 } })).status).toBe(200);
  expect((await ask({ kind: 'parameters', validHours: 1 })).status).toBe(200);
  for (const kind of ['position', 'interval', 'parameters']) await until('answered', kind);
  const [settings, interval, position] = await commands();
  expect(position).toMatchObject({ result: 0, sends: 1, answer: { position: { lat: expect.any(Number) } } });
  expect(position!.answer!.position!.lat).toBeCloseTo(report.lat, 5);
  expect(position!.answer!.position!.lon).toBeCloseTo(report.lon, 5);
  expect(interval).toMatchObject({ result: 0, intervals: { moving: 300, parked: 1_800 } });
  expect(device.settings).toMatchObject({ reportSecondsDefault: 300, reportSecondsSleeping: 1_800 });
  const told = settings!.answer!.parameters!.map((one) => [one.id, one.value]);
  expect(told).toContainEqual(['0x0029', 300]);
  expect(told).toContainEqual(['0x0027', 1_800]);
  // What it took is what its silence is judged by.
  const { body: known } = await call<TerminalDetail>(getTerminal, SUPERVISOR, { params });
  expect([known.movingSeconds, known.parkedSeconds]).toEqual([300, 1_800]);
  // The answers stand in the log under the position that each command names.
  expect(new Set([settings!.lsn, interval!.lsn, position!.lsn]).size).toBe(3);
  const { rows } = await sql<{ action: string; who: string | null }>`
    select action, actor_name as who from platform.audit where action like 'tracking.command.%' order by action, 2`.execute(
    ctx.db,
  );
  expect(rows.map(({ action }) => action)).toEqual([
    ...Array(3).fill('tracking.command.answered'),
    ...Array(3).fill('tracking.command.asked'),
  ]);
  device.close();
});

test('refusals: other units, readers, other protocols, one open of a kind, nothing to set', async () => {
  const { ctx, call, id, params, ask, commands } = await yard();
  for (const other of [CORPS, STATION, AUDITOR])
    expect((await ask({ kind: 'position' }, other)).status).toBe(403);
  expect((await ask({ kind: 'interval' })).body.code).toBe('TRACKING_COMMAND_EMPTY');
  expect((await ask({ kind: 'position', intervals: { moving: 60 } })).body.code).toBe(
    'TRACKING_COMMAND_EMPTY',
  );
  expect((await ask({ kind: 'interval', intervals: { moving: 1 } })).status).toBe(400);
  expect((await ask({ kind: 'position', reason: '' })).status).toBe(400);
  expect((await ask({ kind: 'position' })).status).toBe(200);
  expect((await ask({ kind: 'position' })).body.code).toBe('TRACKING_COMMAND_OPEN');
  expect(await commands()).toHaveLength(1);
  expect(
    (await call(askTerminal, SUPERVISOR, { params: { id: 99 }, body: { kind: 'position', reason: 'x' } }))
      .status,
  ).toBe(404);
  const https = { ...CAMERA, protocol: 'https' };
  await call(changeTerminal, SUPERVISOR, { params, body: https });
  expect((await ask({ kind: 'parameters' })).body.code).toBe('TRACKING_COMMAND_PROTOCOL');
  // The second fence: neither what was asked nor what is settled is rewritten.
  const rewrite = sql`update tracking.command set reason = '' where terminal_id = ${id}`.execute(ctx.db);
  await expect(rewrite).rejects.toThrow('not altered');
});

test('what waits and what was not answered outlives a restart of the gateway; what nobody answers expires', async () => {
  const { ctx, log, listener, ask, commands, until, tick, terminal } = await yard();
  // Nobody is connected: it waits. A terminal that takes it and says nothing leaves it sent.
  await ask({ kind: 'position' });
  expect((await commands())[0]!.state).toBe('waiting');
  const mute = await terminal(NUMBER);
  await mute.admit('TX00001');
  await until('sent', 'position');
  await listener.stop();
  await ask({ kind: 'interval', intervals: { emergency: 15 }, validHours: 2 });

  const next = await listenJt808(ctx, log, { host: '127.0.0.1', port: 0 });
  const device = await SourceTerminal.open(
    { host: '127.0.0.1', port: next.port },
    { number: NUMBER, serial: 'TX00001' },
  );
  // It has no position yet and says so; its refusal is an answer with its code.
  await until('answered', 'position');
  await until('answered', 'interval');
  expect(device.settings.reportSecondsAlarm).toBe(15);
  expect((await commands()).map(({ kind, sends, result }) => [kind, sends, result])).toEqual([
    ['interval', 1, 0],
    ['position', 2, 2],
  ]);
  device.close();
  await next.stop();

  await ask({ kind: 'parameters', validHours: 1 });
  ctx.clock.advance(HOUR - 1);
  await tick();
  expect((await commands())[0]!.state).toBe('waiting');
  ctx.clock.advance(1);
  await tick();
  expect((await commands())[0]).toMatchObject({ state: 'expired', result: null, sends: 0 });
  // Its time is over: it does not go out any more, and another may be asked.
  expect((await ask({ kind: 'parameters' })).status).toBe(200);
});

test('an answer that is of no command, or comes twice, settles nothing', async () => {
  const { fold, terminal, ask, commands, until } = await yard();
  const device = await terminal(NUMBER);
  await device.admit('TX00001');
  await ask({ kind: 'interval', intervals: { moving: 30 } });
  await until('sent', 'interval');
  const answer = (messageId: string, sequence: number, result: number) => {
    const { bytes } = device.bytesOf({ kind: 'answer', messageId, sequence, result });
    // bytesOf writes an answer of the platform (0x8001); a terminal's bears 0x0001: another id, another check.
    bytes[1] = 0x00;
    bytes[bytes.length - 2]! ^= 0x80;
    device.socket.write(bytes);
  };
  // Registration, authentication: 0 and 1; the command is the third frame to it.
  answer('0x8103', 7, 0);
  answer('0x8104', 2, 1);
  await device.send({ kind: 'heartbeat' });
  await fold();
  expect((await commands())[0]!.state).toBe('sent');
  answer('0x8103', 2, 3);
  answer('0x8103', 2, 0);
  await until('answered', 'interval');
  await device.send({ kind: 'heartbeat' });
  await fold();
  // Not supported; the later word changes nothing.
  expect((await commands())[0]).toMatchObject({ state: 'answered', result: 3 });
});

test('parts that the network swallowed are asked for once, and the message becomes whole', async () => {
  const { ctx, call, params, fold, open, terminal, listener } = await yard();
  const device = await open();
  // 40 reports of 46 bytes in five parts; the second and the fourth do not arrive.
  await device.storedInParts(REPORTS, [2, 4]);
  await fold();
  const from = { from: new Date(REPORTS[0]!.time).toISOString() };
  const track = await call<{ fixes: unknown[] }>(getTrack, SUPERVISOR, { params, query: from });
  expect(track.body.fixes).toHaveLength(REPORTS.length);
  device.close();
  expect(listener.port).toBeGreaterThan(0);

  // A terminal that does not heed it is asked once: the first and the last of four come, and heartbeats.
  const deaf = await terminal(NUMBER);
  await deaf.admit('TX00001');
  const asked: string[] = [];
  deaf.socket.on('data', (chunk: Buffer) => {
    const hex = chunk.toString('hex');
    for (const found of hex.matchAll(/7e8003[0-9a-f]*?7e/g)) asked.push(found[0]);
  });
  const part = (index: number): Uint8Array => {
    const sequence = (0x1770 + index - 1).toString(16);
    const content = Buffer.from(`07042001${NUMBER}${sequence}0004000${index}aa`, 'hex');
    return Uint8Array.from([0x7e, ...content, content.reduce((a, b) => a ^ b, 0), 0x7e]);
  };
  expect(await deaf.raw(part(1), 0x1770)).toMatchObject({ result: 0 });
  await deaf.send({ kind: 'heartbeat' });
  expect(asked).toEqual([]);
  expect(await deaf.raw(part(4), 0x1773)).toMatchObject({ result: 0 });
  for (let i = 0; i < 3; i++) {
    ctx.clock.advance(MINUTE);
    await deaf.send({ kind: 'heartbeat' });
  }
  // Parts 2 and 3 of the message whose first part was 0x1770; the platform's fourth frame after two answers, two more and one.
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatch(new RegExp(`^7e80030007${NUMBER}[0-9a-f]{4}17700200020003`));
});
