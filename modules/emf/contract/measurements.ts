import { InstantInput, Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Facility } from './facilities.ts';
import { EmfFinding } from './findings.ts';
import { AntennaFactor, Ranges, RegisteredInstrument } from './instruments.ts';
import {
  Day,
  Hertz,
  Id,
  Instant,
  MeasurementKind,
  MeasurementState,
  Method,
  orNull,
  Quantity,
  UnitPath,
  Verdict,
} from './parts.ts';
import { Photo } from './photos.ts';

const figure = (maximum: number) => orNull(Type.Number({ minimum: 0, maximum }));

/** Fields in one band; one frequency: both the same. What the instrument cannot tell any more stands in `below`, without a value. */
export const Reading = Type.Object(
  {
    fromHz: Hertz,
    toHz: Hertz,
    /** V/m */
    E: figure(1e9),
    /** A/m */
    H: figure(1e9),
    /** µT */
    B: figure(1e9),
    /** W/m² */
    S: figure(1e9),
    below: Type.Array(Quantity, { maxItems: 4 }),
  },
  { additionalProperties: false },
);
export type Reading = Static<typeof Reading>;

/** 仪器: what it can tell of each quantity, in its unit. */
export const Instrument = Type.Object(
  {
    name: plainText(100, 1),
    serial: plainText(60, 1),
    /** 检定、校准有效期至. */
    calibratedUntil: Day,
    antennaFactor: AntennaFactor,
    ranges: Ranges,
    /** Of the register; absent: written by hand. */
    certificate: Type.Optional(Type.Object({ number: Type.String(), laboratory: Type.String() })),
  },
  { additionalProperties: false },
);
export type Instrument = Static<typeof Instrument>;

export const MeasurementInput = Type.Object(
  {
    measuredAt: InstantInput,
    /** Of averaging (rms): six at least above 100 kHz. */
    minutes: Type.Number({ minimum: 0, maximum: 1_440 }),
    method: plainText(40, 1),
    instrument: Instrument,
    /** Of the register (仪器登记簿); absent or null: written by hand, as what was measured before. */
    instrumentId: Type.Optional(orNull(Int4Id)),
    /** Who measured (监测单位与人员). */
    measuredBy: plainText(100, 1),
    place: plainText(200, 1),
    /** From the antenna or the line, m; of the probe above ground, m. */
    distanceM: Type.Number({ minimum: 0, maximum: 100_000 }),
    heightM: Type.Number({ minimum: 0, maximum: 1_000 }),
    weather: plainText(100, 1),
    temperature: orNull(Type.Number({ minimum: -60, maximum: 60 })),
    humidity: orNull(Type.Number({ minimum: 0, maximum: 100 })),
    /** 话务量、负荷 at that time. */
    load: plainText(200, 1),
    /** The instrument saw all of the site (综合场), or this facility alone: then the others of its site are added. */
    covers: Type.Enum(['facility', 'site']),
    field: Type.Enum(['far', 'near']),
    /** Under overhead lines over farmland, with signs: 10 kV/m. */
    underLines: Type.Boolean(),
    /** SHA-256 of a photograph that is kept elsewhere. */
    photo: orNull(Type.String({ pattern: '^[0-9a-f]{64}$' })),
    readings: Type.Array(Reading, { minItems: 1, maxItems: 100 }),
  },
  { additionalProperties: false },
);
export type MeasurementInput = Static<typeof MeasurementInput>;

/** As it is entered: an instrument of the register stands for what would be written of it. */
export const MeasurementBody = Type.Object(
  { ...MeasurementInput.properties, instrument: Type.Optional(Instrument) },
  { additionalProperties: false },
);
export type MeasurementBody = Static<typeof MeasurementBody>;

/** What was judged: sums of GB 8702-2014 4.1 and 4.2. */
export const Judged = Type.Object({
  verdict: Verdict,
  /** The largest sum in percent; null: nothing to sum. Above 100: over the limit. */
  percent: orNull(Type.Number()),
  upperBound: Type.Boolean(),
  sums: Type.Array(Type.Object({ band: Type.Enum(['low', 'high']), quantity: Quantity, sum: Type.Number() })),
});
export type Judged = Static<typeof Judged>;

/** Limits of a reading: of each quantity where it is strictest in the band. */
export const JudgedReading = Type.Object({
  limits: Type.Object({
    E: orNull(Type.Number()),
    H: orNull(Type.Number()),
    B: orNull(Type.Number()),
    S: orNull(Type.Number()),
  }),
});
export type JudgedReading = Static<typeof JudgedReading>;

