import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { CAESIUM, CITY, CORPS, house, ITEMS, OFFICER, READER, REGION, TURPAN, UNIT, uscc } from './world.ts';

const document = '文书';
type House = Awaited<ReturnType<typeof house>>;

async function licensed({ call }: House, unit: c.UnitInput, as = REGION, validTo = '2031-03-19') {
  const { body } = await call<c.UnitDetail>(c.addUnit, as, { body: unit });
  const made = await call<c.Licence>(c.addLicence, as, {
    params: { id: body.id },
    body: { on: '2026-03-02', document, issuer: '区厅', ranges: [{ kind: 'use', range: 'source-III' }] },
  });
  const act = (more: object) =>
    call<c.Licence>(c.actOnLicence, as, { params: { id: made.body.id }, body: { document, ...more } });
  await act({ act: 'accept', on: '2026-03-02' });
  const { body: licence } = await act({ act: 'grant', on: '2026-03-20', number: '新环辐证[00001]', validTo });
  return { unitId: body.id, licence, act };
}

test('a unit through its year: licence, a source that stands idle and is stored, the annual report', async () => {
  const it = await house('2027-02-10');
  const { call } = it;
  const { unitId, licence } = await licensed(it, UNIT, OFFICER);
  expect([licence.state, licence.number, licence.validTo]).toEqual([
    'valid',
    '新环辐证[00001]',
    '2031-03-19',
  ]);
  expect(licence.clocks.map(({ key, due, light }) => [key, due, light])).toEqual([
    ['lic-renew', '2031-02-17', 'green'],
    ['lic-valid', '2031-03-19', 'green'],
    ['lic-review', '2026-03-30', 'done'],
  ]);
  const { body: source } = await call<c.SourceDetail>(c.addSource, OFFICER, {
    params: { id: unitId },
    body: CAESIUM,
  });
  expect([source.state, source.category, source.codeParts!.nuclide]).toEqual(['held', 'III', 'Cs-137']);
  const step = (more: object) =>
    call<c.SourceDetail>(c.actOnSource, OFFICER, { params: { id: source.id }, body: { document, ...more } });
  await step({ act: 'start', on: '2026-01-06' });
  await step({ act: 'idle', on: '2026-05-20' });
  // Three months after 20 May 2026: 20 August. On 10 February 2027 it is long over.
  const unit = async (as = OFFICER) =>
    (await call<c.UnitDetail>(c.getUnit, as, { params: { id: unitId } })).body;
  const before = await unit();
  expect(before.prompts.map(({ key, level }) => [key, level])).toEqual([
    // 2026 was to be reported by 31 January 2027.
    ['report-missing', 'red'],
    ['idle-clock', 'red'],
  ]);
  expect(before.clocks.map(({ key, due, light }) => [key, due, light])).toEqual([
    ['idle-return', '2026-08-20', 'red'],
    ['annual-report', '2027-01-31', 'red'],
    ['annual-report', '2028-01-31', 'green'],
    ['lic-renew', '2031-02-17', 'green'],
    ['lic-valid', '2031-03-19', 'green'],
  ]);
  const kpi = async () => (await call<{ total: c.Collection }>(c.getCollection, READER)).body.total;
  expect(await kpi()).toMatchObject({ due: 1, collected: 0, overdue: 1 });
  const stored = await step({ act: 'store', on: '2027-02-01', to: '城市放射性废物库' });
  // 1 February 2027 and twenty days: 21 February is a Sunday, and the clock rolls to Monday 22 February.
  expect(stored.body.clocks.map(({ key, due, light }) => [key, due, light])).toEqual([
    ['return-file', '2027-02-22', 'green'],
    ['idle-return', '2026-08-20', 'done'],
  ]);
  expect(await kpi()).toMatchObject({ due: 1, collected: 1, inTime: 0, overdue: 0 });
  expect((await unit()).prompts.map(({ key }) => key)).toEqual(['report-missing', 'filing-open']);
  await step({ act: 'file', on: '2027-02-05', of: 'handover' });
  expect((await step({ act: 'file', on: '2027-02-06', of: 'handover' })).body.code).toBe(
    'RADIATION_NOTHING_TO_FILE',
  );
  expect((await step({ act: 'start', on: '2027-02-06' })).body.code).toBe('RADIATION_STATE_UNFIT');

  const report = (body: object) =>
    call<c.AnnualReport>(c.actOnReport, OFFICER, { params: { id: unitId, year: 2026 }, body });
  expect((await report({ act: 'pass', on: '2027-02-08', document })).body.code).toBe(
    'RADIATION_REPORT_STATE',
  );
  const filed = await report({ act: 'file', on: '2027-02-08', items: ITEMS });
  expect([filed.body.state, filed.body.clock.late]).toEqual(['filed', true]);
  expect((await report({ act: 'return', on: '2027-02-09', document })).body.state).toBe('overdue');
  await report({ act: 'file', on: '2027-02-10', items: ITEMS });
  expect((await report({ act: 'pass', on: '2027-02-10', document })).body.state).toBe('passed');
  expect((await unit()).prompts).toEqual([]);
  expect((await unit()).score).toBe(100);
});

