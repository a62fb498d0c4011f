import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Id, Instant, orNull } from './parts.ts';
import { Spectrum } from './spectra.ts';

/** What is looked at before a finding is explained (核对清单): 视频, 能谱, 雨量, 运维记录, 邻站, 移动监测组. */
export const CHECK_ITEMS = [
  'camera',
  'spectrum',
  'rain',
  'maintenance',
  'neighbours',
  'mobile-team',
] as const;
export const CheckItem = Type.Enum([...CHECK_ITEMS]);
export type CheckItem = Static<typeof CheckItem>;

/** 未见异常, 发现异常, 无法核对. */
export const CHECK_RESULTS = ['nothing', 'found', 'impossible'] as const;
export const CheckResult = Type.Enum([...CHECK_RESULTS]);
export type CheckResult = Static<typeof CheckResult>;

export const CheckAnswer = Type.Object({
  item: CheckItem,
  result: CheckResult,
  note: Type.String(),
  by: Type.String(),
  at: Instant,
});
export type CheckAnswer = Static<typeof CheckAnswer>;

/** The card of a rise (核对卡): answers are only added to, the last of an item holds. */
export const FindingCard = Type.Object({
  /** An urgent one is closed only with all items answered. */
  required: Type.Boolean(),
  items: Type.Array(Type.Object({ item: CheckItem, answer: orNull(CheckAnswer) })),
  /** All answers, the oldest first. */
  answers: Type.Array(CheckAnswer),
  missing: Type.Array(CheckItem),
  /** Spectra of the station from the day before the first hour to the end of the last. */
  spectra: Type.Array(Spectrum),
});
export type FindingCard = Static<typeof FindingCard>;

export const getFindingCard = route({
  id: 'radnet.getFindingCard',
  method: 'GET',
  path: '/api/radnet/findings/:id/card',
  summary: '一条无雨升高的核对卡：视频、能谱、雨量、运维记录、邻站、移动监测组，各由谁何时核对；当时的能谱',
  access: 'radnet.read',
  params: Id,
  response: FindingCard,
});

export const answerCheck = route({
  id: 'radnet.answerCheck',
  method: 'POST',
  path: '/api/radnet/findings/:id/checks',
  summary: '填写核对卡的一项（未见异常、发现异常、无法核对）；只增不改，紧急的须全部填写方可办结',
  access: 'radnet.review',
  scope: 'unit',
  params: Id,
  body: Type.Object({ item: CheckItem, result: CheckResult, note: plainText(500, 1) }),
  response: FindingCard,
});

const Curve = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  km: Type.Number(),
  simulated: Type.Boolean(),
  hours: Type.Array(Type.Object({ time: Instant, value: orNull(Type.Number()) })),
});
export const FindingAround = Type.Object({
  /** Gamma stations within 200 km, the nearest first, nGy/h in the hours of the finding and six around them. */
  neighbours: Type.Array(Curve),
  /** PM₁₀ of the nearest air station, µg/m³: dust raises what it carries; null: none within 200 km. */
  pm10: orNull(Type.Interface([Curve], { unit: orNull(Type.String()) })),
});
export type FindingAround = Static<typeof FindingAround>;

export const getFindingAround = route({
  id: 'radnet.getFindingAround',
  method: 'GET',
  path: '/api/radnet/findings/:id/around',
  summary: '一条发现的同时段：200 km 内邻站的剂量率与最近空气站的 PM₁₀',
  access: 'radnet.read',
  params: Id,
  response: FindingAround,
});
