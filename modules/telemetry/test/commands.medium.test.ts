import { parseSm4Key } from '@tarim/hj212';
import { actorWith } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { getCommand, listSessions, sendCommand } from '../contract.ts';
import { commandsByIds, queueCommand } from '../queries.ts';
import { replayDevice } from '../server/projector/replay.ts';
import { type Live, live, logger, until } from './live.ts';
import { HOUR, MINUTE, MN, NOON, POINT, recordAt, statuses } from './seed.ts';

const OFFICER = actorWith('duty-officer', '/650000/');
const NEXT_MN = '65A0AA00000000000000FFFF';
const at = NOON - HOUR;
const minuteOf = (time: number) => ({ pointId: POINT.gas, kind: 2, time });

async function send(ctx: Live, command: string, args: object = {}, mn: string = MN.gas) {
  return ctx.server.call(sendCommand, { as: OFFICER, body: { mn, command, args } });
}
const ended = (ctx: Live, id: string) =>
  until(async () => {
    const { body } = await ctx.server.call(getCommand, { as: OFFICER, params: { id } });
    return body.endedAt === null ? null : body;
  });
async function secretsOf(ctx: Live, mn: string) {
  const { rows } = await sql<{ password: string | null; key: string | null }>`
    select password, sm4_key as key from registry.device where mn = ${mn}`.execute(ctx.db);
  const open = (sealed: string | null | undefined) => (sealed ? ctx.secrets.open(sealed) : null);
  return { password: open(rows[0]?.password), key: open(rows[0]?.key) };
}

