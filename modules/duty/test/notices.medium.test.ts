import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { alarmEscalated } from '@tarim/alarm/contract';
import { remindTask } from '@tarim/supervision/contract';
import { watchDeadlines } from '@tarim/supervision/server';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import * as c from '../contract.ts';
import { deliver } from '../server/notices/deliver.ts';
import { mailServer } from './mail-server.fixture.ts';
import {
  ADMIN,
  CORPS,
  DUTY_ACCOUNT,
  EVENING,
  NOW,
  person,
  STATION,
  URUMQI,
  type World,
  world,
} from './seed.ts';

const roster = (w: World) =>
  w.call(c.putShift, {
    as: EVENING,
    body: {
      unitPath: URUMQI,
      day: '2026-11-20',
      slot: 'day',
      people: [
        {
          role: 'officer',
          name: '钱',
          account: DUTY_ACCOUNT,
          phone: '13900000002',
          email: 'qian@example.org',
        },
      ],
    },
  });
const channel = async (w: World, kind: c.ChannelKind, settings: object, secret?: string) =>
  (await w.call(c.addChannel, { as: ADMIN, body: { kind, name: kind, enabled: true, settings, secret } }))
    .body.id;
const rule = (w: World, channelId: number | null, more: object = {}) =>
  w.call(c.addNoticeRule, {
    as: EVENING,
    body: {
      unitPath: URUMQI,
      occasion: 'alarm-fired',
      severity: 'warning',
      channelId,
      to: { kind: 'on-duty', leadToo: false },
      enabled: true,
      ...more,
    },
  });
const messages = async (w: World, as = EVENING) =>
  (await w.call(c.listMessages, { as, query: {} })).body.messages as c.Message[];

test('an alarm reaches whoever is on duty by mail, once', async () => {
  const w = await world();
  const mail = await mailServer();
  onTestFinished(() => mail.close());
  await roster(w);
  await rule(w, await channel(w, 'email', { host: '127.0.0.1', port: mail.port, from: 'tarim@example.org' }));
  await w.exceed([1]);
  expect(await deliver(w.ctx)).toEqual({ sent: 1, failed: 0 });
  expect(mail.letters).toHaveLength(1);
  expect(mail.letters[0]).toMatch(/^To: qian@example\.org$/m);
  expect(mail.letters[0]).toMatch(/^Message-ID: <[0-9a-f]+@tarim>$/m);
  expect(await messages(w)).toMatchObject([
    { state: 'sent', attempts: 1, to: 'qi***@example.org', unitPath: '/650000/650100/650102/' },
  ]);
  expect((await messages(w))[0]!.subject).toContain('1 号炉烟囱 二氧化硫超标 1.50 倍');
  // The same event again, and the job again: nothing more goes out.
  await w.exceed([1]);
  await deliver(w.ctx);
  expect(mail.letters).toHaveLength(1);
  // Another hierarchy does not read them.
  expect(await messages(w, CORPS)).toEqual([]);
});

test('what does not go out is tried again, later and later, and then has failed; a person may try once more', async () => {
  const w = await world();
  const mail = await mailServer();
  onTestFinished(() => mail.close());
  mail.refuse = '550 no such user qian@example.org';
  await roster(w);
  await rule(w, await channel(w, 'email', { host: '127.0.0.1', port: mail.port, from: 'tarim@example.org' }));
  await w.exceed([1]);
  const waits: number[] = [];
  for (let n = 0; n < 6; n += 1) {
    await deliver(w.ctx);
    const [one] = await messages(w);
    if (one!.nextAt) waits.push((Date.parse(one!.nextAt) - w.ctx.clock.now()) / 60_000);
    w.ctx.clock.set(w.ctx.clock.now() + 241 * 60_000);
  }
  expect(waits).toEqual([1, 5, 15, 60, 240]);
  const [failed] = await messages(w);
  expect(failed).toMatchObject({ state: 'failed', attempts: 6, sentAt: null });
  // The other side's words are told without addresses.
  expect(failed!.error).toContain('550');
  expect(failed!.error).not.toContain('qian');
  mail.refuse = null;
  expect((await w.call(c.retryMessage, { as: CORPS, params: { id: failed!.id } })).status).toBe(403);
  expect((await w.call(c.retryMessage, { as: EVENING, params: { id: failed!.id } })).body).toMatchObject({
    state: 'queued',
  });
  await deliver(w.ctx);
  expect(await messages(w)).toMatchObject([{ state: 'sent' }]);
  const again = await w.call(c.retryMessage, { as: EVENING, params: { id: failed!.id } });
  expect(again.body.code).toBe('DUTY_MESSAGE_NOT_FAILED');
});

