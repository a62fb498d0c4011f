import { workbook } from '@tarim/testkit';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { ADMIN, CORPS, EVENING, MORNING, SHIHEZI, STATION, URUMQI, type World, world } from './seed.ts';

const people: c.OnDuty[] = [
  { role: 'lead', name: '赵', account: null, phone: '13900000001', email: null },
  { role: 'officer', name: '钱', account: 'duty', phone: '13900000002', email: 'qian@example.org' },
];
const shift = (more: object = {}) => ({ unitPath: URUMQI, day: '2026-11-20', slot: 'day', people, ...more });
const now = async (w: World, unitPath = '/650000/650100/650102/') =>
  (await w.call(c.whoIsOnDuty, { as: STATION, query: { unitPath } })).body;

test('who is on duty is asked by the hour; a unit without a roster has that of the unit above', async () => {
  const w = await world();
  expect((await now(w)).shifts).toEqual([]);
  await w.call(c.putShift, { as: EVENING, body: shift() });
  expect(await now(w)).toMatchObject({
    day: '2026-11-20',
    slot: 'day',
    until: '2026-11-20T20:00:00+08:00',
    shifts: [{ unitPath: URUMQI, people: [{ name: '赵' }, { name: '钱' }] }],
  });
  // From three in the afternoon on it is night already.
  const hours = { dayFrom: '08:00', nightFrom: '15:00' };
  expect((await w.call(c.setHours, { as: EVENING, body: hours })).status).toBe(403);
  expect(
    (await w.call(c.setHours, { as: ADMIN, body: { dayFrom: '15:00', nightFrom: '08:00' } })).body.code,
  ).toBe('DUTY_HOURS_WRONG');
  await w.call(c.setHours, { as: ADMIN, body: hours });
  expect(await now(w)).toMatchObject({ slot: 'night', until: '2026-11-21T08:00:00+08:00', shifts: [] });
});

test('rosters are the competent chain’s', async () => {
  const w = await world();
  for (const as of [CORPS, STATION])
    expect((await w.call(c.putShift, { as, body: shift() })).status).toBe(403);
  const corps = shift({ unitPath: SHIHEZI });
  expect((await w.call(c.putShift, { as: EVENING, body: corps })).status).toBe(403);
  expect((await w.call(c.putShift, { as: CORPS, body: corps })).status).toBe(200);
});

const HEAD = ['行政区代码', '日期', '班次', '岗位', '姓名', '电话', '邮箱', '账号'];
const bring = (w: World, rows: unknown[][], mode = 'commit') =>
  w.file(c.importRoster, EVENING, workbook([HEAD, ...rows] as never, { sheet: '值班表' }), { mode });

test('a roster comes in whole or not at all', async () => {
  const w = await world();
  const good = ['650100', '2026-12-01', '夜班', '值班', '孙', '13900000003', '', 'duty'];
  const { body } = await bring(w, [
    good,
    good,
    ['659001', '2026-12-01', '夜班', '值班', '李', '', '', ''],
    ['650100', '2026-02-30', '中班', '值班', '', '电话', '邮箱', 'nobody'],
  ]);
  expect(body.committed).toBe(false);
  expect(body.problems.map((one: { row: number; code: string }) => `${one.row} ${one.code}`)).toEqual([
    '3 ROW_TWICE',
    '4 ROW_UNIT_FOREIGN',
    '5 CELL_MISSING',
    '5 CELL_NOT_DATE',
    '5 CELL_NOT_A_WORD',
    '5 DUTY_ROW_PHONE',
    '5 DUTY_ROW_EMAIL',
    '5 DUTY_ROW_ACCOUNT',
  ]);
  const span = { unitPath: URUMQI, from: '2026-12-01', to: '2026-12-01' };
  const roster = async () => (await w.call(c.getRoster, { as: STATION, query: span })).body.shifts;
  expect(await roster()).toEqual([]);
  expect((await bring(w, [good])).body).toMatchObject({ committed: true, good: 1 });
  expect(await roster()).toMatchObject([{ slot: 'night', people: [{ name: '孙', account: 'duty' }] }]);
});

test('what one shift hands over another person takes, and somebody says that it is done', async () => {
  const w = await world();
  const body = { unitPath: URUMQI, text: '3 号炉在检修', alarmIds: [] };
  expect((await w.call(c.writeHandOver, { as: STATION, body })).status).toBe(403);
  const { id } = (await w.call(c.writeHandOver, { as: EVENING, body })).body;
  const act = (def: Parameters<World['call']>[0], as = EVENING) => w.call(def, { as, params: { id } });
  expect((await act(c.takeHandOver)).body.code).toBe('DUTY_HAND_OVER_OWN');
  expect((await act(c.takeHandOver, CORPS)).status).toBe(403);
  expect((await act(c.takeHandOver, MORNING)).body).toMatchObject({ taken: { by: '人员3' }, done: null });
  expect((await act(c.takeHandOver, MORNING)).body.code).toBe('DUTY_HAND_OVER_TAKEN');
  expect((await act(c.finishHandOver, MORNING)).body).toMatchObject({ done: { by: '人员3' } });
  expect((await act(c.finishHandOver)).body.code).toBe('DUTY_HAND_OVER_DONE');
  const { handOvers } = (await w.call(c.listHandOvers, { as: STATION, query: { unitPath: URUMQI } })).body;
  expect(handOvers).toMatchObject([{ id, day: '2026-11-20', slot: 'day', by: '人员2' }]);
});

test('the phone list is read by the staff and written by the competent chain', async () => {
  const w = await world();
  const entry = {
    unitPath: URUMQI,
    organisation: '应急办',
    name: '周',
    title: null,
    phone: '0991-1234567',
    email: null,
    note: null,
  };
  expect((await w.call(c.addContact, { as: STATION, body: entry })).status).toBe(403);
  const { id } = (await w.call(c.addContact, { as: EVENING, body: entry })).body;
  const put = (as: typeof EVENING, more: object) =>
    w.call(c.putContact, { as, params: { id }, body: { ...entry, ...more } });
  expect((await put(CORPS, {})).status).toBe(403);
  expect((await put(EVENING, { unitPath: SHIHEZI })).status).toBe(403);
  expect((await put(EVENING, { name: '吴' })).body).toMatchObject({ name: '吴' });
  const list = async (q: string) =>
    (await w.call(c.listContacts, { as: STATION, query: { q, unitPath: '/650000/650100/650102/' } })).body
      .contacts;
  expect(await list('0991')).toHaveLength(1);
  expect(await list('100%')).toEqual([]);
  expect((await w.call(c.removeContact, { as: EVENING, params: { id } })).status).toBeLessThan(300);
  expect(await list('')).toEqual([]);
});
