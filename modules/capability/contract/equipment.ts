import { plainText, route, SheetReport, type Static, Type } from '@tarim/platform/contract';
import { Code, Day, Field, Id, Instant, Kind, orNull, Sheet, UnitPath } from './parts.ts';

/** In use (在用), under repair (维修), lent (借出), scrapped (报废). */
export const STATES = ['in-use', 'repair', 'lent', 'scrapped'] as const;
export const EquipmentState = Type.Enum([...STATES]);
export type EquipmentState = Static<typeof EquipmentState>;

/** How its calibration stands: not needed, none on record, valid, valid for 30 days at most, ended. */
export const CALIBRATIONS = ['not-needed', 'none', 'valid', 'soon', 'ended'] as const;
export const Calibration = Type.Enum([...CALIBRATIONS]);
export type Calibration = Static<typeof Calibration>;

const Name = plainText(60, 1);
const short = plainText(60);

/** What changes about a piece over time. */
const standing = {
  state: EquipmentState,
  /** Who keeps it (保管人). */
  holder: short,
  /** The unit that it is lent to, and until when; null unless it is lent. */
  lentTo: orNull(UnitPath),
  lentUntil: orNull(Day),
  /** Number of the certificate of calibration (检定/校准证书), and the last day on which it holds. */
  certificate: short,
  calibratedTo: orNull(Day),
  /** Next check of function (核查), where one is planned. */
  nextCheck: orNull(Day),
  note: plainText(300),
};

/** A piece of equipment (装备) as it stands on a day. */
export const Equipment = Type.Object({
  id: Type.Integer(),
  unitPath: Type.String(),
  field: Field,
  /** Code of the item of the required list that it fulfils. */
  item: Type.String(),
  kind: Kind,
  name: Type.String(),
  model: Type.String(),
  serial: Type.String(),
  boughtOn: orNull(Day),
  /** Measures, so that it has to be calibrated. */
  calibrates: Type.Boolean(),
  ...standing,
  calibration: Calibration,
  /** The day of its last change. */
  on: Day,
  simulated: Type.Boolean(),
});
export type Equipment = Static<typeof Equipment>;

export const EquipmentChange = Type.Object({
  nth: Type.Integer(),
  ...standing,
  on: Day,
  by: Type.String(),
  at: Instant,
});
export type EquipmentChange = Static<typeof EquipmentChange>;

export const EquipmentDetail = Type.Object({
  ...Equipment.properties,
  /** The first is its entry; none is ever altered. */
  history: Type.Array(EquipmentChange),
});
export type EquipmentDetail = Static<typeof EquipmentDetail>;

const filters = {
  unit: Type.Optional(UnitPath),
  field: Type.Optional(Field),
  item: Type.Optional(Code),
  state: Type.Optional(EquipmentState),
  calibration: Type.Optional(Calibration),
  text: Type.Optional(plainText(60)),
};

export const listEquipment = route({
  id: 'capability.listEquipment',
  method: 'GET',
  path: '/api/capability/equipment',
  summary: '装备台账',
  access: 'capability.read',
  query: Type.Object({ ...filters, after: Type.Optional(Type.Integer({ minimum: 0 })) }),
  response: Type.Object({ equipment: Type.Array(Equipment), after: orNull(Type.Integer()) }),
});

export const exportEquipment = route({
  id: 'capability.exportEquipment',
  method: 'GET',
  path: '/api/capability/equipment/export',
  summary: '导出装备台账为 XLSX 或 CSV',
  access: 'capability.read',
  query: Type.Object({ ...filters, format: Sheet }),
});

export const equipmentTemplate = route({
  id: 'capability.equipmentTemplate',
  method: 'GET',
  path: '/api/capability/equipment/template',
  summary: '装备台账导入模板（XLSX）',
  access: 'capability.read',
});

export const importEquipment = route({
  id: 'capability.importEquipment',
  method: 'POST',
  path: '/api/capability/equipment/import',
  summary: '导入装备台账（XLSX、CSV）；mode=check 只检查，逐行说明问题，有错则全部不入库',
  access: 'capability.manage',
  scope: 'unit',
  query: Type.Object({ mode: Type.Enum(['check', 'commit']) }),
  bodyKind: 'multipart',
  response: SheetReport,
});

export const getEquipment = route({
  id: 'capability.getEquipment',
  method: 'GET',
  path: '/api/capability/equipment/:id',
  summary: '一件装备与它的历次变动',
  access: 'capability.read',
  params: Id,
  response: EquipmentDetail,
});

export const EquipmentInput = Type.Object({
  unitPath: UnitPath,
  field: Field,
  item: Code,
  kind: Kind,
  name: Name,
  model: Name,
  serial: Name,
  boughtOn: orNull(Day),
  calibrates: Type.Boolean(),
  ...standing,
});
export type EquipmentInput = Static<typeof EquipmentInput>;

export const addEquipment = route({
  id: 'capability.addEquipment',
  method: 'POST',
  path: '/api/capability/equipment',
  summary: '登记一件装备',
  access: 'capability.manage',
  scope: 'unit',
  body: EquipmentInput,
  response: EquipmentDetail,
});

export const ChangeInput = Type.Object({ ...standing, on: Day });
export type ChangeInput = Static<typeof ChangeInput>;

export const changeEquipment = route({
  id: 'capability.changeEquipment',
  method: 'POST',
  path: '/api/capability/equipment/:id/changes',
  summary: '登记装备变动：状态、保管人、借用、检定与核查；以往记录不改',
  access: 'capability.manage',
  scope: 'unit',
  params: Id,
  body: ChangeInput,
  response: EquipmentDetail,
});
