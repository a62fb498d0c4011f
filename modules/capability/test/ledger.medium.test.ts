import { asActor, rowsToCsv } from '@tarim/platform';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { canBeUsed } from '../queries.ts';
import { importEquipment } from '../server/use-cases/equipment-sheet.ts';
import { CITY, CORPS, DIVISION, house, METER, OFFICER, STANDING } from './world.ts';

const HEADS = [
  '行政区代码',
  '业务领域',
  '装备编码',
  '类别',
  '名称',
  '型号',
  '出厂编号',
  '状态',
  '借用单位代码',
  '归还日期',
  '需检定',
  '检定证书编号',
  '检定有效期至',
];
const row = (more: Partial<Record<number, string>> = {}): string[] =>
  ['650100', '执法', 'drone', '无人机', '无人机', 'M-1', 'D-1', '在用', '', '', '否', '', ''].map(
    (text, i) => more[i] ?? text,
  );

test('a sheet comes in as a whole or not at all, with the problem of each row', async () => {
  const { ctx, call } = await house();
  await call(c.addEquipment, OFFICER, { body: METER });
  const bad = rowsToCsv([
    HEADS,
    row(),
    row({ 0: 'BT08', 6: 'D-2' }),
    row({ 0: '999999', 6: 'D-3' }),
    row({ 6: 'D-1' }),
    row({ 5: 'RX-1', 6: 'A-001' }),
    row({ 6: 'D-4', 7: '借出' }),
    row({ 6: 'D-5', 10: '是', 12: '2027-02-30' }),
    row({ 6: 'D-6', 10: '是', 12: '2027-02-28' }),
    row({ 6: '' }),
  ]);
  const report = await importEquipment(ctx, OFFICER, bad, true, 'zh');
  expect(report.committed).toBe(false);
  expect(report.problems.map((one) => [one.row, one.column, one.code])).toEqual([
    [3, '行政区代码', 'ROW_UNIT_FOREIGN'],
    [4, '行政区代码', 'ROW_UNIT_UNKNOWN'],
    [5, '出厂编号', 'ROW_TWICE'],
    [6, '出厂编号', 'CAPABILITY_SERIAL_TAKEN'],
    [7, '状态', 'CAPABILITY_LENDING_INVALID'],
    [8, '检定有效期至', 'CELL_NOT_DATE'],
    [8, '检定证书编号', 'CAPABILITY_CERTIFICATE_INCOMPLETE'],
    [9, '检定证书编号', 'CAPABILITY_CERTIFICATE_INCOMPLETE'],
    [10, '出厂编号', 'CELL_MISSING'],
  ]);
  const listed = async () =>
    (await call<{ equipment: c.Equipment[] }>(c.listEquipment, CORPS)).body.equipment.map(
      ({ serial }) => serial,
    );
  expect(await listed()).toEqual(['A-001']);
  const good = rowsToCsv([HEADS, row(), row({ 6: 'D-2', 7: '借出', 8: 'BT08', 9: '2027-01-31' })]);
  expect(await importEquipment(ctx, OFFICER, good, false, 'zh')).toMatchObject({ committed: false, good: 2 });
  expect(await importEquipment(ctx, OFFICER, good, true, 'zh')).toMatchObject({ committed: true, good: 2 });
  expect(await listed()).toEqual(['A-001', 'D-1', 'D-2']);
  // What is taken away comes in elsewhere under the same headings: here every row is there already.
  const file = await call<Buffer>(c.exportEquipment, CORPS, { query: { format: 'csv' } });
  const back = await importEquipment(
    ctx,
    OFFICER,
    new Uint8Array(file.body as unknown as Buffer),
    false,
    'en',
  );
  expect(back.problems.map((one) => [one.row, one.code])).toEqual(
    [2, 3, 4].map((at) => [at, 'CAPABILITY_SERIAL_TAKEN']),
  );
});

