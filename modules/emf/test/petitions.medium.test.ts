import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { listFacilities } from '../server/use-cases/facilities.ts';
import { importFacilities } from '../server/use-cases/facility-sheet.ts';
import { openFacilities } from '../server/use-cases/open.ts';
import { petitionReport } from '../server/use-cases/petition-report.ts';
import { seedDemoEmf } from '../server/use-cases/seed-demo.ts';
import {
  ABOVE,
  COLLEAGUE,
  COUNTY,
  ELSEWHERE,
  house,
  MEASURED,
  OFFICER,
  READER,
  STATION,
  uscc,
} from './world.ts';

const ASK: c.PetitionInput = {
  unitPath: COUNTY,
  facilityId: null,
  complaintNumber: 'XF2026-000001',
  place: '某小区 3 号楼',
  lon: 87.6,
  lat: 43.8,
  asked: '楼顶基站是否达标',
};
interface Receipt {
  readonly id: number;
  readonly number: string;
  readonly code: string;
}

test('from registering to filing away; the resident sees numbers by the code, and rates once', async () => {
  const { ctx, call } = await house();
  const facility = (await call<c.FacilityDetail>(c.addFacility, OFFICER, { body: STATION })).body;
  const ask = { ...ASK, facilityId: facility.id };
  expect((await call(c.registerPetition, READER, { body: ask })).status).toBe(403);
  const { code: tells } = (
    await call(c.registerPetition, OFFICER, { body: { ...ask, asked: '请回电 13912345678' } })
  ).body;
  expect(tells).toBe('EMF_TELLS_PERSON');
  const receipt = (await call<Receipt>(c.registerPetition, OFFICER, { body: ask })).body;
  const { id, number, code } = receipt;
  expect(number).toBe('DC2026-000001');
  const act = (body: object, as = OFFICER) =>
    call<c.PetitionDetail>(c.actOnPetition, as, { params: { id }, body: { on: '2026-11-20', ...body } });
  const look = async (given = { number, code }) =>
    (await call<c.ResidentView>(c.readPetitionReceipt, undefined, { body: given })).body;
  expect((await look({ number, code: `2${code.slice(1)}`.replace(/^22/, '33') })).code).toBe(
    'EMF_RECEIPT_UNKNOWN',
  );
  expect((await act({ act: 'reply', text: '达标' })).body.code).toBe('EMF_PETITION_STATE_UNFIT');
  expect((await act({ act: 'dispatch', to: '监测站' }, ELSEWHERE)).status).toBe(403);
  await act({ act: 'dispatch', to: '监测站' });
  await act({ act: 'appoint', at: '2026-11-20T15:00:00+08:00', note: '' });
  expect(await look()).toMatchObject({ state: 'appointed', appointment: '2026-11-20T15:00:00+08:00' });
  const measured = (
    await call<c.MeasurementDetail>(c.addMeasurement, OFFICER, {
      params: { id: facility.id },
      body: { kind: 'complaint', measurement: MEASURED },
    })
  ).body;
  await act({ act: 'measure', measurementId: measured.id });
  const seen = (await look()).measurement!;
  expect([seen.percent!.toFixed(4), seen.readings[0]!.E, seen.readings[0]!.limits.E, seen.checked]).toEqual([
    '0.9025',
    1.14,
    12,
    false,
  ]);
  const read = (as: typeof OFFICER) =>
    call<c.MeasurementDetail>(c.getMeasurement, as, { params: { id: measured.id } });
  expect([(await read(OFFICER)).body.input.place, (await read(READER)).body.input.place]).toEqual([
    '居民楼前',
    '—',
  ]);
  expect((await act({ act: 'report', number: 'R-1', summary: '达标' })).body.code).toBe(
    'EMF_PETITION_UNCHECKED',
  );
  await call(c.checkMeasurement, COLLEAGUE, { params: { id: measured.id }, body: { pass: true, note: '' } });
  await act({ act: 'report', number: 'R-1', summary: '占限值 0.9 %，达标' });
  const pdf = await petitionReport(ctx, OFFICER, id, 'pdf');
  expect(Buffer.from(pdf.bytes).subarray(0, 4).toString()).toBe('%PDF');
  const rate = (satisfied: boolean) =>
    call<c.ResidentView>(c.ratePetition, undefined, { body: { number, code, satisfied, note: '' } });
  expect((await rate(true)).body.code).toBe('EMF_RATING_UNFIT');
  await act({ act: 'reply', text: '测得值为限值的 0.9 %。' });
  expect((await rate(true)).body.rated).toBe(true);
  expect((await rate(false)).body.code).toBe('EMF_RATING_UNFIT');
  await act({ act: 'revisit', satisfied: true, note: '' });
  const last = (await act({ act: 'archive', note: '' })).body;
  expect([last.state, last.acts, last.rated]).toEqual(['archived', [], true]);
  // The code itself is nowhere, and steps are only added to.
  const { rows } = await sql<{ text: string }>`select p::text as text from emf.petition p`.execute(ctx.db);
  expect(rows[0]!.text).not.toContain(code);
  await expect(sql`update emf.petition_step set by_name = 'x'`.execute(ctx.db)).rejects.toThrow(
    /only ever added/,
  );
});

