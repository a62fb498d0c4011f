import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Detector, Instant, orNull } from './parts.ts';

const At = Type.Object({
  rate: Type.Number(),
  threshold: Type.Number(),
  falseAlarms: orNull(Type.Number()),
  precision: orNull(Type.Number()),
  recall: orNull(Type.Number()),
});
export const Setting = Type.Object({
  version: Type.Integer(),
  enabled: Type.Boolean(),
  threshold: Type.Number(),
  windowDays: Type.Integer(),
  reason: Type.String(),
  by: Type.String(),
  at: Instant,
});
export const DetectorRow = Type.Object({
  detector: Detector,
  /** published 有公开来源的方法, rules 法规所列情形, ours 本平台自定. */
  source: Type.Enum(['published', 'rules', 'ours']),
  confidence: Type.String(),
  setting: Setting,
  /** Older versions, newest first. */
  versions: Type.Array(Setting),
  /** By the feedback of people on leads of this detector: the latest of each lead. */
  feedback: Type.Object({
    confirmed: Type.Integer(),
    innocent: Type.Integer(),
    unclear: Type.Integer(),
    /** confirmed / (confirmed + innocent); null: no feedback yet. */
    precision: orNull(Type.Number()),
    /** Wilson interval, 95 %. */
    interval: orNull(Type.Tuple([Type.Number(), Type.Number()])),
  }),
  open: Type.Integer(),
  /** On labelled synthetic data; null: not tried. */
  trial: orNull(
    Type.Object({
      positives: Type.Integer(),
      auc: orNull(Type.Number()),
      at: Type.Array(At),
      source: Type.String(),
    }),
  ),
  /** Latest runs: how many could tell, and how many could not. */
  runs: Type.Object({ told: Type.Integer(), notTold: Type.Integer() }),
});
export type DetectorRow = Static<typeof DetectorRow>;

export const listDetectors = route({
  id: 'signals.listDetectors',
  method: 'GET',
  path: '/api/signals/detectors',
  summary: '识别器：说明、设置、反馈得出的准确率、模拟数据上的准确率与查全率',
  access: 'signals.read',
  response: Type.Object({ detectors: Type.Array(DetectorRow) }),
});

/** Writes a new version, which holds for runs from now on. */
export const saveSetting = route({
  id: 'signals.saveSetting',
  method: 'PUT',
  path: '/api/signals/detectors/:detector',
  summary: '修改识别器的设置（产生新版本）',
  access: 'signals.configure',
  params: Type.Object({ detector: Detector }),
  body: Type.Object({
    enabled: Type.Boolean(),
    threshold: Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
    windowDays: Type.Integer({ minimum: 7, maximum: 366 }),
    reason: plainText(500, 2),
  }),
  response: Type.Object({ version: Type.Integer() }),
});