test('a meter whose calibration ended is not usable for official results', async () => {
  const { ctx, call } = await house();
  const { body: meter } = await call<c.EquipmentDetail>(c.addEquipment, OFFICER, { body: METER });
  const use = async (on: string, which: Parameters<typeof canBeUsed>[1] = { id: meter.id }) => {
    const { usable, reason } = await canBeUsed(ctx.db, which, on);
    return [usable, reason];
  };
  expect(await use('2026-11-28')).toEqual([true, null]);
  expect(await use('2026-12-31', { serial: 'A-001' })).toEqual([true, null]);
  expect(await use('2027-01-01', { serial: 'A-001' })).toEqual([false, 'calibration-ended']);
  // Nobody had entered it then.
  expect(await use('2026-11-27')).toEqual([false, 'unknown']);
  expect(await use('2026-11-28', { serial: 'A-009' })).toEqual([false, 'unknown']);
  await call(c.addEquipment, OFFICER, {
    body: { ...METER, model: 'RX-2', calibratedTo: null, certificate: '' },
  });
  expect(await use('2026-11-28', { serial: 'A-001' })).toEqual([false, 'ambiguous']);
  expect(await use('2026-11-28', { serial: 'A-001', model: 'RX-2' })).toEqual([false, 'no-calibration']);
  const change = (body: object) =>
    call<c.EquipmentDetail>(c.changeEquipment, OFFICER, { params: { id: meter.id }, body });
  ctx.clock.advance(40 * 86_400_000);
  const { certificate, calibratedTo } = { certificate: 'JZ-2027-1', calibratedTo: '2028-01-06' };
  await change({ ...STANDING, certificate, calibratedTo, on: '2027-01-07' });
  // It was not usable in between, and that stays so.
  expect(await use('2027-01-06')).toEqual([false, 'calibration-ended']);
  expect(await use('2027-01-07')).toEqual([true, null]);
  await change({ ...STANDING, certificate, calibratedTo, state: 'repair', on: '2027-01-07' });
  expect(await use('2027-01-07')).toEqual([false, 'repair']);
});

test('history is only added to, in the order of its days', async () => {
  const { ctx, call } = await house();
  const { body: meter } = await call<c.EquipmentDetail>(c.addEquipment, OFFICER, { body: METER });
  const change = (body: object, as = OFFICER) =>
    call<c.EquipmentDetail>(c.changeEquipment, as, {
      params: { id: meter.id },
      body: { ...STANDING, ...body },
    });
  expect((await change({ on: '2026-11-27' })).body.code).toBe('CAPABILITY_DAY_INVALID');
  expect((await change({ on: '2026-11-29' })).body.code).toBe('CAPABILITY_DAY_INVALID');
  expect((await change({ on: '2026-11-28', state: 'lent' })).body.code).toBe('CAPABILITY_LENDING_INVALID');
  const lent = { on: '2026-11-28', state: 'lent', lentTo: DIVISION, lentUntil: '2027-01-31' };
  expect((await change({ ...lent, lentTo: CITY })).body.code).toBe('CAPABILITY_LENDING_INVALID');
  expect((await change({ ...lent, lentTo: '/BT/BT99/' })).body.code).toBe('CAPABILITY_UNIT_UNKNOWN');
  expect((await change(lent)).body).toMatchObject({ state: 'lent', lentTo: DIVISION });
  // The borrower does not write what belongs to the lender.
  expect((await change({ on: '2026-11-28' }, CORPS)).status).toBe(403);
  const scrapped = await change({ on: '2026-11-28', state: 'scrapped', note: '损坏' });
  expect(scrapped.body.history.map(({ nth, state }) => [nth, state])).toEqual([
    [1, 'in-use'],
    [2, 'lent'],
    [3, 'scrapped'],
  ]);
  expect((await change({ on: '2026-11-28' })).body.code).toBe('CAPABILITY_SCRAPPED');
  await expect(
    sql`update capability.equipment_change set state = 'in-use' where nth = 3`.execute(ctx.db),
  ).rejects.toThrow(/not altered/);
});

