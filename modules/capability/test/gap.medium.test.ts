import { addInspector } from '@tarim/inspection/contract';
import { rowsToCsv, xlsxToSheets } from '@tarim/platform';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { seedDemoCapability } from '../server/module.ts';
import { importList } from '../server/use-cases/lists.ts';
import { ADMIN, CITY, CORPS, DIVISION, house, METER, OFFICER } from './world.ts';

const HEADS = ['编码', '类别', '名称', '计量单位', '需检定', '地州市', '师'];
const ROWS = [
  ['dose-rate-meter', '监测仪器', 'X-γ 剂量率仪', '台', '是', '2', '1'],
  ['personal-alarm', '防护装备', '个人剂量报警仪', '台', '否', '1/2人', ''],
];
const INPUT = {
  unitPath: '/',
  field: 'radiation',
  effectiveFrom: '2026-11-28',
  source: '自治区厅内部文件（试验）',
  note: '',
} as const;
const csv = (rows: readonly (readonly string[])[], heads = HEADS) => rowsToCsv([heads, ...rows]);
const codes = (problems: readonly { row: number; code: string }[]) =>
  problems.map(({ row, code }) => [row, code]);

test('a list comes in as a sheet, whose defects are told by their rows', async () => {
  const { ctx } = await house();
  const bad = await importList(
    ctx,
    ADMIN,
    INPUT,
    csv([
      ['Dose', '监测仪器', 'a', '台', '是', '2', ''],
      ['drone', '飞机', 'b', '架', '否', '1', ''],
      ['radio', '通信设备', 'c', '台', '否', '两台', ''],
      ['suit', '防护装备', 'd', '套', '否', '', ''],
      ['radio', '通信设备', 'e', '台', '否', '1', ''],
    ]),
    true,
    'zh',
  );
  expect(bad.committed).toBe(false);
  expect(codes(bad.problems)).toEqual([
    [2, 'CAPABILITY_CODE_INVALID'],
    [3, 'CELL_NOT_A_WORD'],
    [4, 'CAPABILITY_QUANTITY_INVALID'],
    [5, 'CAPABILITY_ITEM_EMPTY'],
    [6, 'ROW_TWICE'],
  ]);
  const checked = await importList(ctx, ADMIN, INPUT, csv(ROWS), false, 'zh');
  expect(checked).toMatchObject({ committed: false, good: 2, problems: [] });
  await expect(importList(ctx, OFFICER, INPUT, csv(ROWS), true, 'zh')).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});

test('the gap is by the version of the day, and a kept report stays what it was', async () => {
  const { ctx, call } = await house();
  await importList(ctx, ADMIN, INPUT, csv(ROWS), true, 'zh');
  for (const name of ['甲', '乙', '丙'])
    await call(c.addPerson, OFFICER, {
      body: { unitPath: CITY, field: 'radiation', certificate: null, name, post: '辐射监测' },
    });
  // One that holds, one whose calibration ended yesterday.
  await call(c.addEquipment, OFFICER, { body: METER });
  await call(c.addEquipment, OFFICER, { body: { ...METER, serial: 'A-002', calibratedTo: '2026-11-27' } });
  const gapOf = async (query: object = {}) =>
    (await call<c.Gap>(c.getGap, CORPS, { query: { field: 'radiation', unit: '/', ...query } })).body;
  const city = (gap: c.Gap) => gap.units.find(({ unitPath }) => unitPath === CITY)!;
  const before = await gapOf();
  expect(city(before)).toMatchObject({
    officers: 3,
    short: 2,
    cells: [
      { code: 'dose-rate-meter', have: 1, idle: 1, required: 2, short: 1 },
      // One for two officers begun: three need two.
      { code: 'personal-alarm', have: 0, idle: 0, required: 2, short: 2 },
    ],
  });
  // Both hierarchies stand there; a division needs one meter and no alarm.
  expect(before.units.find(({ unitPath }) => unitPath === DIVISION)).toMatchObject({
    hierarchy: 'corps',
    cells: [
      { required: 1, short: 1 },
      { required: null, short: 0 },
    ],
  });
  expect(before.units.filter(({ level }) => level === 'prefecture')).toHaveLength(14);
  expect(before.units.filter(({ level }) => level === 'division')).toHaveLength(14);
  expect(before.units.some(({ level }) => level === 'county')).toBe(false);
  const kept = await call<c.GapReportSummary>(c.keepReport, ADMIN, {
    body: { field: 'radiation', unitPath: '/', on: '2026-11-28' },
  });
  // 14 prefectures lack two meters, but one of them one; 14 divisions one; the city two alarms.
  expect(kept.body).toMatchObject({ missing: 13 * 2 + 1 + 14 + 2, shortUnits: 28, lists: [{ version: 1 }] });

  await expect(
    importList(ctx, ADMIN, { ...INPUT, effectiveFrom: '2026-11-27' }, csv(ROWS), true, 'zh'),
  ).rejects.toMatchObject({ code: 'CAPABILITY_LIST_DAY_INVALID' });
  // Nor may a second version hold from the same day.
  await expect(importList(ctx, ADMIN, INPUT, csv(ROWS), true, 'zh')).rejects.toMatchObject({
    code: 'CAPABILITY_LIST_DAY_INVALID',
  });
  await importList(
    ctx,
    ADMIN,
    { ...INPUT, effectiveFrom: '2026-11-29' },
    csv([['dose-rate-meter', '监测仪器', 'X-γ 剂量率仪', '台', '是', '5', '']]),
    true,
    'zh',
  );
  ctx.clock.advance(86_400_000);
  const after = await gapOf();
  expect(after.lists.map(({ version }) => version)).toEqual([2]);
  expect(city(after).cells).toEqual([{ code: 'dose-rate-meter', have: 1, idle: 1, required: 5, short: 4 }]);
  expect(city(await gapOf({ on: '2026-11-28' })).cells).toEqual(city(before).cells);
  const read = await call<c.GapReportSummary & { gap: c.Gap }>(c.getReport, CORPS, {
    params: { id: kept.body.id },
  });
  expect(read.body.gap).toEqual(before);
  await expect(sql`update capability.report set on_day = '2026-01-01'`.execute(ctx.db)).rejects.toThrow(
    /not altered/,
  );
  await expect(sql`delete from capability.list`.execute(ctx.db)).rejects.toThrow(/not altered/);
  expect(
    (await call(c.getGap, ADMIN, { query: { field: 'radiation', unit: '/', on: '2026-11-30' } })).body.code,
  ).toBe('CAPABILITY_GAP_DAY_INVALID');
});

