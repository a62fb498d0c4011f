import { MINUTE_MS } from '@tarim/kernel';
import { dispatchTask, receiveTask } from '@tarim/supervision/contract';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { deliver } from '../server/notices/deliver.ts';
import { passOn } from '../server/notices/pass-on.ts';
import {
  ADMIN,
  DUTY_ACCOUNT,
  EVENING,
  NOW,
  person,
  STATION,
  TIANSHAN,
  URUMQI,
  type World,
  world,
} from './seed.ts';

/** On duty: an officer and who leads the shift, each with a telephone; the officer hears at once, both when nobody answers. */
async function house(): Promise<World> {
  const w = await world();
  const somebody = { account: null, email: null };
  await w.call(c.putShift, {
    as: EVENING,
    body: {
      unitPath: URUMQI,
      day: '2026-11-20',
      slot: 'day',
      people: [
        { role: 'lead', name: '带班', phone: '13900000001', ...somebody },
        { role: 'officer', name: '值班', phone: '13900000002', ...somebody },
      ],
    },
  });
  const channel = { kind: 'record', name: 'record', enabled: true, settings: {} };
  const channelId = (await w.call(c.addChannel, { as: ADMIN, body: channel })).body.id;
  for (const [occasion, leadToo] of [
    ['radiation-raised', false],
    ['radiation-unanswered', true],
  ] as const)
    await w.call(c.addNoticeRule, {
      as: EVENING,
      body: {
        unitPath: URUMQI,
        occasion,
        severity: 'warning',
        channelId,
        to: { kind: 'on-duty', leadToo },
        enabled: true,
      },
    });
  await sql`insert into tracking.terminal (number, name, serial, unit_path, owner, protocol, source_code, source_ref, nuclide, activity_bq,
      measured_on, category, background, moving_s, parked_s, battery_low, battery_full, auth_code, active, simulated, by_name, at)
    values ('1', '探伤机 01', 'S', ${TIANSHAN}, '天山检测', 'jt808', '', 'x', 'Ir-192', 3.7e12, '2026-09-21', 'II', 0.12, 60, 600, 3300, 4200,
      'x', true, true, 'x', now())`.execute(w.ctx.db);
  return w;
}

async function raise({ ctx: { db } }: World, kind: string, severity: string): Promise<number> {
  const figures = { gap: 720, interval: 60, intervals: 3 };
  const { rows } = await sql<{ id: number }>`
    insert into tracking.alarm (terminal_id, unit_path, kind, severity, since, last_at, known_at, count, rule, rule_version, figures, simulated)
    values (1, ${TIANSHAN}, ${kind}, ${severity}, ${new Date(NOW)}, now(), now(), 1, 'MOB-5', 1, ${JSON.stringify(figures)}::jsonb, true)
    returning id`.execute(db);
  return rows[0]!.id;
}
async function tell({ ctx }: World, type: string, item: object): Promise<void> {
  await sql`insert into platform.outbox (type, payload) values (${type}, ${JSON.stringify({ items: [item] })}::jsonb)`.execute(
    ctx.db,
  );
  await ctx.deliver();
  await deliver(ctx);
}
const alarm = (w: World, id: number, act: string, severity = 'critical') =>
  tell(w, 'tracking.alarm-changed.v1', {
    alarmId: id,
    terminalId: 1,
    unitPath: TIANSHAN,
    kind: 'exposed_outside_job',
    severity,
    act,
    at: '2026-11-20T15:00:00+08:00',
    simulated: true,
  });
/** Oldest first: to whom, of what. */
const told = async (w: World) =>
  ((await w.call(c.listMessages, { as: EVENING, query: {} })).body.messages as c.Message[])
    .map((one) => [one.to, one.subject])
    .reverse();

test('the officer hears of a bare source at once, in both languages; nobody answers, and who leads hears of it after five minutes', async () => {
  const w = await house();
  const id = await raise(w, 'exposed_outside_job', 'critical');
  await alarm(w, id, 'raised');
  await alarm(w, id, 'raised');
  const first = ['139****0002', '（模拟）【严重】探伤机 01 作业外放射源暴露'];
  expect(await told(w)).toEqual([first]);
  const [message] = (await w.call(c.listMessages, { as: EVENING, query: {} })).body.messages as c.Message[];
  expect(message).toMatchObject({ state: 'recorded', simulated: true, occasion: 'radiation-raised' });
  expect(message!.body).toContain('先做：电话联系，人员撤至 30 m 以外');
  expect(message!.body).toContain('First: Call, keep people 30 m away.');
  w.ctx.clock.advance(5 * MINUTE_MS - 1);
  expect(await passOn(w.ctx)).toEqual({ passedOn: 0 });
  w.ctx.clock.advance(1);
  expect(await passOn(w.ctx)).toEqual({ passedOn: 1 });
  expect(await passOn(w.ctx)).toEqual({ passedOn: 0 });
  await deliver(w.ctx);
  const again = '（模拟）【严重】探伤机 01 作业外放射源暴露（5 分钟无人签收）';
  expect((await told(w)).slice(1).sort()).toEqual([
    ['139****0001', again],
    ['139****0002', again],
  ]);
});