test('a webhook is signed, and told no more than its message; a redirect is not followed', async () => {
  const w = await world();
  const got: { body: string; signature: string | undefined }[] = [];
  const hook = createServer((request, response) => {
    if (request.url === '/moved') return void response.writeHead(302, { location: '/hook' }).end();
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      got.push({ body, signature: request.headers['x-tarim-signature'] as string });
      response.end('ok');
    });
  });
  await new Promise<void>((done) => hook.listen(0, '127.0.0.1', done));
  onTestFinished(() => new Promise<void>((done) => void hook.close(() => done())));
  const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}`;
  const id = await channel(w, 'webhook', { url: `${url}/hook` }, 'a shared key');
  await rule(w, id, { to: { kind: 'address', address: '指挥中心' } });
  await w.exceed([2]);
  await deliver(w.ctx);
  const expected = createHmac('sha256', 'a shared key').update(got[0]!.body).digest('hex');
  expect(got[0]!.signature).toBe(`sha256=${expected}`);
  expect(JSON.parse(got[0]!.body)).toMatchObject({
    to: '指挥中心',
    simulated: false,
    occasion: 'alarm-fired',
  });
  // Keys are never told again, nor kept in the clear.
  const listed = await w.call(c.listChannels, { as: ADMIN });
  expect(JSON.stringify(listed.body)).not.toContain('shared key');
  const { rows } = await sql<{ secret: string }>`select secret from duty.channel`.execute(w.ctx.db);
  expect(rows[0]!.secret).not.toContain('shared');
  const moved = await channel(w, 'webhook', { url: `${url}/moved` });
  const tried = await w.call(c.testChannel, { as: ADMIN, params: { id: moved }, body: { to: 'x' } });
  expect(tried.body).toMatchObject({ state: 'failed' });
  expect(got).toHaveLength(1);
});

test('five alarms of one moment are one letter; what only writes down says so', async () => {
  const w = await world();
  await roster(w);
  const id = await channel(w, 'record', {});
  await rule(w, id);
  await w.exceed([1, 2, 3, 4, 5]);
  await deliver(w.ctx);
  const told = await messages(w);
  expect(told).toMatchObject([{ state: 'recorded', to: '139****0002' }]);
  expect(told[0]!.subject).toMatch(/ 等 5 条$/);
  expect(told[0]!.body.split('\n')).toHaveLength(5);
});

test('in the platform a person reads what was told to that person', async () => {
  const w = await world();
  await roster(w);
  await rule(w, null);
  await w.exceed([1]);
  const { rows } = await sql<{
    id: string;
  }>`select id from identity.person where account = ${DUTY_ACCOUNT}`.execute(w.ctx.db);
  const reader = { ...person(9, '/650000/'), userId: rows[0]!.id };
  const inbox = async (as = reader) => (await w.call(c.getInbox, { as, query: {} })).body;
  expect(await inbox()).toMatchObject({ unread: 1, items: [{ link: '/alarms/1', read: false }] });
  expect(await inbox(EVENING)).toEqual({ unread: 0, items: [] });
  const upTo = (await inbox()).items[0].id;
  // Somebody else's reading leaves it unread.
  await w.call(c.readInbox, { as: EVENING, body: { upTo } });
  expect((await inbox()).unread).toBe(1);
  expect((await w.call(c.readInbox, { as: reader, body: { upTo } })).body).toEqual({ unread: 0 });
});

test('rules are the competent chain’s, channels the platform’s; addresses fit their channel', async () => {
  const w = await world();
  const sms = await channel(w, 'sms', { url: 'http://127.0.0.1:9/sms' });
  const rules = [
    w.call(c.addNoticeRule, { as: CORPS, body: {} }),
    rule(w, sms, { unitPath: '/BT/' }),
    w.call(c.addChannel, { as: EVENING, body: { kind: 'record', name: 'x', enabled: true, settings: {} } }),
    w.call(c.listChannels, { as: STATION }),
  ];
  expect((await Promise.all(rules)).map((one) => one.status)).toEqual([400, 403, 403, 403]);
  const to = (address: string, channelId: number | null = sms) =>
    rule(w, channelId, { to: { kind: 'address', address } });
  expect((await to('zhang@example.org')).body.code).toBe('DUTY_ADDRESS_WRONG');
  expect((await to('13900000000', null)).body.code).toBe('DUTY_ADDRESS_WRONG');
  expect((await to('13900000000')).status).toBe(200);
  const incomplete = { kind: 'email', name: 'x', enabled: true, settings: { host: 'mail' } };
  expect((await w.call(c.addChannel, { as: ADMIN, body: incomplete })).body.code).toBe(
    'DUTY_CHANNEL_INCOMPLETE',
  );
  const other = { kind: 'record', name: 'x', enabled: true, settings: {} };
  expect((await w.call(c.putChannel, { as: ADMIN, params: { id: sms }, body: other })).body.code).toBe(
    'DUTY_CHANNEL_KIND_FIXED',
  );
  expect(NOW).toBe(w.ctx.clock.now());
});

test('a step of escalation is told once each; what is silenced is not told', async () => {
  const w = await world();
  await roster(w);
  const mail = await channel(w, 'email', { host: '127.0.0.1', port: 9, from: 'tarim@example.org' });
  await rule(w, mail);
  await rule(w, mail, { occasion: 'alarm-escalated' });
  await sql`insert into alarm.hush (kind, point_id, unit_path, from_at, until_at, reason, by_name, by_user, created_at)
    values ('silence', 1, '/650000/650100/650102/', '2026-01-01', '2027-01-01', '检修', '甲', 'u', now())`.execute(
    w.ctx.db,
  );
  await w.exceed([1]);
  expect(await messages(w)).toEqual([]);
  const step = (n: number) =>
    w.ctx.db.transaction().execute((tx) =>
      w.ctx.outbox.publish(tx, alarmEscalated, {
        alarmId: 1,
        step: n,
        severity: 'critical',
        unitPath: '/650000/650100/650102/',
        at: '2026-11-20T10:00:00+08:00',
      }),
    );
  for (const n of [1, 1, 2]) await step(n);
  await w.ctx.deliver();
  expect(await messages(w)).toHaveLength(2);
});

test('a task of supervision is told when it arrives, is urged, is nearly due and is late; each once', async () => {
  const w = await world();
  const mail = await channel(w, 'email', { host: '127.0.0.1', port: 9, from: 'tarim@example.org' });
  for (const occasion of ['task-dispatched', 'task-due', 'task-overdue'])
    await rule(w, mail, {
      occasion,
      severity: 'info',
      to: { kind: 'address', address: 'bureau@example.org' },
    });
  await w.exceed([1]);
  await w.ctx.deliver();
  const told = async () => {
    await w.ctx.deliver();
    return (await messages(w)).map((one) => one.occasion).reverse();
  };
  expect(await told()).toEqual(['task-dispatched']);
  const [first] = await messages(w);
  expect(first!.subject).toBe('【督办下达·严重】天山热电');
  expect(first!.body).toContain('承办：');
  for (const text of ['请尽快签收', '再次催办']) {
    expect((await w.call(remindTask, { as: ADMIN, params: { id: 1 }, body: { text } })).status).toBe(200);
    w.ctx.clock.set(w.ctx.clock.now() + 60_000);
  }
  expect(await told()).toEqual(['task-dispatched', 'task-due', 'task-due']);
  const { rows } = await sql<{ due: Date }>`select due_at as due from supervision.task where id = 1`.execute(
    w.ctx.db,
  );
  const due = rows[0]!.due.getTime();
  for (const at of [due - 3_600_000, due - 3_600_000, due + 3_600_000, due + 7_200_000]) {
    w.ctx.clock.set(at);
    await watchDeadlines(w.ctx);
  }
  expect(await told()).toEqual(['task-dispatched', 'task-due', 'task-due', 'task-due', 'task-overdue']);
});