export const Judgement = Type.Object({
  ...Judged.properties,
  own: Judged,
  readings: Type.Array(JudgedReading),
  /** 同址叠加: the others that were added, and those in use that nobody measured. */
  others: Type.Array(
    Type.Object({ facilityId: Type.Integer(), name: Type.String(), measurementId: Type.Integer() }),
  ),
  missing: Type.Array(Type.Object({ facilityId: Type.Integer(), name: Type.String() })),
  /** Codes of what kept it from being judged. */
  problems: Type.Array(Type.String()),
  rule: Type.String(),
  ruleVersion: Type.String(),
});
export type Judgement = Static<typeof Judgement>;

export const MeasurementRow = Type.Object({
  id: Type.Integer(),
  facilityId: Type.Integer(),
  facilityName: Type.String(),
  unitPath: Type.String(),
  kind: MeasurementKind,
  measuredAt: Instant,
  method: Type.String(),
  measuredBy: Type.String(),
  state: MeasurementState,
  verdict: Verdict,
  percent: orNull(Type.Number()),
  upperBound: Type.Boolean(),
  simulated: Type.Boolean(),
});
export type MeasurementRow = Static<typeof MeasurementRow>;

export const MeasurementDetail = Type.Object({
  ...MeasurementRow.properties,
  input: MeasurementInput,
  judgement: Judgement,
  methodConfidence: Type.String(),
  finding: orNull(EmfFinding),
  /** Of a complaint only for those who handle it. */
  photos: Type.Array(Photo),
  by: Type.String(),
  at: Instant,
  checkedBy: orNull(Type.String()),
  checkedAt: orNull(Instant),
  note: Type.String(),
  /** The reader may check it: he may, and did not enter it. */
  mayCheck: Type.Boolean(),
});
export type MeasurementDetail = Static<typeof MeasurementDetail>;

export const listMeasurements = route({
  id: 'emf.listMeasurements',
  method: 'GET',
  path: '/api/emf/measurements',
  summary: '电磁监测：自行、监督性、投诉监测与判定，新的在前',
  access: 'emf.read',
  query: Type.Object({
    unit: Type.Optional(UnitPath),
    facility: Type.Optional(Int4Id),
    kind: Type.Optional(MeasurementKind),
    state: Type.Optional(MeasurementState),
    verdict: Type.Optional(Verdict),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: Type.Object({ measurements: Type.Array(MeasurementRow), before: orNull(Type.Integer()) }),
});
export const getMeasurement = route({
  id: 'emf.getMeasurement',
  method: 'GET',
  path: '/api/emf/measurements/:id',
  summary: '一次电磁监测：仪器、工况、各频段读数、限值、叠加与规则版本',
  access: 'emf.read',
  params: Id,
  response: MeasurementDetail,
});
export const addMeasurement = route({
  id: 'emf.addMeasurement',
  method: 'POST',
  path: '/api/emf/facilities/:id/measurements',
  summary: '录入监督性或投诉监测；按 GB 8702 求和判定，超过限值的生成待办发现',
  access: 'emf.manage',
  scope: 'unit',
  params: Id,
  body: Type.Object({ kind: Type.Enum(['supervisory', 'complaint']), measurement: MeasurementBody }),
  response: MeasurementDetail,
});
export const checkMeasurement = route({
  id: 'emf.checkMeasurement',
  method: 'POST',
  path: '/api/emf/measurements/:id/check',
  summary: '复核监测：通过后方可公开；录入人不得复核自己的监测',
  access: 'emf.review',
  scope: 'unit',
  params: Id,
  body: Type.Object({ pass: Type.Boolean(), note: plainText(500) }),
  response: MeasurementDetail,
});
export const listOwnFacilities = route({
  id: 'emf.listOwnFacilities',
  method: 'GET',
  path: '/api/emf/own',
  summary: '企业：本企业的电磁设施、自行监测期限与最近监测',
  access: 'emf.file',
  scope: 'unit',
  response: Type.Object({
    facilities: Type.Array(Facility),
    measurements: Type.Array(MeasurementRow),
    methods: Type.Array(Method),
    /** 仪器: registered as the enterprise's. */
    instruments: Type.Array(RegisteredInstrument),
  }),
});
export const fileOwnMeasurement = route({
  id: 'emf.fileOwnMeasurement',
  method: 'POST',
  path: '/api/emf/own/:id/measurements',
  summary: '企业：报送本企业设施的自行监测',
  access: 'emf.file',
  scope: 'unit',
  params: Id,
  body: MeasurementBody,
  response: MeasurementRow,
});