test('an alarm that somebody took is passed on to nobody; a step of its ladder is told once; an announced silence never', async () => {
  const w = await house();
  const taken = await raise(w, 'left_area', 'high');
  await alarm(w, taken, 'raised', 'high');
  await sql`update tracking.alarm set acknowledged_at = now() where id = ${taken}`.execute(w.ctx.db);
  await alarm(w, taken, 'acknowledged', 'high');
  w.ctx.clock.advance(60 * MINUTE_MS);
  expect(await passOn(w.ctx)).toEqual({ passedOn: 0 });
  const silent = await raise(w, 'offline', 'announced');
  await alarm(w, silent, 'raised', 'announced');
  expect(await told(w)).toHaveLength(1);
  await sql`update tracking.alarm set severity = 'high', escalated = 1 where id = ${silent}`.execute(
    w.ctx.db,
  );
  await alarm(w, silent, 'escalated', 'high');
  await alarm(w, silent, 'escalated', 'high');
  // What nobody answered is critical.
  expect((await told(w)).slice(1).map(([, subject]) => subject)).toEqual([
    '（模拟）【严重】探伤机 01 监控终端离线',
    '（模拟）【严重】探伤机 01 监控终端离线',
  ]);
});

test('a dry rise is told once a level; rain and the first dry hour are not; who takes it ends the waiting', async () => {
  const w = await house();
  const find = async (worst: string, kind = 'rise') => {
    const { rows } = await sql<{ id: number }>`
      insert into radnet.finding (point_id, point_name, unit_path, kind, state, worst, from_at, to_at, hours, peak, peak_at, high, rain, simulated, updated_at)
      values (1, '一号站', ${TIANSHAN}, ${kind}, 'open', ${worst}, ${new Date(NOW)}, ${new Date(NOW)}, 2, 112, ${new Date(NOW)}, 99, 0, true, now())
      returning id`.execute(w.ctx.db);
    return rows[0]!.id;
  };
  const found = (id: number, worst: string, kind = 'rise') =>
    tell(w, 'radnet.finding-raised.v1', {
      ...{ id, pointId: 1, pointName: '一号站', unitPath: TIANSHAN, kind, worst },
      from: '2026-11-20T15:00:00+08:00',
      peak: 112,
      limit: 99,
      simulated: true,
    });
  await found(await find('rain-suspected', 'rain'), 'rain-suspected', 'rain');
  await found(await find('attention'), 'attention');
  expect(await told(w)).toEqual([]);
  const id = await find('alarm');
  await found(id, 'alarm');
  await found(id, 'alarm');
  await sql`update radnet.finding set worst = 'urgent' where id = ${id}`.execute(w.ctx.db);
  await found(id, 'urgent');
  expect((await told(w)).map(([, subject]) => subject)).toEqual([
    '（模拟）【一般】一号站 γ 剂量率无雨升高',
    '（模拟）【严重】一号站 γ 剂量率无雨升高',
  ]);
  await tell(w, 'radnet.finding-settled.v1', {
    ...{ id, pointId: 1, unitPath: TIANSHAN, state: 'acknowledged', conclusion: null },
    at: '2026-11-20T15:01:00+08:00',
  });
  w.ctx.clock.advance(60 * MINUTE_MS);
  expect(await passOn(w.ctx)).toEqual({ passedOn: 0 });
});

const SETTING = {
  unitPath: URUMQI,
  minutes: { critical: 10, warning: 30, info: null },
  quiet: { from: '22:00', to: '08:00', severities: ['warning'] },
  reason: '夜间人手少',
};

test('who administers a unit sets the time to answer, in versions that stay; what waits already keeps its term', async () => {
  const w = await house();
  const cityAdmin = person(8, URUMQI, 'administrator');
  const put = (as: typeof ADMIN, more: object = {}) =>
    w.call(c.addAnswerSetting, { as, body: { ...SETTING, ...more } });
  const inForce = async (unitPath: string) =>
    (await w.call(c.getAnswerSettings, { as: STATION, query: { unitPath } })).body;
  expect((await inForce(TIANSHAN)).inForce).toMatchObject({
    unitPath: '/',
    minutes: { critical: 5, warning: 30, info: null },
    quiet: { severities: [] },
    confidence: 'unverified',
  });
  expect([(await put(EVENING)).status, (await put(cityAdmin, { unitPath: '/' })).status]).toEqual([403, 403]);
  const wrong = [
    { minutes: { critical: 31, warning: 30, info: null } },
    { quiet: { ...SETTING.quiet, to: '12:00' } },
    { quiet: { ...SETTING.quiet, severities: ['critical'] } },
    { minutes: { ...SETTING.minutes, critical: 0 } },
    { reason: ' ' },
  ];
  const codes = [];
  for (const one of wrong) codes.push((await put(cityAdmin, one)).body.code);
  expect(codes.slice(0, 2)).toEqual(['DUTY_TERMS_UNORDERED', 'DUTY_QUIET_TOO_LONG']);
  expect(codes.slice(2)).toEqual(['VALIDATION', 'VALIDATION', 'DUTY_REASON_MISSING']);
  const before = await raise(w, 'tamper', 'critical');
  await alarm(w, before, 'raised');
  expect((await put(cityAdmin)).status).toBe(200);
  const { inForce: now, versions } = await inForce(TIANSHAN);
  expect([now.unitPath, now.minutes.critical, now.by, versions.length]).toEqual([URUMQI, 10, '人员8', 2]);
  const after = await raise(w, 'exposed_outside_job', 'critical');
  await alarm(w, after, 'raised');
  w.ctx.clock.advance(5 * MINUTE_MS);
  expect(await passOn(w.ctx)).toEqual({ passedOn: 1 });
  w.ctx.clock.advance(5 * MINUTE_MS);
  expect(await passOn(w.ctx)).toEqual({ passedOn: 1 });
  await expect(sql`update duty.answer_setting set info_minutes = 3`.execute(w.ctx.db)).rejects.toThrow(
    /only ever added/,
  );
});

