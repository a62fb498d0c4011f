import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { openFacilities } from '../server/use-cases/open.ts';
import { addPhoto, openPhoto, photoFile, removePhoto } from '../server/use-cases/photos.ts';
import {
  COLLEAGUE,
  COUNTY,
  ELSEWHERE,
  house,
  MEASURED,
  NEIGHBOUR,
  OFFICER,
  OWN,
  READER,
  reading,
  STATION,
} from './world.ts';

type Call = Awaited<ReturnType<typeof house>>['call'];
const INSTRUMENT: c.InstrumentInput = {
  unitPath: COUNTY,
  enterpriseId: null,
  name: '选频仪',
  serial: '17',
  fromHz: 1e5,
  toHz: 3e9,
  antennaFactor: null,
  ranges: [{ quantity: 'E', low: 0.2, high: 200 }],
  certificate: {
    number: 'J-1',
    laboratory: '自治区计量院',
    validFrom: '2025-11-19',
    validUntil: '2026-11-18',
  },
};
const register = async (call: Call, more: Partial<c.InstrumentInput> = {}) =>
  (await call<c.RegisteredInstrument>(c.addInstrument, OFFICER, { body: { ...INSTRUMENT, ...more } })).body;
const station = async (call: Call, more: object = {}) =>
  (await call<c.FacilityDetail>(c.addFacility, OFFICER, { body: { ...STATION, ...more } })).body;
const { instrument: _byHand, ...BODY } = MEASURED;
const measure = async (call: Call, id: number, measurement: object, kind = 'supervisory') =>
  (
    await call<c.MeasurementDetail>(c.addMeasurement, OFFICER, {
      params: { id },
      body: { kind, measurement },
    })
  ).body;

test('an instrument is chosen from the register; what is measured after its certificate is kept and not judged', async () => {
  const { call } = await house();
  const { id } = await station(call);
  const one = await register(call);
  const over = { ...BODY, instrumentId: one.id, readings: [reading(9e8, { E: 24 })] };
  // Measured on the 19th, the certificate ended on the 18th: four times the limit, and no finding.
  const late = await measure(call, id, over);
  expect([late.verdict, late.finding, late.percent]).toEqual(['not-judged', null, 400]);
  expect(late.judgement.problems).toEqual(['EMF_CALIBRATION_EXPIRED']);
  expect(late.input.instrument).toMatchObject({
    name: '选频仪',
    calibratedUntil: '2026-11-18',
    certificate: { number: 'J-1', laboratory: '自治区计量院' },
  });
  // On its last day it holds.
  const before = await measure(call, id, { ...over, measuredAt: '2026-11-18T23:00:00+08:00' });
  expect([before.verdict, before.finding!.state]).toEqual(['exceeds', 'open']);
  const renewal = {
    number: 'J-2',
    laboratory: '自治区计量院',
    validFrom: '2026-11-19',
    validUntil: '2027-11-18',
  };
  const renew = (as: typeof OFFICER) =>
    call<c.RegisteredInstrument>(c.addCertificate, as, { params: { id: one.id }, body: renewal });
  expect((await renew(ELSEWHERE)).status).toBe(403);
  expect((await renew(OFFICER)).body).toMatchObject({ daysLeft: 363, certificates: 2 });
  expect((await renew(OFFICER)).body.code).toBe('EMF_CERTIFICATE_TAKEN');
  expect((await measure(call, id, over)).verdict).toBe('exceeds');
  // What was judged then stays so.
  const read = await call<c.MeasurementDetail>(c.getMeasurement, READER, { params: { id: late.id } });
  expect(read.body.verdict).toBe('not-judged');
  const code = async (more: object) =>
    ((await measure(call, id, { ...over, ...more })) as unknown as { code: string }).code;
  expect(await code({ readings: [reading(3.5e9, { E: 1 })] })).toBe('EMF_FREQUENCY_OUT');
  expect(await code({ instrumentId: 99 })).toBe('EMF_INSTRUMENT_UNKNOWN');
  expect(await code({ instrumentId: null })).toBe('EMF_INSTRUMENT_MISSING');
  // Written by hand, as what was measured before there was a register.
  const old = { ...MEASURED, instrument: { ...MEASURED.instrument, calibratedUntil: '2026-11-18' } };
  expect((await measure(call, id, old)).judgement.problems).toEqual(['EMF_CALIBRATION_EXPIRED']);
});

