import { sql } from 'kysely';
import { expect, test } from 'vitest';
import {
  addTerminal,
  getFrame,
  getTerminal,
  getTrack,
  ingestReports,
  issueKey,
  type TerminalDetail,
} from '../contract.ts';
import { CAMERA, CITY, CORPS, house, MINUTE, NIGHT, SECOND, SUPERVISOR } from './world.ts';

const refusals = async (ctx: Awaited<ReturnType<typeof house>>['ctx']) => {
  const { rows } = await sql<{ code: string; number: string; count: string }>`
    select code, number, count from tracking.refusal order by code`.execute(ctx.db);
  return rows.map(({ code, number, count }) => [code, number, Number(count)]);
};

test('JT/T 808: registers, authenticates, is answered only for what is durable; a restart folds nothing twice', async () => {
  const { ctx, call, log, fold, restarted, terminal } = await house();
  const { body: known } = await call<TerminalDetail>(addTerminal, SUPERVISOR, { body: CAMERA });
  const device = await terminal('013800000001');
  // Before authentication nothing is taken.
  expect(await device.report({ time: NIGHT })).toMatchObject({
    kind: 'answer',
    messageId: '0x0200',
    result: 1,
  });
  expect(await device.register('ANOTHER')).toMatchObject({ kind: 'register-answer', result: 4 });
  expect(await device.send({ kind: 'authenticate', code: 'guess' })).toMatchObject({ result: 1 });
  expect(await device.admit('TX00001')).toMatchObject({ kind: 'answer', messageId: '0x0102', result: 0 });
  expect(await device.send({ kind: 'heartbeat' })).toMatchObject({ messageId: '0x0002', result: 0 });

  const before = log.position();
  const { bytes, at } = device.bytesOf({
    kind: 'location',
    location: {
      lat: 43.8,
      lon: 87.6,
      speed: 36,
      time: new Date(NIGHT).toISOString(),
      items: [{ name: 'doseRate', value: 6_900 }],
    },
  });
  device.socket.write(bytes);
  await expect.poll(() => log.position()).toBeGreaterThan(before);
  const { entries } = await log.read(before, 1 << 16);
  // Verbatim, without its flags.
  expect(Buffer.from(entries[0]!.payload).toString('hex')).toBe(
    Buffer.from(bytes.subarray(1, -1)).toString('hex'),
  );
  expect(entries[0]!.transport).toBe('jt808');

  await fold();
  // Sent again with its sequence number, as terminals do when the answer was lost.
  device.socket.write(bytes);
  await expect.poll(() => log.position()).toBeGreaterThan(entries[0]!.next);
  await fold();
  expect(await restarted().step()).toBe(false);
  const { body: track } = await call<{ fixes: { sequence: number; rate: number; lsn: number }[] }>(
    getTrack,
    SUPERVISOR,
    {
      params: { id: known.id },
    },
  );
  expect(track.fixes).toMatchObject([
    { sequence: at, rate: 6.9, lat: 43.8, lon: 87.6, speed: 36, marks: [] },
  ]);
  const { body: now } = await call<TerminalDetail>(getTerminal, SUPERVISOR, { params: { id: known.id } });
  expect(now.counts).toMatchObject({ fixes: 1, duplicates: 1, late: 0, clockWrong: 0 });
  const { body: frame } = await call<{ decoded: { body: object } }>(getFrame, SUPERVISOR, {
    params: { lsn: track.fixes[0]!.lsn },
  });
  expect(frame.decoded.body).toMatchObject({ kind: 'location', location: { lat: 43.8 } });
  await expect
    .poll(() => refusals(ctx), { timeout: 5_000 })
    .toEqual([
      ['TRACKING_KEY_WRONG', '13800000001', 1],
      ['TRACKING_NOT_AUTHENTICATED', '', 1],
      ['TRACKING_REGISTER_MISMATCH', '13800000001', 1],
    ]);
});