test('inspectors whose certificate holds count where a quantity is per officer', async () => {
  const { ctx, call } = await house();
  await importList(
    ctx,
    ADMIN,
    { ...INPUT, field: 'enforcement' },
    csv([['recorder', '执法记录仪', '执法记录仪', '台', '否', '1/2人', '']]),
    true,
    'zh',
  );
  const inspector = (certificate: string, certifiedTo: string, more: object = {}) =>
    call(addInspector, ADMIN, {
      body: {
        name: `检查员${certificate}`,
        certificate,
        certifiedTo,
        unitPath: CITY,
        specialities: [],
        recusals: [],
        active: true,
        ...more,
      },
    });
  expect((await inspector('XJ-0001', '2026-11-28')).status).toBe(200);
  await inspector('XJ-0002', '2027-11-28');
  await inspector('XJ-0003', '2027-11-28');
  await inspector('XJ-0004', '2026-11-27');
  await inspector('XJ-0005', '2027-11-28', { active: false });
  await inspector('XJ-0006', '2027-11-28', { unitPath: `${CITY}650102/` });
  const { body } = await call<c.Gap>(c.getGap, OFFICER, { query: { field: 'enforcement', unit: CITY } });
  // The city and its districts: three inspectors of its own, of whom the first is certified to this very day.
  expect(body.units[0]).toMatchObject({ unitPath: CITY, officers: 3, cells: [{ required: 2, short: 2 }] });
  expect(body.units).toHaveLength(9);
  expect(body.units[1]).toMatchObject({ officers: 1, cells: [{ required: null, short: 0 }] });
  const named = await call<c.Person>(c.addPerson, OFFICER, {
    body: { unitPath: CITY, field: 'enforcement', certificate: 'XJ-0002', name: '', post: '' },
  });
  expect(named.body).toMatchObject({ name: '检查员XJ-0002', certifiedTo: '2027-11-28', light: 'fine' });
  // An inspector who is registered for his training is not counted twice.
  const again = await call<c.Gap>(c.getGap, OFFICER, { query: { field: 'enforcement', unit: CITY } });
  expect(again.body.units[0]).toMatchObject({ officers: 3 });
  const other = { unitPath: CITY, field: 'enforcement', certificate: 'XJ-0006', name: '', post: '' };
  expect((await call(c.addPerson, OFFICER, { body: other })).body.code).toBe('CAPABILITY_INSPECTOR_MISSING');
});

test('the simulated region shows gaps in both hierarchies, and says that it is simulated', async () => {
  const { ctx, call } = await house();
  await seedDemoCapability(ctx);
  const { body } = await call<c.Gap>(c.getGap, CORPS, { query: { field: 'radiation', unit: '/' } });
  expect(body.simulated).toBe(true);
  expect(body.lists.map(({ version, source }) => [version, /不是国家/.test(source)])).toEqual([[2, true]]);
  for (const hierarchy of ['region', 'corps'] as const) {
    const units = body.units.filter((one) => one.hierarchy === hierarchy);
    expect(units.some(({ short }) => short > 0)).toBe(true);
    expect(units.some(({ cells }) => cells.some(({ have }) => have > 0))).toBe(true);
  }
  const { body: kept } = await call<{ reports: c.GapReportSummary[] }>(c.listReports, CORPS);
  expect(kept.reports.map(({ field, on }) => [field, on])).toEqual([
    ['radiation', '2026-09-29'],
    ['enforcement', '2026-09-29'],
  ]);
  const file = await call<Buffer>(c.exportGap, CORPS, {
    query: { field: 'radiation', unit: '/', format: 'xlsx' },
  });
  const [sheet] = await xlsxToSheets(new Uint8Array(file.body as unknown as Buffer));
  const asked = body.units.flatMap(({ cells }) => cells.filter(({ required }) => required !== null));
  expect(sheet!.rows).toHaveLength(asked.length + 1);
  const people = await call<{ people: c.Person[] }>(c.listPeople, CORPS, { query: { unit: '/BT/' } });
  expect(new Set(people.body.people.map(({ light }) => light)).size).toBeGreaterThan(2);
  // Once.
  await seedDemoCapability(ctx);
  const lists = await call<{ lists: c.RequiredList[] }>(c.listLists, ADMIN);
  expect(lists.body.lists).toHaveLength(4);
});
