import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import {
  COLLEAGUE,
  ELSEWHERE,
  house,
  MEASURED,
  NEIGHBOUR,
  OFFICER,
  OVER,
  OWN,
  READER,
  reading,
  STATION,
} from './world.ts';

const add = async (call: Awaited<ReturnType<typeof house>>['call'], more: object = {}) =>
  (await call<c.FacilityDetail>(c.addFacility, OFFICER, { body: { ...STATION, ...more } })).body;
const measure = (
  call: Awaited<ReturnType<typeof house>>['call'],
  id: number,
  measurement: object,
  as = OFFICER,
) =>
  call<c.MeasurementDetail>(c.addMeasurement, as, {
    params: { id },
    body: { kind: 'supervisory', measurement },
  });

test('a measurement is judged with its rule, checked by another person, and only then public, its place rounded', async () => {
  const { call } = await house();
  const facility = await add(call);
  expect([facility.owner, facility.newest]).toEqual(['天山通信', null]);
  const { body } = await measure(call, facility.id, MEASURED);
  // (1.14/12)²
  expect([body.verdict, body.percent!.toFixed(4), body.judgement.ruleVersion, body.finding]).toEqual([
    'meets',
    '0.9025',
    'GB8702-2014@1',
    null,
  ]);
  const open = async () =>
    (await call<{ facilities: c.OpenFacility[] }>(c.listOpenFacilities, undefined)).body.facilities[0]!;
  expect((await open()).newest).toBeNull();
  const check = (as: typeof OFFICER, pass = true, note = '') =>
    call<c.MeasurementDetail>(c.checkMeasurement, as, { params: { id: body.id }, body: { pass, note } });
  expect((await check(OFFICER)).body.code).toBe('EMF_CHECK_OWN');
  expect((await check(ELSEWHERE)).status).toBe(403);
  expect((await check(READER)).status).toBe(403);
  expect((await check(COLLEAGUE, false)).body.code).toBe('EMF_NOTE_MISSING');
  expect((await check(COLLEAGUE)).body.state).toBe('checked');
  expect((await check(COLLEAGUE)).body.code).toBe('EMF_MEASUREMENT_SETTLED');
  const shown = await open();
  expect([shown.lon, shown.lat, shown.rounded, shown.newest!.percent!.toFixed(4)]).toEqual([
    87.62,
    43.82,
    true,
    '0.9025',
  ]);
});

test('over the limit it is a finding at once, with an event; a person handles it; sent back it is withdrawn', async () => {
  const { ctx, call } = await house();
  const { id } = await add(call);
  const { body } = await measure(call, id, OVER);
  expect([body.verdict, body.percent, body.finding!.state]).toEqual(['exceeds', 400, 'open']);
  const { rows } = await sql<{ payload: { percent: number; facilityId: number } }>`
    select payload from platform.outbox where type = 'emf.exceeded.v1'`.execute(ctx.db);
  expect(rows.map(({ payload }) => [payload.facilityId, payload.percent])).toEqual([[id, 400]]);
  const params = { id: body.finding!.id };
  const act = (def: typeof c.acknowledgeEmfFinding | typeof c.closeEmfFinding, as: typeof OFFICER) =>
    call<c.EmfFinding>(def, as, { params, body: { conclusion: 'confirmed', note: '复测属实' } });
  expect((await act(c.acknowledgeEmfFinding, READER)).status).toBe(403);
  expect((await act(c.acknowledgeEmfFinding, COLLEAGUE)).body.acknowledgedBy).toBe(COLLEAGUE.name);
  expect((await act(c.acknowledgeEmfFinding, COLLEAGUE)).body.code).toBe('EMF_FINDING_NOT_OPEN');
  expect((await act(c.closeEmfFinding, COLLEAGUE)).body).toMatchObject({
    state: 'closed',
    conclusion: 'confirmed',
  });
  expect((await act(c.closeEmfFinding, COLLEAGUE)).body.code).toBe('EMF_FINDING_OVER');
  const second = (await measure(call, id, OVER)).body;
  const back = await call<c.MeasurementDetail>(c.checkMeasurement, COLLEAGUE, {
    params: { id: second.id },
    body: { pass: false, note: '仪器未校零' },
  });
  expect([back.body.state, back.body.finding!.state]).toEqual(['returned', 'withdrawn']);
  // What was measured and judged stays.
  await expect(
    sql`update emf.measurement set percent = 1, verdict = 'meets'`.execute(ctx.db),
  ).rejects.toThrow(/stays/);
});