test('neither hierarchy writes into the other', async () => {
  const { ctx, call } = await house();
  expect((await call(c.addEquipment, CORPS, { body: METER })).status).toBe(403);
  const one = { unitPath: CITY, field: 'radiation', certificate: null, name: '甲', post: '监测' };
  expect((await call(c.addPerson, CORPS, { body: one })).status).toBe(403);
  const { body: person } = await call<c.Person>(c.addPerson, OFFICER, { body: one });
  await call(c.addEquipment, OFFICER, { body: METER });
  // The second fence holds without the first.
  const write = (query: ReturnType<typeof sql>) =>
    asActor(ctx, CORPS, 'capability.manage', (tx) => query.execute(tx));
  const row = sql`'radiation', 'x', 'meter', 'x', 'x', 'x', null, false, false`;
  await expect(
    write(sql`insert into capability.equipment (unit_path, field, item, kind, name, model, serial, bought_on, calibrates, simulated)
      values (${CITY}, ${row})`),
  ).rejects.toThrow(/row-level security/);
  await expect(
    write(sql`insert into capability.equipment_change (equipment_id, nth, unit_path, on_day, state, holder, certificate, note, by_name, at)
      values (1, 2, ${CITY}, '2026-11-28', 'scrapped', '', '', '', 'x', now())`),
  ).rejects.toThrow(/row-level security/);
  const updated = await write(sql`update capability.person set active = false where id = ${person.id}`);
  expect(updated.numAffectedRows).toBe(0n);
});

test('trainings carry lights; a failed exam renews nothing, and a wrong entry is taken back with its reason', async () => {
  const { call } = await house();
  const { body: person } = await call<c.Person>(c.addPerson, OFFICER, {
    body: { unitPath: CITY, field: 'radiation', certificate: null, name: '甲', post: '监测' },
  });
  const params = { id: person.id };
  const course = {
    course: '辐射安全与防护',
    hours: 16,
    on: '2026-03-01',
    score: 80,
    passMark: 60,
    certificate: 'P-1',
    validTo: '2026-12-28',
  };
  const add = (more: object = {}) =>
    call<c.Person>(c.addTraining, OFFICER, { params, body: { ...course, ...more } });
  expect((await add()).body).toMatchObject({ light: 'days', hoursThisYear: 16 });
  expect((await add({ passMark: null })).body.code).toBe('CAPABILITY_EXAM_INCOMPLETE');
  expect((await add({ on: '2026-11-29' })).body.code).toBe('CAPABILITY_TRAINING_DAY_INVALID');
  expect((await add({ validTo: '2026-02-28' })).body.code).toBe('CAPABILITY_TRAINING_DAY_INVALID');
  const failed = await add({ on: '2026-11-01', score: 59.5, validTo: '2030-01-01' });
  expect(failed.body).toMatchObject({ light: 'days', hoursThisYear: 32 });
  expect(failed.body.trainings.map(({ passed, light }) => [passed, light])).toEqual([
    [false, null],
    [true, 'days'],
  ]);
  const renewed = await add({ on: '2026-11-20', validTo: '2030-01-01' });
  expect(renewed.body.light).toBe('fine');
  const voiding = { params: { id: renewed.body.trainings[0]!.id }, body: { reason: '误录' } };
  expect((await call(c.voidTraining, CORPS, voiding)).status).toBe(403);
  const back = await call<c.Person>(c.voidTraining, OFFICER, voiding);
  expect(back.body).toMatchObject({ light: 'days', hoursThisYear: 32 });
  expect(back.body.trainings[0]).toMatchObject({ voided: '误录', light: null });
  expect((await call(c.voidTraining, OFFICER, voiding)).body.code).toBe('CAPABILITY_TRAINING_VOID');
});
