import { makePolicy } from '@tarim/identity/server';
import { testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { act, receive, reply, verify } from '../server/use-cases/acts.ts';
import { dispatchTask } from '../server/use-cases/dispatch-task.ts';
import { getTask, listTasks, tasksOfRadiation } from '../server/use-cases/read-tasks.ts';
import { MODULES, person, seedRegistry, TIANSHAN } from './seed.ts';

/** Tuesday 2026-11-24, 12:00 in Beijing: the day shift. */
const NOW = Date.UTC(2026, 10, 24, 4);
const HOUR = 3_600_000;
const URUMQI = '/650000/650100/';
const tables = (name: string) => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
});

/** A finding of rain at a gamma station, an alarm of a mobile source; on duty somebody with an account. */
async function house() {
  const modules = [tables('identity'), ...MODULES, tables('duty')];
  const ctx = await testContext({ modules, policy: makePolicy(), now: NOW });
  const { db } = ctx;
  await seedRegistry(db);
  await sql`insert into tracking.terminal (number, name, serial, unit_path, owner, protocol, source_code, source_ref, nuclide, activity_bq,
      measured_on, category, background, moving_s, parked_s, battery_low, battery_full, auth_code, active, simulated, by_name, at)
    values ('1', '探伤机 1', 'S', ${TIANSHAN}, '天山检测', 'jt808', '', 'x', 'Ir-192', 3.7e12, '2026-09-21', 'II', 0.12, 60, 600,
      3300, 4200, 'x', true, true, 'x', now())`.execute(db);
  await sql`insert into tracking.alarm (terminal_id, unit_path, kind, severity, since, last_at, known_at, count, rule, rule_version, figures, simulated)
    values (1, ${TIANSHAN}, 'battery', 'warn', '2026-11-24T11:58:00+08:00', now(), now(), 1, 'MOB-7', 1, '{}'::jsonb, true)`.execute(
    db,
  );
  await sql`insert into registry.point (code, name, kind, unit_path, lon, lat, control_level, public, simulated)
    values ('R1', '一号站', 'radiation', ${TIANSHAN}, 87.6, 43.8, '国控', true, true)`.execute(db);
  await sql`insert into radnet.finding (point_id, point_name, unit_path, kind, state, worst, from_at, to_at, hours, peak, peak_at, high, rain, simulated, updated_at)
    values (4, '一号站', ${TIANSHAN}, 'rain', 'open', 'rain-suspected', '2026-11-24T10:00:00+08:00', '2026-11-24T11:00:00+08:00', 2, 130,
      '2026-11-24T11:00:00+08:00', 99, 4, true, now())`.execute(db);
  const dispatcher = person('duty-officer', URUMQI);
  const named = person('duty-officer', URUMQI);
  await sql`insert into identity.person (id, account, name, active, password, created_at) values (${named.userId}, 'night', '李值班', true, 'x', now())`.execute(
    db,
  );
  await sql`insert into duty.shift (unit_path, day, slot, people, changed_by, changed_at) values (${URUMQI}, '2026-11-24', 'day',
    ${JSON.stringify([{ role: 'officer', name: '李值班', account: 'night', phone: null, email: null }])}::jsonb, 'x', now())`.execute(
    db,
  );
  return { ctx, dispatcher, named };
}
const ALARM = { source: 'tracking', id: 1 } as const;
const NAMED = { kind: 'person', name: '李值班' } as const;

