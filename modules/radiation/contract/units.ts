import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Licence, LicenceState } from './licences.ts';
import { Clock, Day, Id, IdNumber, Name, orNull, Prompt, Sheet, Short, UnitPath } from './parts.ts';
import { Device, Person, Place } from './people.ts';
import { AnnualReport } from './reports.ts';
import { Source } from './sources.ts';

/** A user of nuclear technology (核技术利用单位). */
const particulars = {
  unitPath: UnitPath,
  name: Name,
  address: Short,
  legalPerson: Short,
  safetyOfficer: Short,
  enterpriseId: orNull(IdNumber),
};

export const UnitRowShown = Type.Object({
  id: Type.Integer(),
  uscc: Type.String(),
  ...particulars,
  licence: orNull(Type.Object({ number: orNull(Type.String()), state: LicenceState, validTo: orNull(Day) })),
  sources: Type.Integer(),
  devices: Type.Integer(),
  people: Type.Integer(),
  red: Type.Integer(),
  yellow: Type.Integer(),
  /** 100 less ten for each red prompt and three for each yellow one: a habit of the platform, no rule of law. */
  score: Type.Integer(),
  simulated: Type.Boolean(),
});
export type UnitRowShown = Static<typeof UnitRowShown>;

const filters = {
  unit: Type.Optional(UnitPath),
  level: Type.Optional(Type.Enum(['red', 'yellow', 'none'])),
  text: Type.Optional(plainText(60)),
};

export const listUnits = route({
  id: 'radiation.listUnits',
  method: 'GET',
  path: '/api/radiation/units',
  summary: '核技术利用单位',
  access: 'radiation.read',
  query: Type.Object({ ...filters, after: Type.Optional(Type.Integer({ minimum: 0 })) }),
  response: Type.Object({ units: Type.Array(UnitRowShown), after: orNull(Type.Integer()) }),
});

export const exportUnits = route({
  id: 'radiation.exportUnits',
  method: 'GET',
  path: '/api/radiation/units/export',
  summary: '导出核技术利用单位为 XLSX 或 CSV',
  access: 'radiation.read',
  query: Type.Object({ ...filters, format: Sheet }),
});

export const UnitDetail = Type.Object({
  ...UnitRowShown.properties,
  licences: Type.Array(Licence),
  heldSources: Type.Array(Source),
  places: Type.Array(Place),
  deviceList: Type.Array(Device),
  staff: Type.Array(Person),
  reports: Type.Array(AnnualReport),
  prompts: Type.Array(Prompt),
  /** All that run, of licences, sources and reports, with what they are about. */
  clocks: Type.Array(Type.Object({ ...Clock.properties, subject: Type.String() })),
});
export type UnitDetail = Static<typeof UnitDetail>;

export const getUnit = route({
  id: 'radiation.getUnit',
  method: 'GET',
  path: '/api/radiation/units/:id',
  summary: '一家核技术利用单位：许可证、放射源、射线装置、人员、年度报告、期限与提示；剂量只给有管理权限的人',
  access: 'radiation.read',
  params: Id,
  response: UnitDetail,
});

export const listOwnUnits = route({
  id: 'radiation.listOwnUnits',
  method: 'GET',
  path: '/api/radiation/own',
  summary: '本企业对应的核技术利用单位：期限、提示、人员剂量与年度报告',
  access: 'radiation.file',
  scope: 'own',
  response: Type.Object({ units: Type.Array(UnitDetail) }),
});

export const UnitInput = Type.Object({ uscc: plainText(18, 18), ...particulars });
export type UnitInput = Static<typeof UnitInput>;

export const addUnit = route({
  id: 'radiation.addUnit',
  method: 'POST',
  path: '/api/radiation/units',
  summary: '登记核技术利用单位',
  access: 'radiation.manage',
  scope: 'unit',
  body: UnitInput,
  response: UnitDetail,
});

export const changeUnit = route({
  id: 'radiation.changeUnit',
  method: 'PUT',
  path: '/api/radiation/units/:id',
  summary: '修改单位名称、地址、法定代表人与辐射安全负责人',
  access: 'radiation.manage',
  scope: 'unit',
  params: Id,
  body: Type.Object({ name: Name, address: Short, legalPerson: Short, safetyOfficer: Short }),
  response: UnitDetail,
});
