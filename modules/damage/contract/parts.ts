import { type Static, Type } from '@tarim/platform/contract';

export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Day = Type.String({ format: 'date' });
export const Instant = Type.String({ format: 'date-time' });
export const Key = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 });
export const Id = Type.Object({ id: Key });
export const UnitPath = Type.String({ pattern: '^/([0-9A-Z]{1,12}/){0,8}$' });
export const Yuan = Type.Number({ minimum: 0, maximum: 1e12 });

/** Where a clue comes from (线索来源): 行政处罚, 突发环境事件, 督察, 信访投诉, 刑事案件, other. */
export const SOURCES = ['penalty', 'accident', 'inspection', 'complaint', 'crime', 'other'] as const;
export const Source = Type.Enum([...SOURCES]);
export type Source = Static<typeof Source>;

/** 案件状态: where a case stands on its way; payment, confirmation and publication run beside it. */
export const DAMAGE_STATES = [
  'screening',
  'no-harm',
  'checking',
  'checked',
  'not-started',
  'assessing',
  'assessed',
  'negotiating',
  'agreed',
  'failed',
  'sued',
  'performed',
  'effective',
  'closed',
] as const;
export const DamageState = Type.Enum([...DAMAGE_STATES]);
export type DamageState = Static<typeof DamageState>;

export const HARMS = ['yes', 'no', 'unknown'] as const;

/** 简易评估, 专家意见, 鉴定评估. The first two are for simple cases only. */
export const ASSESSMENTS = ['simple', 'expert', 'full'] as const;
export const Assessment = Type.Enum([...ASSESSMENTS]);
export type Assessment = Static<typeof Assessment>;

/** Why a case is not started (不启动). */
export const NOT_START_GROUNDS = ['no-harm', 'slight', 'restored', 'no-party', 'other'] as const;

/** 自行修复, 货币赔偿, 替代修复. */
export const WAYS = ['restore', 'pay', 'alternative'] as const;
export const Way = Type.Enum([...WAYS]);
export type Way = Static<typeof Way>;

/** What is made public of a case: 启动, 协议摘要, 修复, 效果. */
export const PUBLISHED = ['start', 'agreement', 'restoration', 'effect'] as const;
export const Published = Type.Enum([...PUBLISHED]);
export type Published = Static<typeof Published>;

/** The items of 民法典 1235. */
export const ITEMS = [
  'service-loss',
  'permanent-loss',
  'assessment-cost',
  'restoration-cost',
  'prevention-cost',
] as const;
export const Item = Type.Enum([...ITEMS]);

export const Party = Type.Object({
  kind: Type.Enum(['individual', 'organisation']),
  name: Type.String(),
  /** Credit code, or the number of an identity card: never public for individuals. */
  code: Type.String(),
});
export type Party = Static<typeof Party>;