test('a source moves to a licensed unit, and each side has its own filing before it', async () => {
  const it = await house('2026-11-28');
  const { call } = it;
  const { unitId } = await licensed(it, UNIT);
  const { body: other } = await call<c.UnitDetail>(c.addUnit, REGION, {
    body: { ...UNIT, uscc: uscc('91650400000000202'), name: '模拟测井', unitPath: TURPAN },
  });
  const { body: source } = await call<c.SourceDetail>(c.addSource, REGION, {
    params: { id: unitId },
    body: CAESIUM,
  });
  const step = (more: object, as = REGION) =>
    call<c.SourceDetail>(c.actOnSource, as, { params: { id: source.id }, body: { document, ...more } });
  await step({ act: 'apply-transfer', on: '2026-10-09', to: '模拟测井', toUnit: other.id });
  const accepted = await step({ act: 'accept-transfer', on: '2026-10-09' });
  // From 10 October 2026 (a Saturday worked for the National Day holiday): 10, 12–16, 19–23, 26–29 October are fifteen working days.
  expect(accepted.body.clocks).toMatchObject([{ key: 'transfer-review', due: '2026-10-29' }]);
  const unlicensed = await step({ act: 'approve-transfer', on: '2026-10-20' });
  expect([unlicensed.status, unlicensed.body.code]).toEqual([409, 'RADIATION_RECEIVER_UNLICENSED']);
  const made = await call<c.Licence>(c.addLicence, REGION, {
    params: { id: other.id },
    body: { on: '2026-05-06', document, issuer: '区厅', ranges: [{ kind: 'use', range: 'source-III' }] },
  });
  for (const body of [
    { act: 'accept', on: '2026-05-06', document },
    { act: 'grant', on: '2026-05-20', document, number: '新环辐证[00002]', validTo: '2031-05-19' },
  ])
    await call(c.actOnLicence, REGION, { params: { id: made.body.id }, body });
  expect((await step({ act: 'approve-transfer', on: '2026-10-20' })).status).toBe(200);
  // The city's officer is not competent for the unit that it goes to.
  expect((await step({ act: 'move', on: '2026-11-02' }, OFFICER)).status).toBe(403);
  const moved = await step({ act: 'move', on: '2026-11-02' });
  expect([moved.body.unitId, moved.body.unitPath, moved.body.state]).toEqual([other.id, TURPAN, 'held']);
  const filings = async (id: number) =>
    (await call<c.UnitDetail>(c.getUnit, REGION, { params: { id } })).body.prompts
      .filter(({ key }) => key === 'filing-open')
      .map(({ level, params }) => [level, params.filing, params.due]);
  // 2 November and twenty days: 22 November 2026 is a Sunday, so Monday the 23rd; on the 28th it is over.
  expect(await filings(unitId)).toEqual([['red', 'transfer-from', '2026-11-23']]);
  expect(await filings(other.id)).toEqual([['red', 'transfer-to', '2026-11-23']]);
  await step({ act: 'file', on: '2026-11-27', of: 'transfer-from' });
  expect(await filings(unitId)).toEqual([]);
  expect(await filings(other.id)).toHaveLength(1);
});