test('what is not fit to be judged by is nobody’s neighbour, nobody’s duty and not public', async () => {
  const { ctx, call } = await house();
  const a = await station(call, { site: '塔' });
  const b = await station(call, { site: '塔', code: 'B-2', name: '二号基站' });
  const { id: instrumentId } = await register(call, { enterpriseId: 1 });
  const late = await measure(call, a.id, { ...BODY, instrumentId });
  await call(c.checkMeasurement, COLLEAGUE, { params: { id: late.id }, body: { pass: true, note: '' } });
  const other = await measure(call, b.id, MEASURED);
  expect([other.verdict, other.judgement.missing.map((one) => one.facilityId)]).toEqual([
    'not-judged',
    [a.id],
  ]);
  const { facilities } = await openFacilities(ctx);
  expect(facilities.map((one) => one.newest)).toEqual([null, null]);
  await call(c.addDutyRule, OFFICER, {
    body: {
      unitPath: COUNTY,
      facilityClass: 'two',
      kind: null,
      months: 12,
      effectiveFrom: '2026-01-01',
      source: '通知',
    },
  });
  const file = (as: typeof OWN) =>
    call<c.MeasurementRow>(c.fileOwnMeasurement, as, {
      params: { id: a.id },
      body: { ...BODY, instrumentId },
    });
  expect((await file(OWN)).body.verdict).toBe('not-judged');
  type Mine = { facilities: c.Facility[]; instruments: c.RegisteredInstrument[] };
  const own = await call<Mine>(c.listOwnFacilities, OWN);
  // Twelve months from 1 January 2025: still due.
  expect(own.body.facilities[0]!.duty!.due).toBe('2026-01-01');
  expect(own.body.instruments.map((one) => one.id)).toEqual([instrumentId]);
  expect((await call<Mine>(c.listOwnFacilities, NEIGHBOUR)).body.instruments).toEqual([]);
  const office = await register(call, { serial: '18' });
  const foreign = await call(c.fileOwnMeasurement, OWN, {
    params: { id: a.id },
    body: { ...BODY, instrumentId: office.id },
  });
  expect(foreign.body.code).toBe('EMF_INSTRUMENT_UNKNOWN');
});

test('the list tells what ends within ninety days, and what is over', async () => {
  const { call } = await house();
  // Today is 2026-11-20: the 90th day is 2027-02-18.
  for (const [serial, validUntil] of [
    ['over', '2026-11-19'],
    ['today', '2026-11-20'],
    ['ninety', '2027-02-18'],
    ['later', '2027-02-19'],
  ] as const)
    await register(call, { serial, certificate: { ...INSTRUMENT.certificate, validUntil } });
  const list = async (query: object) =>
    (
      await call<{ instruments: c.RegisteredInstrument[] }>(c.listInstruments, READER, { query })
    ).body.instruments.map(({ serial, daysLeft }) => [serial, daysLeft]);
  expect(await list({ expiring: true })).toEqual([
    ['over', -1],
    ['today', 0],
    ['ninety', 90],
  ]);
  expect(await list({})).toHaveLength(4);
  expect(await list({ text: 'nine' })).toEqual([['ninety', 90]]);
  expect(await list({ unit: '/BT/' })).toEqual([]);
  const code = async (more: object, as = OFFICER) =>
    (await call(c.addInstrument, as, { body: { ...INSTRUMENT, serial: 'x', ...more } })).body.code;
  expect(await code({ serial: 'over' })).toBe('EMF_INSTRUMENT_TAKEN');
  expect(await code({ ranges: [{ quantity: 'E', low: 2, high: 1 }] })).toBe('EMF_RANGE_INVALID');
  expect(await code({ certificate: { ...INSTRUMENT.certificate, validFrom: '2027-01-01' } })).toBe(
    'EMF_CERTIFICATE_DAYS',
  );
  expect(await code({}, READER)).toBe('FORBIDDEN');
});

