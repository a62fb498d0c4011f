import { Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Code, Day, Id, Instant, orNull, Theme, UnitPath } from './parts.ts';

const share = Type.Number({ minimum: 0, maximum: 1 });
const metres = Type.Number({ minimum: 0, maximum: 10_000_000 });

/** What the register keeps of an object of a theme besides its place (尾矿库等别、干滩长度、下游敏感目标 …). */
export const ThemeFacts = Type.Object({
  owner: Type.Optional(plainText(120)),
  /** 等别 一 … 五 of a tailings pond. */
  grade: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
  /** in use 运行, stopped 停用, closed 闭库, reclaimed 销库. */
  operation: Type.Optional(Type.Enum(['in-use', 'stopped', 'closed', 'reclaimed'])),
  /** Dry beach 干滩长度, m. */
  dryBeachM: Type.Optional(metres),
  damCrestM: Type.Optional(metres),
  distanceToWaterM: Type.Optional(metres),
  /** Homes and red line along the flow path downstream. */
  homesDownstream: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  redlineDownstreamM: Type.Optional(metres),
  /** Of a risk source: 一级, 二级, 准保护区 of the source of drinking water. */
  protectionZone: Type.Optional(Type.Enum(['first', 'second', 'quasi'])),
  sourceName: Type.Optional(plainText(120)),
  note: Type.Optional(plainText(500)),
});
export type ThemeFacts = Static<typeof ThemeFacts>;

export const ThemeObject = Type.Object({
  id: Type.Integer(),
  theme: Theme,
  code: Type.String(),
  name: Type.String(),
  unitPath: Type.String(),
  facts: ThemeFacts,
  areaM2: Type.Number(),
  waterShare: orNull(Type.Number()),
  observedOn: Day,
  lon: Type.Number(),
  lat: Type.Number(),
  observations: Type.Integer(),
  openAlerts: Type.Integer(),
  simulated: Type.Boolean(),
});
export type ThemeObject = Static<typeof ThemeObject>;

/** outside-register 清单外新增, area 面积变化, water-share 水面占比变化. */
export const ALERT_KINDS = ['outside-register', 'area', 'water-share'] as const;
export const ThemeAlert = Type.Object({
  id: Type.Integer(),
  theme: Theme,
  kind: Type.Enum([...ALERT_KINDS]),
  objectId: orNull(Type.Integer()),
  patchId: orNull(Type.Integer()),
  unitPath: Type.String(),
  before: orNull(Type.Number()),
  after: orNull(Type.Number()),
  on: Day,
  at: Instant,
  seenBy: orNull(Type.String()),
});
export type ThemeAlert = Static<typeof ThemeAlert>;

export const listThemeObjects = route({
  id: 'redline.listThemeObjects',
  method: 'GET',
  path: '/api/redline/themes',
  summary: '专题清单（尾矿库、固废堆场、水源地风险源）与未处理的提示',
  access: 'redline.read',
  query: Type.Object({ theme: Type.Optional(Theme), unitPath: Type.Optional(UnitPath) }),
  response: Type.Object({ objects: Type.Array(ThemeObject), alerts: Type.Array(ThemeAlert) }),
});
export const ThemeInput = Type.Object({
  theme: Theme,
  code: Code,
  name: plainText(120, 1),
  facts: ThemeFacts,
  observedOn: Day,
  waterShare: orNull(share),
  geometry: Type.Unknown(),
});
export type ThemeInput = Static<typeof ThemeInput>;
export const recordThemeObject = route({
  id: 'redline.recordThemeObject',
  method: 'POST',
  path: '/api/redline/themes',
  summary: '登记专题对象，或以同一编码补记一次观测；面积或水面占比明显变化时提示',
  access: 'redline.record',
  scope: 'unit',
  body: ThemeInput,
  response: ThemeObject,
});
export const ThemeHistory = Type.Object({
  object: ThemeObject,
  geometry: Type.Unknown(),
  history: Type.Array(
    Type.Object({ on: Day, areaM2: Type.Number(), waterShare: orNull(Type.Number()), by: Type.String() }),
  ),
});
export const getThemeObject = route({
  id: 'redline.getThemeObject',
  method: 'GET',
  path: '/api/redline/themes/:id',
  summary: '一个专题对象及历次观测',
  access: 'redline.read',
  params: Id,
  response: ThemeHistory,
});
export const seeAlert = route({
  id: 'redline.seeAlert',
  method: 'POST',
  path: '/api/redline/alerts/:id/seen',
  summary: '将专题提示标为已处理并说明',
  access: 'redline.handle',
  scope: 'unit',
  params: Type.Object({ id: Int4Id }),
  body: Type.Object({ text: plainText(500, 2) }),
  response: ThemeAlert,
});