test('what is forged is refused, not answered and counted: check byte, unknown number, another one’s number', async () => {
  const { ctx, call, log, terminal } = await house();
  await call(addTerminal, SUPERVISOR, { body: CAMERA });
  await call(addTerminal, SUPERVISOR, { body: { ...CAMERA, number: '13800000002', serial: 'TX00002' } });
  const stranger = await terminal('013900000009');
  expect(await stranger.register('TX00001')).toMatchObject({
    kind: 'register-answer',
    result: 4,
    code: null,
  });
  const device = await terminal('013800000001');
  await device.admit('TX00001');
  const kept = log.position();
  // The number of another terminal on this connection.
  const other = await terminal('013800000002');
  const foreign = other.bytesOf({ kind: 'heartbeat' }, 500);
  device.socket.write(foreign.bytes);
  await expect
    .poll(() => refusals(ctx), { timeout: 5_000 })
    .toContainEqual(['TRACKING_NOT_AUTHENTICATED', '13800000001', 1]);
  expect(log.position()).toBe(kept);
  // One bit of the position turned: the check byte does not fit any more.
  const { bytes } = device.bytesOf({
    kind: 'location',
    location: { lat: 43.8, lon: 87.6, time: new Date(NIGHT).toISOString() },
  });
  bytes[22]! ^= 1;
  device.socket.write(bytes);
  await expect
    .poll(() => refusals(ctx), { timeout: 5_000 })
    .toContainEqual(['TRACKING_FRAME_BROKEN', '13800000001', 1]);
  const { entries } = await log.read(kept, 1 << 16);
  expect(entries.map(({ kind, transport }) => [kind, transport])).toEqual([['rubbish', 'jt808']]);
  expect(await refusals(ctx)).toContainEqual(['TRACKING_TERMINAL_UNKNOWN', '', 1]);
});

test('HTTPS: a batch with the terminal’s own key; wrong keys, a wrong clock and a replay are told', async () => {
  const { ctx, call, fold } = await house();
  const input = { ...CAMERA, number: '13800000003', protocol: 'https' as const };
  const { body: known } = await call<TerminalDetail>(addTerminal, SUPERVISOR, { body: input });
  expect((await call(issueKey, CORPS, { params: { id: known.id } })).status).toBe(403);
  const { body: issued } = await call<{ key: string }>(issueKey, SUPERVISOR, { params: { id: known.id } });
  const iso = (ms: number) => new Date(ms).toISOString();
  const body = {
    terminal: '13800000003',
    reports: [
      {
        sequence: 1,
        time: iso(NIGHT - 2 * MINUTE),
        stored: true,
        lat: 43.8,
        lon: 87.6,
        rate: 6.8,
        stowed: true,
      },
      { sequence: 2, time: iso(NIGHT - MINUTE), stored: true, lat: 43.8, lon: 87.6, rate: 6.9, stowed: true },
      // Two minutes in the future: the clock of the terminal is wrong, and it is judged by ours.
      { sequence: 3, time: iso(NIGHT + 2 * MINUTE), lat: 43.8, lon: 87.6, battery: 80 },
    ],
  };
  const send = (key: string) =>
    call(ingestReports, undefined, { body, headers: { authorization: `Bearer ${key}` } });
  expect(await send('wrong')).toMatchObject({ status: 401, body: { code: 'TRACKING_KEY_WRONG' } });
  expect(await send(issued.key)).toMatchObject({ status: 200, body: { accepted: 3 } });
  // The same batch a second later, with other sequence numbers: a replay.
  ctx.clock.advance(SECOND);
  body.reports.forEach((one, i) => {
    one.sequence = 100 + i;
  });
  expect((await send(issued.key)).status).toBe(200);
  await fold();
  const { body: now } = await call<TerminalDetail>(getTerminal, SUPERVISOR, { params: { id: known.id } });
  expect(now.counts).toMatchObject({ fixes: 3, duplicates: 3, clockWrong: 1, driftSeconds: -120 });
  const { body: track } = await call<{ fixes: { judgedAt: string; sampledAt: string; marks: string[] }[] }>(
    getTrack,
    SUPERVISOR,
    { params: { id: known.id } },
  );
  expect(track.fixes.map((one) => one.marks)).toEqual([['stored'], ['stored'], ['clock']]);
  expect(track.fixes[2]).toMatchObject({
    judgedAt: '2026-11-20T22:00:00+08:00',
    sampledAt: '2026-11-20T22:02:00+08:00',
  });
  await expect
    .poll(() => refusals(ctx), { timeout: 5_000 })
    .toEqual([['TRACKING_KEY_WRONG', '13800000003', 1]]);
  expect(now.unitPath).toBe(CITY);
});