/** A JPEG as cameras write it: EXIF with a place before the picture. */
const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 20]), Buffer.from('Exif\0\0GPS 43.8N 87', 'latin1')]);
const [begin, scan] = [Buffer.from([0xff, 0xd8]), Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9])];
const JPEG = Buffer.concat([begin, exif, scan]);

test('photographs are kept as they came; the public sees those of checked measurements, without their place', async () => {
  const { ctx, call } = await house();
  const { id: facility } = await station(call);
  const { id } = await measure(call, facility, MEASURED);
  const bring = (bytes: Uint8Array, as = OFFICER, of = id) =>
    addPhoto(ctx, as, of, { bytes, name: '现场.jpg' });
  const photo = await bring(JPEG);
  await expect(bring(JPEG)).rejects.toMatchObject({ code: 'EMF_PHOTO_TWICE' });
  await expect(bring(Buffer.from('%PDF-1.7'))).rejects.toMatchObject({ code: 'EMF_PHOTO_UNREADABLE' });
  await expect(bring(JPEG.subarray(0, 12))).rejects.toMatchObject({ code: 'EMF_PHOTO_UNREADABLE' });
  await expect(bring(JPEG, ELSEWHERE)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(Buffer.from((await photoFile(ctx, READER, photo.id)).bytes)).toEqual(JPEG);
  // Not checked yet: as if it were not there.
  await expect(openPhoto(ctx, photo.id)).rejects.toMatchObject({ code: 'EMF_PHOTO_UNKNOWN' });
  await call(c.checkMeasurement, COLLEAGUE, { params: { id }, body: { pass: true, note: '' } });
  expect((await openFacilities(ctx)).facilities[0]!.newest!.photos).toEqual([photo.id]);
  expect(Buffer.from((await openPhoto(ctx, photo.id)).bytes)).toEqual(Buffer.concat([begin, scan]));
  await expect(removePhoto(ctx, COLLEAGUE, photo.id, ' ')).rejects.toMatchObject({
    code: 'EMF_NOTE_MISSING',
  });
  await expect(removePhoto(ctx, READER, photo.id, '拍到车牌')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await removePhoto(ctx, COLLEAGUE, photo.id, '拍到车牌');
  await expect(photoFile(ctx, READER, photo.id)).rejects.toMatchObject({ code: 'EMF_PHOTO_REMOVED' });
  await expect(openPhoto(ctx, photo.id)).rejects.toMatchObject({ code: 'EMF_PHOTO_UNKNOWN' });
  const { rows } = await sql<{
    reason: string;
    removed_by: string;
  }>`select reason, removed_by from emf.photo`.execute(ctx.db);
  expect(rows).toEqual([{ reason: '拍到车牌', removed_by: COLLEAGUE.name }]);
});

test('photographs of a complaint are for those who handle it, and never public', async () => {
  const { ctx, call } = await house();
  const { id: facility } = await station(call);
  const { id } = await measure(call, facility, MEASURED, 'complaint');
  const photo = await addPhoto(ctx, OFFICER, id, { bytes: JPEG, name: 'a.jpg' });
  await call(c.checkMeasurement, COLLEAGUE, { params: { id }, body: { pass: true, note: '' } });
  await expect(photoFile(ctx, READER, photo.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(openPhoto(ctx, photo.id)).rejects.toMatchObject({ code: 'EMF_PHOTO_UNKNOWN' });
  expect((await openFacilities(ctx)).facilities[0]!.newest!.photos).toEqual([]);
  const read = async (as: typeof READER) =>
    (await call<c.MeasurementDetail>(c.getMeasurement, as, { params: { id } })).body.photos.length;
  expect([await read(READER), await read(OFFICER)]).toEqual([0, 1]);
});
