import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Category, Id, Instant, orNull } from './parts.ts';

export const ACCIDENT_EVENTS = ['lost', 'stolen', 'uncontrolled'] as const;
export const AccidentEvent = Type.Enum([...ACCIDENT_EVENTS]);
export const ACCIDENT_STATES = ['open', 'reported', 'ended'] as const;
export const AccidentState = Type.Enum([...ACCIDENT_STATES]);
export type AccidentState = Static<typeof AccidentState>;

/** What the grade rests on besides the source (国务院令第449号 第四十条). */
export const AccidentFacts = Type.Object({
  event: AccidentEvent,
  wideContamination: Type.Boolean(),
  deaths: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  severe: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  overLimit: Type.Boolean(),
});
export type AccidentFacts = Static<typeof AccidentFacts>;

export const Accident = Type.Object({
  id: Type.Integer(),
  terminalId: Type.Integer(),
  terminalName: Type.String(),
  unitPath: Type.String(),
  owner: Type.String(),
  state: AccidentState,
  foundAt: Instant,
  /** End of the two hours (初始报告时限). */
  dueAt: Instant,
  reportedAt: orNull(Instant),
  endedAt: orNull(Instant),
  /** The report came, or is still missing, after its time. */
  late: Type.Boolean(),
  grade: orNull(Type.String()),
  simulated: Type.Boolean(),
});
export type Accident = Static<typeof Accident>;

const FormValue = Type.Union([Type.String({ maxLength: 500 }), Type.Number(), Type.Boolean(), Type.Null()]);

export const AccidentDetail = Type.Object({
  ...Accident.properties,
  alarmId: orNull(Type.Integer()),
  facts: AccidentFacts,
  level: orNull(Type.Integer()),
  /** Rules that hold, the gravest first, with their source. */
  matched: Type.Array(Type.Object({ grade: Type.String(), zh: Type.String(), of: Type.String() })),
  category: orNull(Category),
  /** Bq at manufacture and at the accident. */
  activity: Type.Number(),
  activityThen: orNull(Type.Number()),
  nuclide: Type.String(),
  clockSource: Type.String(),
  gradeSource: Type.String(),
  gradeConfidence: Type.String(),
  problems: Type.Array(Type.String()),
  /** The initial report (辐射事故初始报告表), filled as far as it is known. */
  form: Type.Array(
    Type.Object({
      key: Type.String(),
      title: Type.String(),
      values: Type.Record(Type.String(), FormValue),
    }),
  ),
  endReason: orNull(Type.String()),
  by: Type.String(),
});
export type AccidentDetail = Static<typeof AccidentDetail>;

export const listAccidents = route({
  id: 'tracking.listAccidents',
  method: 'GET',
  path: '/api/tracking/accidents',
  summary: '辐射事故（疑似与确认），新的在前',
  access: 'tracking.read',
  response: Type.Object({ accidents: Type.Array(Accident) }),
});
export const getAccident = route({
  id: 'tracking.getAccident',
  method: 'GET',
  path: '/api/tracking/accidents/:id',
  summary: '一起事故：时限、分级与初始报告表',
  access: 'tracking.read',
  params: Id,
  response: AccidentDetail,
});
export const openAccident = route({
  id: 'tracking.openAccident',
  method: 'POST',
  path: '/api/tracking/alarms/:id/accident',
  summary: '由报警升级为事故，两小时报告时钟自发现时起算',
  access: 'tracking.handle',
  scope: 'unit',
  params: Id,
  body: Type.Object({ event: AccidentEvent, foundAt: Instant }),
  response: AccidentDetail,
});
export const changeAccident = route({
  id: 'tracking.changeAccident',
  method: 'PUT',
  path: '/api/tracking/accidents/:id',
  summary: '填写事故情况与初始报告表',
  access: 'tracking.handle',
  scope: 'unit',
  params: Id,
  body: Type.Object({ facts: AccidentFacts, form: Type.Record(Type.String({ maxLength: 60 }), FormValue) }),
  response: AccidentDetail,
});
export const settleAccident = route({
  id: 'tracking.settleAccident',
  method: 'POST',
  path: '/api/tracking/accidents/:id/settle',
  summary: '登记初始报告已报出，或事故终止（写明依据）',
  access: 'tracking.handle',
  scope: 'unit',
  params: Id,
  body: Type.Object({ act: Type.Enum(['reported', 'ended']), note: plainText(500) }),
  response: AccidentDetail,
});
/** Fields of the form, by their printed names, that the platform works out by itself: they are not asked for. */
export const OWN_FORM_FIELDS: ReadonlySet<string> = new Set([
  '事故源核素名称',
  '出厂活度（Bq）',
  '出厂日期',
  '事故时活度（Bq）',
  '事故发生时间',
  '丢失',
  '被盗',
  '失控',
]);

export const accidentForm = route({
  id: 'tracking.accidentForm',
  method: 'GET',
  path: '/api/tracking/accidents/:id/form',
  summary: '辐射事故初始报告表（PDF、DOCX）',
  access: 'tracking.read',
  params: Id,
  query: Type.Object({ format: Type.Enum(['pdf', 'docx']) }),
});

export const accidentReport = route({
  id: 'tracking.accidentReport',
  method: 'GET',
  path: '/api/tracking/accidents/:id/irix-like',
  summary: '一起事故的仿 IRIX 报告（XML）：标识、事件、地点、源；不符合 IAEA 的模式',
  access: 'tracking.read',
  params: Id,
});