test('what cannot be is refused with its code', async () => {
  const { call } = await house();
  const { id } = await add(call);
  const code = async (more: object) => (await measure(call, id, { ...MEASURED, ...more })).body.code;
  expect(await code({ method: 'HJ 681-2013' })).toBe('EMF_METHOD_UNFIT');
  expect(await code({ measuredAt: '2026-11-21T00:00:00+08:00' })).toBe('EMF_MEASURED_IN_FUTURE');
  expect(await code({ readings: [reading(9e8, { E: 201 })] })).toBe('EMF_READING_OUT_OF_RANGE');
  expect((await measure(call, id, { ...MEASURED, readings: [reading(9e8, { E: -1 })] })).status).toBe(400);
  expect((await measure(call, 99, MEASURED)).body.code).toBe('EMF_FACILITY_UNKNOWN');
  expect((await measure(call, id, MEASURED, ELSEWHERE)).status).toBe(403);
  const { code: taken } = (await call(c.addFacility, OFFICER, { body: STATION })).body;
  expect(taken).toBe('EMF_FACILITY_TAKEN');
});

test('facilities of one site are summed; with one that nobody measured nothing meets', async () => {
  const { call } = await house();
  const a = await add(call, { site: '塔' });
  const b = await add(call, { site: '塔', code: 'B-2', name: '二号基站' });
  const first = (await measure(call, a.id, { ...MEASURED, readings: [reading(9e8, { E: 7.2 })] })).body;
  expect([first.verdict, first.judgement.own.verdict, first.judgement.missing]).toEqual([
    'not-judged',
    'meets',
    [{ facilityId: b.id, name: '二号基站' }],
  ]);
  // 0.6² + 0.8²: one exactly.
  const second = (await measure(call, b.id, { ...MEASURED, readings: [reading(1.8e9, { E: 9.6 })] })).body;
  expect([second.verdict, second.percent, second.judgement.own.percent!.toFixed(2)]).toEqual([
    'meets',
    100,
    '64.00',
  ]);
  const more = (await measure(call, b.id, { ...MEASURED, readings: [reading(1.8e9, { E: 9.7 })] })).body;
  expect([more.verdict, more.judgement.own.verdict, more.finding!.state]).toEqual([
    'exceeds',
    'meets',
    'open',
  ]);
  // An instrument that saw all of the site needs no others.
  const whole = { ...MEASURED, covers: 'site', readings: [reading(1.8e9, { E: 9.7 })] };
  expect((await measure(call, b.id, whole)).body.verdict).toBe('meets');
});

test('an enterprise files its own readings, sees when it has to, and knows of no others', async () => {
  const { call } = await house();
  const { id } = await add(call);
  await call(c.addDutyRule, OFFICER, {
    body: {
      unitPath: STATION.unitPath,
      facilityClass: 'two',
      kind: null,
      months: 12,
      effectiveFrom: '2026-01-01',
      source: '本局通知',
    },
  });
  type Own = { facilities: c.Facility[]; measurements: c.MeasurementRow[] };
  const own = async (as: typeof OWN) => (await call<Own>(c.listOwnFacilities, as)).body;
  // Twelve months from 1 January 2025.
  expect((await own(OWN)).facilities[0]!.duty).toMatchObject({ due: '2026-01-01', light: 'red' });
  const overdue = await call<{ facilities: c.Facility[] }>(c.listFacilities, READER, {
    query: { overdue: true },
  });
  expect(overdue.body.facilities.map((one) => one.id)).toEqual([id]);
  const file = (as: typeof OWN, body: object) =>
    call<c.MeasurementRow>(c.fileOwnMeasurement, as, { params: { id }, body });
  expect((await file(NEIGHBOUR, MEASURED)).body.code).toBe('EMF_FACILITY_UNKNOWN');
  expect((await file(OWN, OVER)).body).toMatchObject({ kind: 'self', verdict: 'exceeds', state: 'filed' });
  const after = await own(OWN);
  expect([after.facilities[0]!.duty!.due, after.facilities[0]!.open, after.measurements.length]).toEqual([
    '2027-11-19',
    1,
    1,
  ]);
  expect(await own(NEIGHBOUR)).toMatchObject({ facilities: [], measurements: [] });
  expect((await call(c.listFacilities, OWN)).status).toBe(403);
  expect((await measure(call, id, MEASURED, OWN)).status).toBe(403);
});

test('figures are shares of what is in use; the public file tells what is simulated', async () => {
  const { call, server } = await house();
  const { id } = await add(call);
  await add(call, { code: 'B-2', public: false });
  const { body } = await measure(call, id, { ...MEASURED, readings: [reading(9e8, { below: ['E'] })] });
  expect([body.verdict, body.upperBound]).toEqual(['below-range', true]);
  await call(c.checkMeasurement, COLLEAGUE, { params: { id: body.id }, body: { pass: true, note: '' } });
  const { total } = (await call<{ total: c.EmfFigures }>(c.getEmfFigures, READER)).body;
  expect(total).toMatchObject({ facilities: 2, disclosed: 1, disclosedShare: 0.5, inTimeShare: null });
  const file = await server.call(c.exportOpenFacilities, { query: { format: 'geojson' } });
  const text = typeof file.body === 'string' ? file.body : JSON.stringify(file.body);
  expect(text).toContain('below-range');
  expect(text).not.toContain('B-2');
});
