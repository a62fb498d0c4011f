import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, Id, Name, orNull, Short } from './parts.ts';

/** A reading of a personal dosimeter (个人剂量计), mSv. */
export const Reading = Type.Object({ id: Type.Integer(), from: Day, to: Day, mSv: Type.Number() });
export type Reading = Static<typeof Reading>;

/** What a dose record says against the limits, and what is missing in it. */
export const DoseFinding = Type.Object({
  kind: Type.Enum(['limit', 'investigation', 'missing', 'late', 'overdue', 'long', 'outlier']),
  period: Type.String(),
  value: Type.Number(),
  limit: Type.Number(),
  confidence: Type.String(),
});
export type DoseFinding = Static<typeof DoseFinding>;

/** Somebody who works with radiation (辐射工作人员). Doses are told to those only who manage the unit. */
export const Person = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  post: Type.String(),
  examCertificate: Type.String(),
  examTo: orNull(Day),
  active: Type.Boolean(),
  doses: orNull(
    Type.Object({
      readings: Type.Array(Reading),
      years: Type.Array(Type.Object({ year: Type.Integer(), mSv: Type.Number() })),
      /** Sum of the five years that end with this one. */
      fiveYears: Type.Number(),
      findings: Type.Array(DoseFinding),
    }),
  ),
});
export type Person = Static<typeof Person>;

export const PersonInput = Type.Object({
  name: Name,
  post: Name,
  examCertificate: plainText(60),
  examTo: orNull(Day),
  active: Type.Boolean(),
});
export type PersonInput = Static<typeof PersonInput>;

export const addPerson = route({
  id: 'radiation.addPerson',
  method: 'POST',
  path: '/api/radiation/units/:id/people',
  summary: '登记辐射工作人员',
  access: 'radiation.manage',
  scope: 'unit',
  params: Id,
  body: PersonInput,
  response: Person,
});

export const changePerson = route({
  id: 'radiation.changePerson',
  method: 'PUT',
  path: '/api/radiation/people/:id',
  summary: '修改辐射工作人员：岗位、考核证书、在岗',
  access: 'radiation.manage',
  scope: 'unit',
  params: Id,
  body: PersonInput,
  response: Person,
});

const ReadingInput = Type.Object({
  from: Day,
  to: Day,
  mSv: Type.Number({ minimum: 0, maximum: 100_000 }),
});

export const addReading = route({
  id: 'radiation.addReading',
  method: 'POST',
  path: '/api/radiation/people/:id/readings',
  summary: '录入个人剂量监测结果',
  access: 'radiation.manage',
  scope: 'unit',
  params: Id,
  body: ReadingInput,
  response: Person,
});

export const addOwnReading = route({
  id: 'radiation.addOwnReading',
  method: 'POST',
  path: '/api/radiation/own/people/:id/readings',
  summary: '企业报送本单位人员的个人剂量监测结果',
  access: 'radiation.file',
  scope: 'unit',
  params: Id,
  body: ReadingInput,
  response: Person,
});

export const PlaceInput = Type.Object({
  name: Name,
  address: Short,
  /** Class of a place for unsealed material (非密封放射性物质工作场所): 甲、乙、丙. */
  unsealedClass: orNull(Type.Enum(['A', 'B', 'C'])),
  nuclide: plainText(60),
  dailyMaxBq: orNull(Type.Number({ exclusiveMinimum: 0 })),
  yearlyMaxBq: orNull(Type.Number({ exclusiveMinimum: 0 })),
});
export type PlaceInput = Static<typeof PlaceInput>;
export const Place = Type.Object({ id: Type.Integer(), ...PlaceInput.properties });
export type Place = Static<typeof Place>;

export const addPlace = route({
  id: 'radiation.addPlace',
  method: 'POST',
  path: '/api/radiation/units/:id/places',
  summary: '登记活动场所',
  access: 'radiation.manage',
  scope: 'unit',
  params: Id,
  body: PlaceInput,
  response: Place,
});

/** 射线装置 */
export const DeviceInput = Type.Object({
  name: Name,
  model: Short,
  serial: Short,
  class: Type.Enum(['I', 'II', 'III']),
  kV: orNull(Type.Number({ exclusiveMinimum: 0 })),
  mA: orNull(Type.Number({ exclusiveMinimum: 0 })),
  place: Short,
  inUse: Type.Boolean(),
});
export type DeviceInput = Static<typeof DeviceInput>;
export const Device = Type.Object({ id: Type.Integer(), ...DeviceInput.properties });
export type Device = Static<typeof Device>;

export const addDevice = route({
  id: 'radiation.addDevice',
  method: 'POST',
  path: '/api/radiation/units/:id/devices',
  summary: '登记射线装置',
  access: 'radiation.manage',
  scope: 'unit',
  params: Id,
  body: DeviceInput,
  response: Device,
});