test('in quiet hours what may wait goes out in the morning and is passed on after it; what is critical at once', async () => {
  const w = await house();
  await w.call(c.addAnswerSetting, { as: ADMIN, body: SETTING });
  // 22:30 of the 20th.
  w.ctx.clock.advance(7.5 * 60 * MINUTE_MS);
  await w.call(c.putShift, {
    as: EVENING,
    body: {
      unitPath: URUMQI,
      day: '2026-11-20',
      slot: 'night',
      people: [{ role: 'officer', name: '夜班', phone: '13900000003', account: DUTY_ACCOUNT, email: null }],
    },
  });
  await alarm(w, await raise(w, 'left_area', 'high'), 'raised', 'high');
  await deliver(w.ctx);
  const states = async () =>
    ((await w.call(c.listMessages, { as: EVENING, query: {} })).body.messages as c.Message[]).map((one) => [
      one.state,
      one.nextAt,
    ]);
  expect(await states()).toEqual([['queued', '2026-11-21T08:00:00+08:00']]);
  await alarm(w, await raise(w, 'exposed_outside_job', 'critical'), 'raised');
  await deliver(w.ctx);
  expect((await states()).map(([state]) => state)).toEqual(['recorded', 'queued']);
  w.ctx.clock.advance(10 * MINUTE_MS);
  // Only the critical one.
  expect(await passOn(w.ctx)).toEqual({ passedOn: 1 });
  // 8:00, then 8:30.
  w.ctx.clock.advance(560 * MINUTE_MS);
  await deliver(w.ctx);
  expect((await states()).every(([state]) => state === 'recorded')).toBe(true);
  expect(await passOn(w.ctx)).toEqual({ passedOn: 0 });
  w.ctx.clock.advance(30 * MINUTE_MS);
  expect(await passOn(w.ctx)).toEqual({ passedOn: 1 });
});

test('an alarm handed to who is on duty is among their messages, and passed on when they do not take it', async () => {
  const w = await house();
  const { rows } = await sql<{
    id: string;
  }>`select id from identity.person where account = ${DUTY_ACCOUNT}`.execute(w.ctx.db);
  const named = { ...person(9, URUMQI), userId: rows[0]!.id };
  await w.call(c.putShift, {
    as: EVENING,
    body: {
      unitPath: URUMQI,
      day: '2026-11-20',
      slot: 'day',
      people: [
        { role: 'lead', name: '带班', phone: '13900000001', account: null, email: null },
        { role: 'officer', name: '李值班', phone: '13900000002', account: DUTY_ACCOUNT, email: null },
      ],
    },
  });
  const id = await raise(w, 'battery', 'warn');
  const hand = (deadline: object) =>
    w.call(dispatchTask, {
      as: EVENING,
      body: {
        radiation: { source: 'tracking', id },
        requirement: '电话核实电量',
        assignee: { kind: 'person', name: '李值班' },
        deadline,
      },
    });
  const task = (await hand({ length: 2, unit: 'hour' })).body.id as number;
  await w.ctx.deliver();
  const inbox = async () =>
    (await w.call(c.getInbox, { as: named, query: {} })).body.items.map((one: c.InboxItem) => [
      one.occasion,
      one.link,
    ]);
  const link = `/supervision/tasks/${task}`;
  expect(await inbox()).toEqual([['task-dispatched', link]]);
  w.ctx.clock.advance(30 * MINUTE_MS);
  expect(await passOn(w.ctx)).toEqual({ passedOn: 1 });
  // Handed on again it waits again, until it is received.
  await hand({ length: 1, unit: 'hour' });
  await w.ctx.deliver();
  expect(await inbox()).toHaveLength(2);
  expect((await w.call(receiveTask, { as: named, params: { id: task }, body: {} })).status).toBe(200);
  await w.ctx.deliver();
  w.ctx.clock.advance(30 * MINUTE_MS);
  expect(await passOn(w.ctx)).toEqual({ passedOn: 0 });
});