test('whoever is not competent changes nothing, and doses are for those who manage the unit', async () => {
  const it = await house('2026-11-28');
  const { ctx, call } = it;
  const { unitId } = await licensed(it, UNIT, OFFICER);
  expect((await call(c.addUnit, CORPS, { body: { ...UNIT, uscc: uscc('91650100000000303') } })).status).toBe(
    403,
  );
  expect((await call(c.addSource, CORPS, { params: { id: unitId }, body: CAESIUM })).status).toBe(403);
  expect((await call(c.addUnit, OFFICER, { body: { ...UNIT, name: '再登记' } })).body.code).toBe(
    'RADIATION_USCC_TAKEN',
  );
  expect((await call(c.addUnit, OFFICER, { body: { ...UNIT, uscc: '916501000000001010' } })).body.code).toBe(
    'RADIATION_USCC_INVALID',
  );
  const { body: somebody } = await call<c.Person>(c.addPerson, OFFICER, {
    params: { id: unitId },
    body: { name: '张三', post: '操作', examCertificate: 'K1', examTo: '2026-11-27', active: true },
  });
  const read = (from: string, to: string, mSv: number) =>
    call<c.Person>(c.addReading, OFFICER, { params: { id: somebody.id }, body: { from, to, mSv } });
  await read('2026-07-01', '2026-07-30', 0.4);
  const { body: after } = await read('2026-08-01', '2026-08-25', 51);
  expect(after.doses!.fiveYears).toBeCloseTo(51.4, 9);
  // Above fifty in a year; the last reading ended 25 August, 95 days before 28 November.
  expect(after.doses!.findings.map(({ kind, value }) => [kind, Number(value.toFixed(1))])).toEqual([
    ['limit', 51.4],
    ['investigation', 51.4],
    ['investigation', 51.4],
    ['missing', 1],
    ['overdue', 95],
  ]);
  expect((await read('2026-07-01', '2026-07-30', 1)).body.code).toBe('RADIATION_READING_TAKEN');
  expect((await read('2026-09-02', '2026-09-01', 1)).body.code).toBe('RADIATION_READING_DAYS_INVALID');
  const seen = async (as: typeof READER) =>
    (await call<c.UnitDetail>(c.getUnit, as, { params: { id: unitId } })).body;
  const own = await seen(OFFICER);
  expect(own.prompts.map(({ key }) => key)).toContain('dose-limit');
  for (const as of [READER, CORPS]) {
    const foreign = await seen(as);
    expect(foreign.staff.map(({ name, doses }) => [name, doses])).toEqual([['张三', null]]);
    expect(foreign.prompts.map(({ key }) => key)).toEqual(['exam-ended']);
    expect(JSON.stringify(foreign)).not.toContain('51');
  }
  // Steps are only added to.
  await expect(sql`update radiation.licence_step set act = '{}'`.execute(ctx.db)).rejects.toThrow(
    /not altered/,
  );
  await expect(sql`delete from radiation.reading`.execute(ctx.db)).rejects.toThrow(/not altered/);
});

test('sources are listed by their danger of today, orphans are followed to storage', async () => {
  const it = await house('2026-11-28');
  const { call } = it;
  const { body: unit } = await call<c.UnitDetail>(c.addUnit, OFFICER, { body: UNIT });
  const add = (more: Partial<c.SourceInput>) =>
    call<c.SourceDetail>(c.addSource, OFFICER, { params: { id: unit.id }, body: { ...CAESIUM, ...more } });
  await add({});
  // 3.7 TBq of iridium at the beginning of 2025 is 696 days, 9.4 half-lives old: some 5 GBq.
  await add({
    code: '0125IR000022',
    nuclide: 'Ir-192',
    activityBq: 3.7e12,
    measuredOn: '2025-01-01',
    label: 'IR-1',
    category: 'II',
  });
  await add({
    code: null,
    noCode: '旧源',
    label: 'OLD',
    nuclide: 'X-99',
    activityBq: null,
    measuredOn: null,
  });
  expect((await add({})).body.code).toBe('RADIATION_CODE_TAKEN');
  expect((await add({ code: null, noCode: '' })).body.code).toBe('RADIATION_CODE_REASON_MISSING');
  const { sources } = (await call<{ sources: c.Source[] }>(c.listSources, READER)).body;
  expect(sources.map(({ label }) => label)).toEqual(['CS-1', 'IR-1', 'OLD']);
  // Ten years of caesium (T = 30.1 a or so): 0.37 TBq × 2^(−1/3) ≈ 0.294 TBq; D is 0.1 TBq.
  expect(sources[0]!.today.ratio).toBeCloseTo(2.94, 1);
  expect(sources[1]!.today.ratio! * 0.08e12).toBeGreaterThan(4.5e9);
  expect(sources[1]!.today.ratio! * 0.08e12).toBeLessThan(6e9);
  expect(sources[2]!.today.ratio).toBe(null);
  const sheet = (await call<Buffer>(c.exportSources, READER, { query: { format: 'csv' } }))
    .body as unknown as Buffer;
  expect(sheet.toString()).toContain('0116CS000013');

  const { body: orphan } = await call<c.Orphan>(c.addOrphan, OFFICER, {
    body: { unitPath: CITY, foundOn: '2026-11-20', place: '废品站', description: '门式监测报警', rate: 12 },
  });
  const step = (body: object) =>
    call<c.Orphan>(c.actOnOrphan, OFFICER, { params: { id: orphan.id }, body: { document, ...body } });
  const collect = { act: 'collect', on: '2026-11-25', to: '城市放射性废物库' };
  expect((await step(collect)).body.code).toBe('RADIATION_ORPHAN_STATE');
  await step({
    act: 'identify',
    on: '2026-11-21',
    nuclide: 'Cs-137',
    activityBq: 1e9,
    category: 'V',
    sourceId: null,
  });
  expect((await step(collect)).body).toMatchObject({
    state: 'collected',
    nuclide: 'Cs-137',
    collectedTo: '城市放射性废物库',
  });
});