test('complaints within 300 m are of one site and merged; the third goes one level up', async () => {
  const { call } = await house();
  // 0.002° from west to east are some 160 m at 43.8°.
  const ask = async (more: object = {}) =>
    (await call<Receipt>(c.registerPetition, OFFICER, { body: { ...ASK, ...more } })).body;
  const first = await ask();
  const second = await ask({ lon: 87.602 });
  const far = await ask({ lon: 87.61 });
  const get = async (id: number, as = OFFICER) =>
    (await call<c.PetitionDetail>(c.getPetition, as, { params: { id } })).body;
  expect((await get(second.id)).nth).toBe(2);
  expect([(await get(far.id)).nth, (await get(far.id)).sameSite]).toEqual([1, []]);
  const merge = (from: number, into: number, as = OFFICER) =>
    call<c.PetitionDetail>(c.actOnPetition, as, {
      params: { id: from },
      body: { act: 'merge', on: '2026-11-20', into, reason: '同址' },
    });
  expect((await merge(second.id, far.id)).body.code).toBe('EMF_PETITION_MERGE_WRONG');
  expect((await merge(second.id, first.id)).body.mergedInto).toEqual({ id: first.id, number: first.number });
  const third = await ask({ lon: 87.601 });
  const seen = await get(third.id);
  expect([seen.nth, seen.levelPath, seen.acts]).toEqual([3, '/650000/650100/', []]);
  const dispatch = { params: { id: third.id }, body: { act: 'dispatch', on: '2026-11-20', to: '市站' } };
  expect((await call(c.actOnPetition, OFFICER, dispatch)).status).toBe(403);
  expect((await call<c.PetitionDetail>(c.actOnPetition, ABOVE, dispatch)).body.state).toBe('dispatched');
  // Who was merged follows the one that it was merged into.
  await call(c.actOnPetition, OFFICER, {
    params: { id: first.id },
    body: { act: 'dispatch', on: '2026-11-20', to: '区站' },
  });
  const { number, code } = second;
  const view = await call<c.ResidentView>(c.readPetitionReceipt, undefined, { body: { number, code } });
  expect([view.body.number, view.body.state]).toEqual([number, 'dispatched']);
  const listed = await call<{ petitions: c.Petition[] }>(c.listPetitions, ELSEWHERE);
  expect(listed.body.petitions).toEqual([]);
});

test('a sheet comes in as a whole or not at all, each refused row with its codes', async () => {
  const { ctx } = await house();
  const head = '行政区代码,编码,名称,类型,分类,单位名称,统一社会信用代码,经度,纬度,频率,状态,启用日期';
  const good = `650102,T-1,基站,移动通信基站,二类,天山通信,${uscc('91650100000000101')},87.6,43.8,900 MHz、1800 MHz,在用,2024-05-01`;
  const bad = `660000,T-2,基站,塔,,某单位,123,87.6,,900,在用,2024-02-30`;
  const run = (rows: readonly string[], commit: boolean) =>
    importFacilities(ctx, OFFICER, Buffer.from([head, ...rows].join('\n')), commit, 'zh');
  const refused = await run([good, bad, good], true);
  expect([refused.committed, refused.good]).toEqual([false, 1]);
  expect(
    refused.problems.filter(({ row, severity }) => row === 3 && severity === 'error').map((one) => one.code),
  ).toEqual(expect.arrayContaining(['EMF_USCC_INVALID', 'EMF_ROW_BANDS_UNREADABLE', 'EMF_PLACE_HALF']));
  expect((await listFacilities(ctx, {})).facilities).toEqual([]);
  const taken = await run([good], true);
  expect([taken.committed, taken.problems.map(({ code }) => code)]).toEqual([
    true,
    ['EMF_ROW_CLASS_UNVERIFIED'],
  ]);
  const [one] = (await listFacilities(ctx, {})).facilities;
  expect([one!.enterpriseId, one!.bands[1]]).toEqual([1, { fromHz: 1.8e9, toHz: 1.8e9 }]);
  expect((await run([good], true)).problems.map(({ code }) => code)).toContain('EMF_FACILITY_TAKEN');
});

test('the simulated facilities say so, are sown once, and show what was worked out by hand', async () => {
  const { ctx } = await house();
  await seedDemoEmf(ctx);
  await seedDemoEmf(ctx);
  const { facilities } = await openFacilities(ctx);
  expect(facilities.every(({ simulated }) => simulated)).toBe(true);
  expect(
    facilities.map(({ newest }) => [newest?.verdict ?? null, newest?.percent?.toFixed(4) ?? null]),
  ).toEqual([
    ['meets', '10.0000'],
    ['meets', '0.9025'],
    // 9 and the neighbour's 0.9025.
    ['meets', '9.9025'],
    ['below-range', '0.0278'],
    // 144 %, unchecked: not public.
    [null, null],
  ]);
  const { facilities: all } = await listFacilities(ctx, {});
  expect(all.map(({ open }) => open)).toEqual([0, 0, 0, 0, 1]);
});
