import { judged } from '@tarim/evaluation/contract';
import { beijingIso } from '@tarim/kernel';
import { type Actor, asActor } from '@tarim/platform';
import { actorWith, type TestContext, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import * as contract from '../contract.ts';
import { MODULES, seedRegistry } from './seed.ts';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const competent = actorWith('duty-officer', '/650000/650100/');
const elsewhere = actorWith('duty-officer', '/650000/653200/');
const corps = actorWith('duty-officer', '/BT/');
const auditor = actorWith('auditor', '/');
const administrator = actorWith('administrator', '/');
const own = actorWith('enterprise', '/650000/650100/650102/', 1);
const other = actorWith('enterprise', '/650000/650100/650102/', 2);

async function setUp() {
  const ctx = await testContext({ modules: MODULES, now: NOON + 3_660_000, policy: makePolicy() });
  await seedRegistry(ctx.db);
  const exceeds = {
    pointId: 1,
    code: 'a21026',
    period: 'hour',
    time: beijingIso(NOON),
    verdict: 'exceeds',
    value: 40,
    limit: 35,
    ratio: 40 / 35,
    revision: 0,
  } as const;
  await ctx.db.transaction().execute((tx) =>
    ctx.outbox.publish(tx, judged, {
      items: [
        { ...exceeds },
        { ...exceeds, code: 'a21002' },
        { ...exceeds, pointId: 2, code: 'w01018', period: 'day', time: beijingIso(NOON - 12 * 3_600_000) },
      ],
    }),
  );
  await ctx.deliver();
  const server = await testServer(ctx, MODULES);
  const list = (as?: Actor, query: object = {}) => server.call(contract.listAlarms, { as, query });
  const id = (await list(competent)).body.alarms[0].id as number;
  return { ctx, server, list, id };
}

describe('reading', () => {
  it('is for signed-in people; staff of both hierarchies see all, an enterprise only its own', async () => {
    const { list } = await setUp();
    expect((await list()).status).toBe(401);
    for (const as of [competent, elsewhere, corps, auditor])
      expect((await list(as)).body.alarms).toHaveLength(3);
    expect((await list(own)).body.alarms).toHaveLength(3);
    expect((await list(other)).body.alarms).toHaveLength(0);
  });

  it('hides an alarm from another enterprise as if it did not exist', async () => {
    const { server, id } = await setUp();
    expect((await server.call(contract.getAlarm, { as: own, params: { id } })).status).toBe(200);
    const hidden = await server.call(contract.getAlarm, { as: other, params: { id } });
    expect([hidden.status, hidden.body.code]).toEqual([404, 'ALARM_UNKNOWN']);
  });

  it('filters, pages and counts', async () => {
    const { server, list } = await setUp();
    expect((await list(competent, { q: '总排' })).body.alarms).toHaveLength(1);
    expect((await list(competent, { q: '%' })).body.alarms).toHaveLength(0);
    expect((await list(competent, { kind: 'offline' })).body.alarms).toHaveLength(0);
    expect((await list(competent, { unit: '/650000/653200/' })).body.alarms).toHaveLength(0);
    expect((await list(competent, { acknowledged: false })).body.alarms).toHaveLength(3);
    const first = (await list(competent, { limit: 2 })).body;
    const rest = (await list(competent, { limit: 2, cursor: first.next })).body;
    expect([first.alarms.length, rest.alarms.length, rest.next]).toEqual([2, 1, null]);
    expect(new Set([...first.alarms, ...rest.alarms].map((one: { id: number }) => one.id)).size).toBe(3);
    expect((await list(competent, { cursor: 'rubbish' })).body.code).toBe('ALARM_CURSOR_INVALID');
    const counts = (await server.call(contract.countAlarms, { as: competent })).body;
    expect(counts).toMatchObject({ firing: 3, pending: 0, unacknowledged: 3, firedLast24h: 3 });
    expect((await server.call(contract.countAlarms, { as: other })).body.firing).toBe(0);
  });

  it('exports what the list shows', async () => {
    const { server } = await setUp();
    const csv = await server.call(contract.exportAlarms, {
      as: competent,
      query: { format: 'csv', kind: 'exceedance' },
    });
    const lines = Buffer.from(csv.body).toString('utf8').trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toContain('报警时间');
    expect(lines[1]).toMatch(/报警中,一般/);
    expect(csv.headers['content-disposition']).toContain('alarms-2026-11-24.csv');
    const xlsx = await server.call(contract.exportAlarms, { as: competent, query: { format: 'xlsx' } });
    expect(Buffer.from(xlsx.body).subarray(0, 2).toString()).toBe('PK');
  });
});

describe('handling', () => {
  it('is for the competent chain only', async () => {
    const { server, id } = await setUp();
    const acknowledge = (as: Actor) =>
      server.call(contract.acknowledgeAlarm, { as, params: { id }, body: {} });
    for (const as of [elsewhere, corps, auditor, own])
      expect((await acknowledge(as)).status, as.name).toBe(403);
    expect((await acknowledge(other)).status).toBeGreaterThanOrEqual(403);
    const done = await acknowledge(competent);
    expect(done.body.acknowledged).toEqual({ by: 'duty-officer', at: beijingIso(NOON + 3_660_000) });
    expect(done.body.mayHandle).toBe(true);
    expect((await server.call(contract.getAlarm, { as: elsewhere, params: { id } })).body.mayHandle).toBe(
      false,
    );
  });

  it('holds in the database too, should the policy be forgotten', async () => {
    const { ctx, id } = await setUp();
    const attempt = (actor: Actor) =>
      asActor(ctx, actor, 'alarm.acknowledge', (tx) =>
        sql<{ id: number }>`update alarm.alarm set notes = 99 where id = ${id} returning id`.execute(tx),
      );
    expect((await attempt(corps)).rows).toEqual([]);
    expect((await attempt(competent)).rows).toHaveLength(1);
    const line = (actor: Actor) =>
      asActor(ctx, actor, 'alarm.acknowledge', (tx) =>
        sql`insert into alarm.event_log (alarm_id, at, to_state, why) values (${id}, now(), 'closed', 'forged')`.execute(
          tx,
        ),
      );
    await expect(line(corps)).rejects.toThrow(/row-level security/);
    await expect(sql`delete from alarm.event_log`.execute(ctx.db)).rejects.toThrow(/append-only/);
  });

  it('acknowledges once; the second hears who was first', async () => {
    const { server, id } = await setUp();
    await server.call(contract.acknowledgeAlarm, {
      as: competent,
      params: { id },
      body: { note: '已电话联系' },
    });
    const second = await server.call(contract.acknowledgeAlarm, { as: competent, params: { id }, body: {} });
    expect([second.status, second.body.code, second.body.params.by]).toEqual([
      409,
      'ALARM_ALREADY_ACKNOWLEDGED',
      'duty-officer',
    ]);
    const { body } = await server.call(contract.getAlarm, { as: competent, params: { id } });
    expect(body.notes).toBe(1);
    expect(body.log.at(-1)).toMatchObject({ why: 'acknowledged', text: '已电话联系', by: 'duty-officer' });
  });

  it('takes notes, and closes by hand only with a reason', async () => {
    const { ctx, server, id } = await setUp();
    const close = (reason: string) =>
      server.call(contract.closeAlarm, { as: competent, params: { id }, body: { reason } });
    expect(
      (await server.call(contract.addNote, { as: competent, params: { id }, body: { text: ' 现场核查 ' } }))
        .body.notes,
    ).toBe(1);
    expect(
      (await server.call(contract.addNote, { as: competent, params: { id }, body: { text: '   ' } })).body
        .code,
    ).toBe('ALARM_TEXT_EMPTY');
    expect((await close('')).status).toBe(400);
    const closed = (await close('停炉检修，数据为启炉过程')).body;
    expect(closed).toMatchObject({ state: 'closed', closedAt: beijingIso(NOON + 3_660_000) });
    expect(closed.log.at(-1)).toMatchObject({
      from: 'firing',
      to: 'closed',
      why: 'hand',
      text: '停炉检修，数据为启炉过程',
      by: 'duty-officer',
    });
    expect((await close('again')).body.code).toBe('ALARM_CLOSED');
    const { rows } = await sql<{ action: string }>`select action from platform.audit order by id`.execute(
      ctx.db,
    );
    expect(rows.map((row) => row.action)).toEqual(['alarm.noted', 'alarm.closed']);
  });
});

describe('rules', () => {
  const body = {
    enabled: true,
    pendingFor: 3600,
    recoverFor: 7200,
    severity: 'critical',
    params: { criticalRatio: 3 },
    reason: '按市局要求',
  };

  it('get a new version, kept beside the old one, by those who may configure', async () => {
    const { ctx, server } = await setUp();
    const update = (as: Actor, more: object = {}) =>
      server.call(contract.updateRule, { as, params: { kind: 'exceedance' }, body: { ...body, ...more } });
    expect((await update(competent)).status).toBe(403);
    // Rules hold for the whole platform: an administrator of one unit does not change them.
    expect((await update(actorWith('administrator', '/650000/'))).status).toBe(403);
    expect((await update(administrator, { reason: '  ' })).body.code).toBe('ALARM_TEXT_EMPTY');
    expect((await update(administrator, { params: { minLevel: 4 } })).body.code).toBe(
      'ALARM_RULE_PARAM_UNKNOWN',
    );
    expect((await update(administrator, { pendingFor: -1 })).status).toBe(400);
    expect((await update(administrator)).body).toMatchObject({
      pendingFor: 3600,
      params: { criticalRatio: 3, historicalAfterHours: 48 },
      changedBy: 'administrator',
    });
    const { rules } = (await server.call(contract.listRules, { as: auditor })).body;
    const versions = rules.filter((rule: contract.AlarmRule) => rule.kind === 'exceedance');
    expect(versions.map((rule: contract.AlarmRule) => [rule.pendingFor, rule.effectiveTo === null])).toEqual([
      [3600, true],
      [0, false],
    ]);
    const { rows } = await sql<{ action: string }>`select action from platform.audit`.execute(ctx.db);
    expect(rows).toEqual([{ action: 'alarm.rule.updated' }]);
  });

  it('hold for new alarms; those that live go on by theirs', async () => {
    const { ctx, server, id } = await setUp();
    await server.call(contract.updateRule, { as: administrator, params: { kind: 'exceedance' }, body });
    expect((await server.call(contract.getAlarm, { as: competent, params: { id } })).body.rule).toMatchObject(
      { kind: 'exceedance', version: 1, pendingFor: 0, recoverFor: 3600, severity: 'warning' },
    );
    const { rules } = (await server.call(contract.listRules, { as: auditor })).body;
    expect(
      rules
        .filter((one: contract.AlarmRule) => one.kind === 'exceedance')
        .map((one: contract.AlarmRule) => one.version),
    ).toEqual([2, 1]);
    await judgedNow(ctx, 'a34013');
    const fresh = (await server.call(contract.listAlarms, { as: competent, query: { q: 'a34013' } })).body
      .alarms[0];
    expect(fresh.state).toBe('pending');
  });
});

async function judgedNow(ctx: TestContext, code: string): Promise<void> {
  const one = {
    pointId: 1,
    code,
    period: 'hour',
    time: beijingIso(NOON),
    verdict: 'exceeds',
    value: 40,
    limit: 10,
    ratio: 4,
    revision: 0,
  } as const;
  await ctx.db.transaction().execute((tx) => ctx.outbox.publish(tx, judged, { items: [one] }));
  await ctx.deliver();
}
