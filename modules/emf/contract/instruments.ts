import { Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, Hertz, Id, orNull, Quantity, UnitPath } from './parts.ts';

/** What an instrument can tell of each quantity, in its unit (E V/m, H A/m, B µT, S W/m²). */
export const Ranges = Type.Array(
  Type.Object({
    quantity: Quantity,
    low: Type.Number({ minimum: 0, maximum: 1e9 }),
    high: Type.Number({ minimum: 0, maximum: 1e9 }),
  }),
  { minItems: 1, maxItems: 4 },
);
/** dB/m; null: an instrument with a probe of its own. */
export const AntennaFactor = orNull(Type.Number({ minimum: -100, maximum: 200 }));

/** 检定、校准证书; the days count both. */
export const CertificateInput = Type.Object(
  { number: plainText(60, 1), laboratory: plainText(100, 1), validFrom: Day, validUntil: Day },
  { additionalProperties: false },
);
export type CertificateInput = Static<typeof CertificateInput>;

export const InstrumentInput = Type.Object(
  {
    unitPath: UnitPath,
    /** Of an enterprise that measures by itself; null: the office's. */
    enterpriseId: orNull(Int4Id),
    name: plainText(100, 1),
    serial: plainText(60, 1),
    fromHz: Hertz,
    toHz: Hertz,
    antennaFactor: AntennaFactor,
    ranges: Ranges,
    certificate: CertificateInput,
  },
  { additionalProperties: false },
);
export type InstrumentInput = Static<typeof InstrumentInput>;

/** Days before the end of a certificate from which on it is told (临期). */
export const SOON_DAYS = 90;

const { certificate: _first, ...known } = InstrumentInput.properties;
export const RegisteredInstrument = Type.Object({
  id: Type.Integer(),
  ...known,
  /** The one that lasts longest. */
  certificate: CertificateInput,
  /** Days until its end, from today; negative: it is over. */
  daysLeft: Type.Integer(),
  certificates: Type.Integer(),
  simulated: Type.Boolean(),
});
export type RegisteredInstrument = Static<typeof RegisteredInstrument>;

export const listInstruments = route({
  id: 'emf.listInstruments',
  method: 'GET',
  path: '/api/emf/instruments',
  summary: '电磁监测仪器登记簿；expiring=true 只列检定九十天内到期与已过期的；按到期日升序',
  access: 'emf.read',
  query: Type.Object({
    unit: Type.Optional(UnitPath),
    expiring: Type.Optional(Type.Boolean()),
    text: Type.Optional(plainText(60)),
  }),
  response: Type.Object({ instruments: Type.Array(RegisteredInstrument) }),
});
export const addInstrument = route({
  id: 'emf.addInstrument',
  method: 'POST',
  path: '/api/emf/instruments',
  summary: '登记电磁监测仪器及其证书',
  access: 'emf.manage',
  scope: 'unit',
  body: InstrumentInput,
  response: RegisteredInstrument,
});
export const addCertificate = route({
  id: 'emf.addCertificate',
  method: 'POST',
  path: '/api/emf/instruments/:id/certificates',
  summary: '录入仪器的新证书；只增不改',
  access: 'emf.manage',
  scope: 'unit',
  params: Id,
  body: CertificateInput,
  response: RegisteredInstrument,
});
