import { route, SheetReport, type Static, Type } from '@tarim/platform/contract';
import { DateText, Instant, orNull, PersonName, Phone, ShiftRole, SlotWord, UnitPath } from './parts.ts';

export const OnDuty = Type.Object({
  role: ShiftRole,
  name: PersonName,
  /** The account that notices in the platform go to; null: somebody without one. */
  account: orNull(Type.String({ maxLength: 60 })),
  phone: orNull(Phone),
  email: orNull(Type.String({ format: 'email', maxLength: 200 })),
});
export type OnDuty = Static<typeof OnDuty>;

export const Shift = Type.Object({
  unitPath: UnitPath,
  day: DateText,
  slot: SlotWord,
  people: Type.Array(OnDuty),
  simulated: Type.Boolean(),
});
export type Shift = Static<typeof Shift>;

/** When shifts begin (交接班时间), Beijing time. */
export const Hours = Type.Object({
  dayFrom: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }),
  nightFrom: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }),
});
export type Hours = Static<typeof Hours>;

export const getRoster = route({
  id: 'duty.getRoster',
  method: 'GET',
  path: '/api/duty/roster',
  summary: '值班表（一个机构、一段日期）',
  access: 'duty.read',
  query: Type.Object({ unitPath: UnitPath, from: DateText, to: DateText }),
  response: Type.Object({ hours: Hours, shifts: Type.Array(Shift) }),
});
/** Puts the people of a shift in the place of those that it had; nobody empties it. */
export const putShift = route({
  id: 'duty.putShift',
  method: 'PUT',
  path: '/api/duty/roster',
  summary: '排班：一个班次的带班与值班人员',
  access: 'duty.manage',
  scope: 'unit',
  body: Type.Object({
    unitPath: UnitPath,
    day: DateText,
    slot: SlotWord,
    people: Type.Array(OnDuty, { maxItems: 12 }),
  }),
  response: Shift,
});
export const setHours = route({
  id: 'duty.setHours',
  method: 'PUT',
  path: '/api/duty/hours',
  summary: '交接班时间（全平台）',
  access: 'duty.channels',
  body: Hours,
  response: Hours,
});
export const rosterTemplate = route({
  id: 'duty.rosterTemplate',
  method: 'GET',
  path: '/api/duty/roster/template',
  summary: '值班表导入模板（XLSX）',
  access: 'duty.read',
});
export const importRoster = route({
  id: 'duty.importRoster',
  method: 'POST',
  path: '/api/duty/roster/import',
  summary: '导入值班表（XLSX、CSV）；mode=check 只检查，有错则全部不入库',
  access: 'duty.manage',
  scope: 'unit',
  query: Type.Object({ mode: Type.Enum(['check', 'commit']) }),
  bodyKind: 'multipart',
  response: SheetReport,
});
/** Who is on duty now: of the unit itself, and of each unit above it that has a roster. */
export const whoIsOnDuty = route({
  id: 'duty.whoIsOnDuty',
  method: 'GET',
  path: '/api/duty/now',
  summary: '此刻在班人员（本级与各上级）',
  access: 'duty.read',
  query: Type.Object({ unitPath: UnitPath }),
  response: Type.Object({
    at: Instant,
    day: DateText,
    slot: SlotWord,
    until: Instant,
    shifts: Type.Array(Shift),
  }),
});