test('an alarm is handed to who is on duty: they take and answer it, though they handle no others', async () => {
  const { ctx, dispatcher, named } = await house();
  const ask = {
    radiation: ALARM,
    requirement: '电话核实电量',
    deadline: { length: 3, unit: 'hour' },
  } as const;
  const handOut = (as: typeof named, assignee: { kind: 'person' | 'team'; name: string }) =>
    dispatchTask(ctx, as, { ...ask, assignee });
  await expect(handOut(dispatcher, { kind: 'person', name: '王不在' })).rejects.toMatchObject({
    code: 'SUPERVISION_NOT_ON_DUTY',
  });
  await expect(handOut(person('monitoring-station', URUMQI), NAMED)).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await expect(handOut(person('duty-officer', '/BT/'), NAMED)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const { id, made } = await handOut(dispatcher, NAMED);
  expect(made).toBe(true);
  const seen = () => getTask(ctx, named, id, 'zh-CN');
  expect(await seen()).toMatchObject({
    cause: 'mobile-battery',
    role: 'radiation-supervisor',
    assignee: NAMED,
    unitPath: URUMQI,
    dueAt: '2026-11-24T15:00:00+08:00',
    simulated: true,
  });
  expect((await tasksOfRadiation(ctx, 'tracking', 1)).tasks.map((one) => one.id)).toEqual([id]);
  const mine = await listTasks(ctx, named, { mine: true }, 'zh-CN');
  expect(mine.tasks.map((one) => one.id)).toEqual([id]);
  // The dispatcher is a duty officer too, but was not named.
  await expect(act(ctx, dispatcher, id, 'receive', receive('x'))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await act(ctx, named, id, 'receive', receive(named.name));
  await act(ctx, named, id, 'verify', verify('off-site', null));
  await act(ctx, named, id, 'reply', reply({ confirmed: true, text: '已充电', evidence: [] }, named.userId));
  expect((await seen()).state).toBe('replied');
  // Who replied does not review; what was replied to is not handed on.
  await expect(act(ctx, named, id, 'review', {})).rejects.toMatchObject({ code: 'SUPERVISION_OWN_REPLY' });
  await expect(handOut(dispatcher, { kind: 'team', name: '一组' })).rejects.toMatchObject({
    code: 'SUPERVISION_ACT_NOT_NOW',
  });
});

test('an open task is handed on: it waits to be received again, and its term only comes nearer', async () => {
  const { ctx, dispatcher, named } = await house();
  const hand = (name: string, hours: number) =>
    dispatchTask(ctx, dispatcher, {
      radiation: ALARM,
      requirement: '到场核实',
      assignee: { kind: 'team', name },
      deadline: { length: hours, unit: 'hour' },
    });
  const { id } = await hand('一组', 8);
  await act(ctx, person('radiation-supervisor', URUMQI), id, 'receive', receive('甲'));
  ctx.clock.advance(HOUR);
  const again = await hand('二组', 2);
  expect(again).toEqual({ id, made: false });
  const after = await getTask(ctx, named, id, 'zh-CN');
  expect([after.state, after.assignee?.name, after.receivedBy, after.dueAt]).toEqual([
    'dispatched',
    '二组',
    null,
    '2026-11-24T15:00:00+08:00',
  ]);
  // Twelve hours from now would be later than it is due.
  await hand('三组', 12);
  const last = await getTask(ctx, named, id, 'zh-CN');
  expect([last.assignee?.name, last.dueAt]).toEqual(['三组', '2026-11-24T15:00:00+08:00']);
  expect(last.steps.filter((step) => step.act === 'assign')).toHaveLength(2);
});

test('a finding for which no rule asks anybody can still be handed to a team', async () => {
  const { ctx, dispatcher } = await house();
  const ask = { requirement: '看视频', assignee: { kind: 'team', name: '监测一组' } } as const;
  const unknown = { ...ask, radiation: { source: 'radnet', id: 9 } } as const;
  await expect(dispatchTask(ctx, dispatcher, unknown)).rejects.toMatchObject({
    code: 'SUPERVISION_FINDING_UNKNOWN',
  });
  const { id } = await dispatchTask(ctx, dispatcher, { ...ask, radiation: { source: 'radnet', id: 1 } });
  expect(await getTask(ctx, dispatcher, id, 'zh-CN')).toMatchObject({
    cause: 'gamma-rise',
    role: 'radiation-supervisor',
    pointName: '一号站',
    assignee: { kind: 'team', name: '监测一组' },
  });
});
