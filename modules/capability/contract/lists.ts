import { plainText, route, SheetReport, type Static, Type } from '@tarim/platform/contract';
import { UnitLevel } from '@tarim/region/contract';
import { Code, Day, Field, Id, Instant, Kind, UnitPath } from './parts.ts';

/** How many of an item a unit has to have: `count` in all, or `count` for every `officers` officers begun (进一). */
export const Quantity = Type.Object({
  level: UnitLevel,
  count: Type.Integer({ minimum: 0, maximum: 10_000 }),
  /** null: a fixed number. */
  officers: Type.Union([Type.Integer({ minimum: 1, maximum: 1_000 }), Type.Null()]),
});
export type Quantity = Static<typeof Quantity>;

/** A row of a required list (配备标准的一项). */
export const ListItem = Type.Object({
  code: Code,
  kind: Kind,
  name: Type.String(),
  /** 计量单位: 辆、台、套 … */
  counted: Type.String(),
  /** Whether only equipment with a valid calibration (检定、校准) counts. */
  calibrated: Type.Boolean(),
  /** Levels that stand here have to have it; others need none. */
  quantities: Type.Array(Quantity),
});
export type ListItem = Static<typeof ListItem>;

/** A version of a required list (配备标准). It holds for the unit and those below that have no nearer one. */
export const RequiredList = Type.Object({
  id: Type.Integer(),
  unitPath: Type.String(),
  field: Field,
  version: Type.Integer(),
  effectiveFrom: Day,
  /** Where the numbers come from, in the words of whoever entered them: the platform has verified none. */
  source: Type.String(),
  note: Type.String(),
  items: Type.Array(ListItem),
  by: Type.String(),
  at: Instant,
  simulated: Type.Boolean(),
});
export type RequiredList = Static<typeof RequiredList>;

export const listLists = route({
  id: 'capability.listLists',
  method: 'GET',
  path: '/api/capability/lists',
  summary: '配备标准：各版本，最新在前',
  access: 'capability.read',
  query: Type.Object({ field: Type.Optional(Field) }),
  response: Type.Object({ lists: Type.Array(RequiredList) }),
});

export const listTemplate = route({
  id: 'capability.listTemplate',
  method: 'GET',
  path: '/api/capability/lists/template',
  summary: '配备标准的填报表（XLSX）；给出版本编号时带有该版本的内容',
  access: 'capability.read',
  query: Type.Object({ id: Type.Optional(Id.properties.id) }),
});

export const importList = route({
  id: 'capability.importList',
  method: 'POST',
  path: '/api/capability/lists/import',
  summary: '新增配备标准的版本（XLSX、CSV）；mode=check 只检查，有错则不入库；以往版本与已存的缺口报告不变',
  access: 'capability.configure',
  scope: 'unit',
  query: Type.Object({
    mode: Type.Enum(['check', 'commit']),
    unitPath: UnitPath,
    field: Field,
    effectiveFrom: Day,
    source: plainText(300, 1),
    note: Type.Optional(plainText(500)),
  }),
  bodyKind: 'multipart',
  response: SheetReport,
});