describe('commands to a device', () => {
  it('is followed from the sending to the result, with the positions of the answers', async () => {
    const ctx = await live();
    const device = await logger(ctx.gateway.port, { mn: MN.gas });
    await device.report(at);
    const sent = await send(ctx, 'get-time');
    expect(sent.body).toMatchObject({ state: 'sent', requestedBy: 'duty-officer' });
    const request = await device.take('1011');
    device.send({ qn: request.qn!, st: '91', cn: '9011', reply: true, fields: { QnRtn: 1 } });
    device.send({ qn: request.qn!, cn: '1011', fields: { SystemTime: '20261124110000' } });
    device.send({ qn: request.qn!, st: '91', cn: '9012', reply: true, fields: { ExeRtn: 1 } });
    const done = await ended(ctx, sent.body.id);
    expect(done.state).toBe('done');
    expect(done.steps.map((one: { direction: string }) => one.direction)).toEqual(['out', 'in', 'in', 'in']);
    expect(done.steps[2].text).toContain('SystemTime=20261124110000');
    expect(done.steps.slice(1).every((one: { lsn: number | null }) => one.lsn !== null)).toBe(true);
  });

  it('reaches nobody who only says that he is the device, and believes no answer of his', async () => {
    const ctx = await live();
    await ctx.register(MN.gas, { password: 'secret' });
    const outsider = await logger(ctx.gateway.port, { mn: MN.gas, pw: '000000' });
    outsider.send({ qn: '20261124110000000', cn: '1013', answer: true });
    await outsider.take('9013');
    expect((await send(ctx, 'get-time')).body.code).toBe('TELEMETRY_DEVICE_NOT_CONNECTED');
    const { body } = await ctx.server.call(listSessions, { as: OFFICER });
    expect(body.sessions).toMatchObject([{ mn: MN.gas, proven: false }]);

    const device = await logger(ctx.gateway.port, { mn: MN.gas, pw: 'secret' });
    device.send({ qn: '20261124110000001', cn: '1013', answer: true });
    expect((await device.take('1012')).pw).toBe('secret');
    const sent = await send(ctx, 'set-realtime-interval', { seconds: 60 });
    const request = await device.take('1062');
    await outsider.does({ ...request, pw: '000000' });
    outsider.send({ qn: '20261124110000002', cn: '2051', answer: true, dataTime: at, items: [] });
    await outsider.take('9014');
    expect(
      (await ctx.server.call(getCommand, { as: OFFICER, params: { id: sent.body.id } })).body.state,
    ).toBe('sent');
    await device.does(request);
    expect((await ended(ctx, sent.body.id)).state).toBe('done');
    expect(outsider.got.map((one) => one.cn)).toEqual([]);
  });

  it('a refusal and a silence end it too', async () => {
    const ctx = await live();
    const device = await logger(ctx.gateway.port, { mn: MN.gas });
    await device.report(at);
    const refused = await send(ctx, 'get-time');
    const request = await device.take('1011');
    device.send({ qn: request.qn!, st: '91', cn: '9011', reply: true, fields: { QnRtn: 3 } });
    expect(await ended(ctx, refused.body.id)).toMatchObject({ state: 'refused', code: 3 });
    const silent = await send(ctx, 'get-time');
    for (let n = 0; n < 5; n++) {
      ctx.clock.advance(11_000);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect((await ended(ctx, silent.body.id)).state).toBe('timeout');
    expect(device.got.filter((one) => one.cn === '1011')).toHaveLength(4);
  });
});

describe('a command that another process leaves for the gateway', () => {
  const leave = (ctx: Live, mn: string, infoId = 'i13008') =>
    ctx.db.transaction().execute((tx) =>
      queueCommand(ctx, tx, {
        mn,
        command: 'get-info',
        args: { polId: 'a21026', infoId },
        requestedBy: 'a job',
      }),
    );
  const over = (ctx: Live, id: string) =>
    until(async () => (await commandsByIds(ctx.db, [id])).find((one) => one.ended_at !== null) ?? null);

  it('is sent, and what the device tells is kept as data with its frame', async () => {
    const ctx = await live();
    const device = await logger(ctx.gateway.port, { mn: MN.gas });
    await device.report(at);
    const id = await leave(ctx, MN.gas);
    const request = await device.take('3020');
    expect(request.fields).toMatchObject({ PolId: 'a21026', InfoId: 'i13008' });
    device.send({ qn: request.qn!, st: '91', cn: '9011', reply: true, fields: { QnRtn: 1 } });
    device.send({
      qn: request.qn!,
      cn: '3020',
      fields: { PolId: 'a21026' },
      items: [{ code: 'i13008', attrs: { Info: '0.72' } }],
    });
    device.send({ qn: request.qn!, st: '91', cn: '9012', reply: true, fields: { ExeRtn: 1 } });
    const done = await over(ctx, id);
    expect(done).toMatchObject({ state: 'done', requested_by: 'a job' });
    expect(done.answer).toMatchObject({
      fields: { PolId: 'a21026' },
      items: [{ code: 'i13008', attrs: { Info: '0.72' } }],
    });
    expect(done.answer!.lsn).toBe(done.steps.find((one) => one.text.startsWith('收到数据'))!.lsn);
  });

  it('is over after a while where nobody has the device; one with a secret is not taken', async () => {
    const ctx = await live();
    const id = await leave(ctx, MN.water);
    ctx.clock.advance(11_000);
    expect(await over(ctx, id)).toMatchObject({ state: 'failed', answer: null });
    const secret = ctx.db.transaction().execute((tx) =>
      queueCommand(ctx, tx, {
        mn: MN.water,
        command: 'set-password',
        args: { password: 'newone' },
        requestedBy: 'a job',
      }),
    );
    await expect(secret).rejects.toMatchObject({ code: 'TELEMETRY_COMMAND_INVALID' });
  });
});

describe('what a device confirms', () => {
  it('a new password stands in the registry with the end of the command, and nothing keeps the old', async () => {
    const ctx = await live();
    await ctx.register(MN.gas, { password: '123456' });
    const device = await logger(ctx.gateway.port, { mn: MN.gas });
    await device.report(at);
    const sent = await send(ctx, 'set-password', { password: 'newone' });
    expect(sent.body.args).toEqual({ password: '******' });
    const request = await device.take('1072');
    expect(request).toMatchObject({ pw: '123456', fields: { NewPW: 'newone' } });
    await device.does(request);
    device.state.pw = 'newone';
    expect((await ended(ctx, sent.body.id)).state).toBe('done');
    expect((await secretsOf(ctx, MN.gas)).password).toBe('newone');

    await device.report(at + MINUTE, 13);
    await ctx.project();
    expect(await recordAt(ctx.db, minuteOf(at + MINUTE))).not.toBeNull();
    const again = await send(ctx, 'get-time');
    const next = await device.take('1011');
    expect(next.pw).toBe('newone');
    await device.does(next);
    expect((await ended(ctx, again.body.id)).state).toBe('done');

    const other = await logger(ctx.gateway.port, { mn: MN.gas, pw: '123456' });
    await other.report(at + 2 * MINUTE);
    await ctx.project();
    expect((await statuses(ctx.db)).at(-1)).toMatchObject({ status: 'refused', problem: 'PASSWORD' });
    const { rows } = await sql<{ actor: string; after: { password: string } }>`
      select actor_name as actor, after from registry.history where table_name = 'device' order by id desc limit 1`.execute(
      ctx.db,
    );
    expect(rows[0]!.actor).toBe('duty-officer');
    expect(JSON.stringify(rows[0]!.after)).not.toContain('newone');
  });

  it('a failed command changes nothing', async () => {
    const ctx = await live();
    await ctx.register(MN.gas, { password: '123456' });
    const device = await logger(ctx.gateway.port, { mn: MN.gas });
    await device.report(at);
    const sent = await send(ctx, 'set-password', { password: 'newone' });
    await device.does(await device.take('1072'), 2);
    expect((await ended(ctx, sent.body.id)).state).toBe('failed');
    expect((await secretsOf(ctx, MN.gas)).password).toBe('123456');
  });

  it('a new SM4 key travels under the old one, is shown to nobody, and decrypts what comes next', async () => {
    const ctx = await live();
    const old = '30303030303030303030303030303030';
    await ctx.register(MN.gas, { edition: '2025', sm4_key: old });
    const device = await logger(ctx.gateway.port, {
      mn: MN.gas,
      edition: '2025',
      key: parseSm4Key(old)!,
    });
    await device.report(at);
    const sent = await send(ctx, 'set-key');
    expect(sent.body.args).toEqual({});
    const request = await device.take('1014');
    expect(request.encrypted).toBe(true);
    const key = request.fields.NewSK!;
    expect(key).toMatch(/^[0-9A-F]{32}$/);
    await device.does(request);
    expect((await ended(ctx, sent.body.id)).state).toBe('done');
    expect((await secretsOf(ctx, MN.gas)).key?.toUpperCase()).toBe(key);
    expect(JSON.stringify((await ended(ctx, sent.body.id)).steps).toUpperCase()).not.toContain(key);
    device.state.key = parseSm4Key(key)!;
    await device.report(at + MINUTE, 14);
    await ctx.project();
    expect(await recordAt(ctx.db, minuteOf(at + MINUTE))).toMatchObject({ values: { 'a21026.Avg': 14 } });
  });

  it('a new MN: what came under it before the registry knew becomes records, later frames at once', async () => {
    const ctx = await live();
    await ctx.register(MN.gas, { edition: '2025' });
    const device = await logger(ctx.gateway.port, { mn: MN.gas, edition: '2025' });
    await device.report(at);
    await device.report(at + MINUTE);
    const sent = await send(ctx, 'set-mn', { mn: NEXT_MN });
    const request = await device.take('1002');
    // A logger that takes it so seriously that it reports under the new one before it confirms.
    const early = await logger(ctx.gateway.port, { mn: NEXT_MN, edition: '2025' });
    await early.report(at + 2 * MINUTE);
    await ctx.project();
    expect((await statuses(ctx.db)).at(-1)!.status).toBe('quarantined');
    await device.does(request);
    expect((await ended(ctx, sent.body.id)).state).toBe('done');
    device.state.mn = NEXT_MN;
    await device.report(at + 3 * MINUTE);
    await ctx.project();
    await ctx.replays();
    for (const n of [0, 1, 2, 3]) expect(await recordAt(ctx.db, minuteOf(at + n * MINUTE))).not.toBeNull();
    expect((await send(ctx, 'get-time', {}, NEXT_MN)).status).toBe(200);
    expect((await send(ctx, 'get-time', {}, MN.gas)).body.code).toBe('TELEMETRY_DEVICE_UNKNOWN');
  });

  it('what the registry refuses meanwhile is told in the steps, and the command still ends', async () => {
    const ctx = await live();
    await ctx.register(MN.gas, { edition: '2025' });
    const device = await logger(ctx.gateway.port, { mn: MN.gas, edition: '2025' });
    await device.report(at);
    const sent = await send(ctx, 'set-mn', { mn: NEXT_MN });
    const request = await device.take('1002');
    await sql`update registry.device set mn = ${NEXT_MN} where mn = ${MN.water}`.execute(ctx.db);
    await device.does(request);
    const done = await ended(ctx, sent.body.id);
    expect(done).toMatchObject({ state: 'done' });
    expect(done.steps.at(-1).text).toContain('登记未更新');
  });

  it('what cannot come true is not sent', async () => {
    const ctx = await live();
    await ctx.register(MN.gas, { edition: '2025' });
    const device = await logger(ctx.gateway.port, { mn: MN.gas, edition: '2025' });
    await device.report(at);
    expect((await send(ctx, 'set-key')).body.code).toBe('TELEMETRY_COMMAND_NEEDS_KEY');
    expect((await send(ctx, 'set-mn', { mn: MN.water })).body.code).toBe('TELEMETRY_COMMAND_MN_TAKEN');
    expect(device.got).toEqual([]);
  });
});

it('a device whose secrets cannot be opened is refused; the others go on', async () => {
  const ctx = await live();
  await sql`update registry.device set password = 'v1.not.a.secret' where mn = ${MN.gas}`.execute(ctx.db);
  ctx.directory.forget();
  const device = await logger(ctx.gateway.port, { mn: MN.gas });
  const other = await logger(ctx.gateway.port, { mn: MN.water });
  await device.report(at);
  await other.report(at);
  await ctx.project();
  expect((await statuses(ctx.db)).map(({ status, problem }) => [status, problem])).toEqual([
    ['refused', 'SECRET_UNREADABLE'],
    ['recorded', null],
  ]);
  expect((await send(ctx, 'get-time')).body.code).toBe('TELEMETRY_DEVICE_NOT_CONNECTED');
  // Set again, its kept frames become records.
  await ctx.register(MN.gas, { password: '123456' });
  await replayDevice(ctx, ctx.frameLog, ctx.directory, MN.gas);
  expect(await recordAt(ctx.db, minuteOf(at))).not.toBeNull();
});
